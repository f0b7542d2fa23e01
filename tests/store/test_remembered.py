"""What is remembered of a store is forgotten with the first change, whoever makes it; alike on both engines."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from sqlalchemy.orm import Session

from quotes.errors import NotFound
from quotes.model import Article, Quote, SpeakerKind
from quotes.reports import Coverage
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store, open_store
from quotes.store.database.remembered import MOST, remembered
from quotes.store.query.filters import Filter
from quotes.store.search.coverage import coverage


def add(session: Session, number: int) -> None:
    text = f"“Words {number},” said Dana Okafor."
    said = Quote(start=1, end=9, text=text[1:9], utterance=1, speaker="Dana Okafor", speaker_kind=SpeakerKind.PERSON)
    save_article(session, Article(text=text, outlet="Courier"), [said], extractor="t")


def by_this_store(store: Store) -> None:
    with store.writing() as session:
        add(session, 2)


def by_another_program(store: Store) -> None:
    with open_store(store.url) as other, other.writing() as session:
        add(session, 2)


def articles(store: Store) -> int:
    with store.reading() as session:
        return coverage(session).articles


@pytest.mark.parametrize("change", [by_this_store, by_another_program])
def test_a_change_is_seen(store: Store, change: Callable[[Store], None]) -> None:
    with store.writing() as session:
        add(session, 1)
    assert articles(store) == articles(store) == 1
    change(store)
    assert articles(store) == 2


def test_an_unchanged_store_is_read_once(store: Store) -> None:
    reads: list[str] = []

    def read() -> int:
        reads.append("read")
        return len(reads)

    for key, expected in (("one", 1), ("one", 1), ("other", 2), ("one", 1)):
        with store.reading() as session:
            assert remembered(session, key, read) == expected
    assert len(reads) == 2
    by_this_store(store)
    with store.reading() as session:
        assert remembered(session, "one", read) == 3


def test_the_latest_keys_are_kept(store: Store) -> None:
    reads: list[int] = []
    with store.reading() as session:
        for number in [*range(MOST), 0, MOST, 0, 1]:
            remembered(session, str(number), lambda number=number: reads.append(number))  # type: ignore[misc]
    assert reads == [*range(MOST), MOST, 1], "0 was asked for again and stayed, 1 made room"


def test_filters_and_queries_are_counted_once_each(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that is narrowed alike, on the page or by its picture, counts what it rests on once."""
    by_this_store(store)
    counted: list[tuple[Filter, str]] = []

    def count(_: Session, filters: Filter, query: str) -> Coverage:
        counted.append((filters, query))
        return Coverage(len(counted), 1, 1, None, None)

    monkeypatch.setattr("quotes.store.search.coverage._counted", count)
    asked = [(Filter(), ""), (Filter(outlet="Courier"), ""), (Filter(), "words"), (Filter(outlet="Courier"), "words")]
    for _ in range(2):
        with store.reading() as session:
            assert [coverage(session, *each).utterances for each in asked] == [1, 2, 3, 4]
    assert counted == asked


def test_what_is_refused_is_refused_again(store: Store) -> None:
    by_this_store(store)
    for _ in range(2):
        with store.reading() as session, pytest.raises(NotFound):
            coverage(session, Filter(outlet="Nowhere"))


def test_what_is_rolled_back_is_not_remembered(store: Store) -> None:
    with suppress(ZeroDivisionError), store.writing() as session:
        add(session, 1)
        assert coverage(session).articles == 1
        raise ZeroDivisionError
    assert articles(store) == 0


def test_a_reader_keeps_its_state(store: Store) -> None:
    """What a session remembers is of the state that it sees, not of a later one."""
    with store.reading() as session:
        assert coverage(session).articles == 0
        by_another_program(store)
        assert coverage(session).articles == 0
    assert articles(store) == 1
