"""What a run stored and isn't there any more is found, and what people erased is not taken for lost."""

from collections.abc import Callable, Generator, Iterator
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import text

from quotes.errors import ProblemsFound, UnreadableSource
from quotes.ingest import Item
from quotes.model import Article
from quotes.store.articles.erase import erase_articles, erase_speaker
from quotes.store.database import transfer
from quotes.store.database.backup import back_up
from quotes.store.database.check import check
from quotes.store.database.connect import Store, open_store
from quotes.workflow import add
from tests.store.corpus import fill

AGAIN = "add the same sources again: what is there stays as it is"


def items(count: int = 6) -> Iterator[Item]:
    """Articles, and last a source that cannot be read: that too is noted."""
    for number in range(count):
        article = Article(text=f"“We open bridge {number},” said Dana Okafor.", id=str(number))
        yield Item("bridges.jsonl", str(number + 1), None, article)
    yield Item("none.txt", None, None, error=UnreadableSource("does not exist"))


def gone(store: Store, article: int) -> None:
    """Take away what one transaction stored, as if it had never been."""
    with store.writing() as session:
        quotations = "(SELECT id FROM quote WHERE article = :article)"
        for statement in (
            f"DELETE FROM quote_credit WHERE quote IN {quotations}",
            "DELETE FROM quote WHERE article = :article",
            "DELETE FROM run_item WHERE article = :article",
            "DELETE FROM article WHERE id = :article",
        ):
            session.execute(text(statement), {"article": article})


def said(store: Store) -> list[str]:
    return [f"{each.what} → {each.remedy}" for each in check(store)]


@pytest.fixture
def filled(store: Store) -> Store:
    assert len(list(add(store, items(), {}))) == 7
    assert check(store) == []
    return store


def test_articles_that_are_gone_with_their_items_are_missed(filled: Store, tmp_path: Path) -> None:
    gone(filled, 2)
    gone(filled, 5)
    (line,) = said(filled)
    assert line.startswith("2 of the 7 sources that run 1 (add, 20")
    assert line.endswith(f" UTC) noted are missing, with their articles → {AGAIN}")
    for number, url in enumerate((str(tmp_path / "copy.db"), str(tmp_path / "backup.db"))):
        if number:
            back_up(filled, Path(url), wait=1)
        else:
            transfer.copy(filled, url, wait=1)
        with open_store(url) as copy:
            assert said(copy) == [line]
    assert {each.saved.outcome.value for each in add(filled, items(), {}) if each.saved} == {"new", "already stored"}
    assert said(filled) == [line], "what happened then is still so"


def test_an_article_that_its_item_has_forgotten_is_missed(filled: Store) -> None:
    with filled.writing() as session:
        session.execute(text("UPDATE run_item SET article = NULL WHERE article = 3"))
    assert said(filled) == [f"bridges.jsonl:3 was stored, but its article is not known any more → {AGAIN}"]


ERASURES: dict[str, Callable[[Store], None]] = {}


def erasure(call: Callable[[Store], None]) -> Callable[[Store], None]:
    ERASURES[call.__name__] = call
    return call


@erasure
def some_articles(store: Store) -> None:
    with store.writing() as session:
        erase_articles(session, ["1", "4"])


@erasure
def one_after_the_other(store: Store) -> None:
    for article in ("1", "2", "3"):
        with store.writing() as session:
            erase_articles(session, [article])


@erasure
def all_articles(store: Store) -> None:
    with store.writing() as session:
        erase_articles(session, [str(number) for number in range(1, 7)])


@erasure
def the_speaker(store: Store) -> None:
    with store.writing() as session:
        erase_speaker(session, "Dana Okafor")


@erasure
def an_article_that_several_runs_met(store: Store) -> None:
    list(add(store, items(), {}))
    with store.writing() as session:
        erase_articles(session, ["2"])


@erasure
def and_added_again(store: Store) -> None:
    some_articles(store)
    list(add(store, items(), {}))


@pytest.mark.parametrize("erase", ERASURES.values(), ids=ERASURES)
def test_what_was_erased_is_not_missed(filled: Store, erase: Callable[[Store], None]) -> None:
    erase(filled)
    assert check(filled) == []
    if erase is not all_articles:
        gone(filled, 6)
        assert len(check(filled)) == len(runs(filled)), "each run that met the article misses it"


def runs(store: Store) -> list[int]:
    with store.reading() as session:
        return [int(number) for number in session.scalars(text("SELECT id FROM run"))]


def test_an_article_erased_while_the_run_goes_on_is_not_missed(store: Store) -> None:
    for number, _ in enumerate(add(store, items(), {})):
        if number == 2:
            with store.writing() as session:
                erase_articles(session, ["1"])
    assert check(store) == []


@pytest.mark.parametrize("taken", [(2,), (1, 2, 3)])
def test_a_run_whose_work_is_gone_says_so_in_the_end(store: Store, taken: tuple[int, ...]) -> None:
    adding = add(store, items(), {})
    for _ in range(3):
        next(adding)
    for article in taken:
        gone(store, article)
    with pytest.raises(ProblemsFound, match=f"{len(taken)} of 7 sources that were noted in .* are there no more"):
        list(adding)
    assert len(check(store)) == 1


def test_a_run_that_is_gone_itself_says_so_in_the_end(store: Store) -> None:
    adding = add(store, islice(items(), 1), {})
    next(adding)
    gone(store, 1)
    with store.writing() as session:
        session.execute(text("DELETE FROM run"))
    with pytest.raises(ProblemsFound, match="1 of 1 sources"):
        list(adding)


def test_a_run_that_was_stopped_is_not_missed_anything(store: Store) -> None:
    adding = add(store, items(), {})
    next(adding)
    assert isinstance(adding, Generator)
    adding.close()
    gone(store, 1)
    assert check(store) == []


def test_a_dry_run_notes_nothing(store: Store) -> None:
    list(add(store, items(), {}, dry_run=True))
    assert runs(store) == []
    fill(store)
    assert check(store) == []
