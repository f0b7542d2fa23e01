"""Storing articles in batches stores what storing one after the other does, whatever the batches are."""

import datetime as dt
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select

import quotes.extraction
from quotes.batches import Addition, ReadBack
from quotes.errors import UnreadableSource
from quotes.ingest import Item
from quotes.model import Article
from quotes.pipeline import extract_quotes
from quotes.store.articles.record import record
from quotes.store.articles.save import ArticleWriter, save_article
from quotes.store.database.connect import Store, open_store
from quotes.store.database.verify import verify
from quotes.store.schema import ArticleRow, QuoteRow, RunItemRow
from quotes.workflow import add
from tests.store.invented_news import GOLDEN, LATER, Stored, filled, held, invented, one_by_one

Save = Callable[[Store, Sequence[Stored]], None]


def in_batches(*sizes: int) -> Save:
    """Stores articles in transactions of so many, the last size for the rest."""

    def save(store: Store, articles: Sequence[Stored]) -> None:
        left, following = list(articles), list(sizes)
        while left:
            size = following.pop(0) if len(following) > 1 else following[0]
            some, left = left[:size], left[size:]
            with store.writing() as session:
                writer = ArticleWriter(session)
                writer.expect(some)
                for article, quotations in some:
                    writer.save(article, lambda found=quotations: found, "x")  # type: ignore[misc]
                assert len(writer.finish()) == len(some)

    return save


@pytest.mark.parametrize("save", [one_by_one, in_batches(7), in_batches(50)], ids=["one by one", "7", "50"])
def test_a_store_holds_what_it_always_held(store: Store, save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows, their order, ids and uids are those of the program that stored row by row."""
    monkeypatch.setenv("QUOTES_WHO", "ada")
    filled(store, save)
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    found = held(store, but=LATER)
    for table, rows in golden.items():
        assert found[table] == rows, table
    with store.reading() as session:
        assert verify(session).problems == ()


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 9), min_size=1, max_size=5))
@example(8631, [3]).via("a version is linked before the one that it replaces, which came in the same batch")
def test_how_articles_are_split_into_batches_does_not_matter(
    sqlite_template: Path, tmp_path: Path, seed: int, sizes: list[int]
) -> None:
    pictures = []
    for save in (one_by_one, in_batches(*sizes)):
        path = tmp_path / "q.db"
        shutil.copy(sqlite_template, path)
        with open_store(str(path)) as store:
            save(store, invented(seed, 14))
            pictures.append(held(store))
    assert pictures[0] == pictures[1]


def items(*texts: str | UnreadableSource) -> Iterator[Item]:
    for number, text in enumerate(texts, 1):
        if isinstance(text, UnreadableSource):
            yield Item("a.jsonl", str(number), "0", error=text)
        else:
            yield Item("a.jsonl", str(number), "0", Article(text=text, url=f"https://x.example/{number}", outlet="X"))


def news(number: int) -> str:
    return f"“We open bridge {number},” said Dana Okafor, striker. “Not so,” said Harbour Board spokesman Lindqvist."


ELSEWHERE = "“These words stand in no text.”"
MIXED = (news(1), UnreadableSource("is broken"), news(3), ELSEWHERE, news(5), news(6), "Nobody said a thing.")


def added(store: Store, *texts: str | UnreadableSource, **options: Any) -> list[Addition]:
    return list(add(store, items(*texts), {}, **options))


def with_one_that_fails(store: Store) -> None:
    """The text that comes for the fourth source hasn't the words that were recorded from it."""
    with store.writing() as session:
        record(session, "Other words", speaker=None, outlet="X", published_on=None, url="https://x.example/4")


@pytest.mark.parametrize("at_once", [1, 2, 3, 50])
def test_an_article_that_fails_costs_only_itself(store: Store, at_once: int) -> None:
    with_one_that_fails(store)
    found = added(store, *MIXED, at_once=at_once)
    assert [each.failed for each in found] == [False, True, False, True, False, False, False]
    assert "don't stand" in str(found[3].item.error)
    with store.reading() as session:
        noted = session.execute(select(RunItemRow.record, RunItemRow.outcome).order_by(RunItemRow.id)).all()
        assert [tuple(row) for row in noted] == [
            ("1", "new"), ("2", "failed"), ("3", "new"), ("4", "failed"), ("5", "new"), ("6", "new"), ("7", "new"),
        ]  # fmt: skip
        assert session.scalar(select(func.count()).where(QuoteRow.status == "extracted")) == 8
        assert session.scalar(select(ArticleRow.text).where(ArticleRow.url == "https://x.example/4")) is None


@pytest.mark.parametrize("at_once", [2, 3, 50])
@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_batches_with_failures_give_the_same_database(
    store: Store, sqlite_template: Path, tmp_path: Path, at_once: int
) -> None:
    """Ids, too: what is rolled back to a savepoint has used up none."""
    with_one_that_fails(store)
    added(store, *MIXED, at_once=at_once)
    shutil.copy(sqlite_template, tmp_path / "other.db")
    with open_store(str(tmp_path / "other.db")) as other:
        with_one_that_fails(other)
        added(other, *MIXED, at_once=1)
        assert held(store) == held(other)


def test_what_was_extracted_is_stored_when_reading_breaks_off(store: Store) -> None:
    def broken() -> Iterator[Item]:
        yield from items(news(1), news(2))
        raise KeyboardInterrupt

    told: list[Addition] = []
    with pytest.raises(KeyboardInterrupt):
        told.extend(add(store, broken(), {}))
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(ArticleRow)) == 2


def test_what_came_from_an_address_is_stored_before_the_next_is_fetched(store: Store) -> None:
    """Fetching may take as long as it likes, and what there is should not wait for it."""

    def fetched() -> Iterator[Item]:
        for number, item in enumerate(items(news(1), news(2), news(3))):
            with store.reading() as session:
                assert session.scalar(select(func.count()).select_from(ArticleRow)) == number
            yield Item(f"https://x.example/{number}", None, None, item.article)

    assert len(list(add(store, fetched(), {}))) == 3


def test_a_text_that_is_stored_is_not_extracted_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    added(store, news(1), news(2))
    before = held(store, "run", "run_item")
    monkeypatch.setattr(quotes.extraction, "extract_quotes", None)
    found = added(store, news(1), news(2))
    assert [each.saved and each.saved.outcome for each in found] == ["already stored"] * 2
    assert [each.saved and each.saved.quotations for each in found] == [2, 2]
    assert held(store, "run", "run_item") == before


def test_a_text_that_gets_its_day_now_is_extracted_for_it(store: Store) -> None:
    text = "“We open,” said Dana Okafor on Friday."
    list(add(store, items(text), {}))
    (found,) = add(store, items(text), {"published_on": dt.date(2025, 3, 14)})
    assert found.saved is not None
    assert found.saved.filled == ("published_on",)
    with store.reading() as session:
        assert str(session.scalar(select(QuoteRow.said_on))) == "2025-03-14"


def test_a_stored_text_whose_day_turns_out_to_be_missing_is_extracted_after_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was said of the store before may be over when the article is stored: another program was there."""
    monkeypatch.setattr("quotes.workflow.is_stored", lambda *_: True)
    found = added(store, news(1), news(2))
    assert [len(each.quotations) for each in found] == [2, 2]


@pytest.mark.parametrize(("read_back", "rows"), [(ReadBack(), [2, 2, 2]), (ReadBack(shown=1), [2, 0, 0]), (ReadBack(shown=0), [0, 0, 0])])  # fmt: skip
def test_quotations_are_read_back_for_those_who_want_them(store: Store, read_back: ReadBack, rows: list[int]) -> None:
    found = added(store, news(1), news(2), news(3), read_back=read_back)
    assert [len(each.quotations) for each in found] == rows
    for each in found:
        assert each.saved is not None
        assert (each.saved.said, each.saved.credited, each.saved.not_said, each.saved.outlet) == (2, 2, 0, "X")


@contextmanager
def counting(store: Store) -> Iterator[Counter[str]]:
    """Counts statements by their first word."""
    counts: Counter[str] = Counter()

    @event.listens_for(store.engine, "before_cursor_execute")
    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        counts[statement.split(None, 1)[0].upper()] += 1

    yield counts
    event.remove(store.engine, "before_cursor_execute", count)


def test_an_article_takes_few_statements(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts instead of seconds: 46 of the statements of an article, and its 18 flushes, were what took the time."""
    with counting(store) as counts:
        for number in range(20):
            article = Article(text=news(number), url=f"https://one.example/{number}", outlet="X")
            with store.writing() as session:
                save_article(session, article, extract_quotes(article), extractor="x")
    assert counts["INSERT"] <= 20 * 4 + 4
    assert counts.total() <= 20 * 22
    # A busy machine would end a batch early.
    monkeypatch.setattr("quotes.batches.LONGEST", 600.0)
    with counting(store) as counts:
        added(store, *map(news, range(100, 150)), read_back=ReadBack(shown=0))
    assert counts["INSERT"] <= 12
    assert counts.total() <= 50 * 4, "of which two or three ask whether the text is stored"
