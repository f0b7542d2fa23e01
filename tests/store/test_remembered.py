"""What is remembered of a store is forgotten with the first change, whoever makes it; alike on both engines."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from sqlalchemy.orm import Session

from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store, open_store
from quotes.store.database.remembered import remembered
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
