"""The quotations that altered words may come from are found on both engines, however the words are altered."""

import pytest
from sqlalchemy import text, update

from quotes.store.database.connect import Store
from quotes.store.schema import ArticleRow, QuoteRow
from quotes.store.search import candidates as room
from quotes.store.search.candidates import candidates
from quotes.store.search.conditions import frequent_words
from quotes.store.statuses import Status
from tests.store.checked_store import fill


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def _first(store: Store, words: str) -> str | None:
    with store.reading() as session:
        found = candidates(session, words)
    return found[0].words if found else None


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("We will not pay for the bridge before the spring", "We will not pay"),
        ("WE WILL NOT PAY, for the bridge", "We will not pay"),
        ("we will pay for the bridge before the spring", "We will not pay"),
        ("the tunnel is dry", "I cannot promise"),
        ("The harbour lost much trade. We must act now.", "The harbour lost"),
        ("it is a colorful theater", "It is a colourful"),
        ("a disgrace", "a disgrace"),
        ("completely unrelated wording", None),
        ("", None),
        ("… — …", None),
        ("will NOT ( O'Brien \" * : AND pay", "We will not pay"),
        ("' & | ! <-> :* \0", None),
    ],
)
def test_what_is_found_first(filled: Store, words: str, first: str | None) -> None:
    found = _first(filled, words)
    assert (found or "")[: len(first or "")] == (first or "")
    assert (found is None) == (first is None)


@pytest.mark.parametrize("status", [Status.REJECTED, Status.WITHDRAWN])
def test_what_readers_do_not_see_is_no_candidate(filled: Store, status: Status) -> None:
    with filled.writing() as session:
        session.execute(update(QuoteRow).where(QuoteRow.words.contains("tunnel")).values(status=status.value))
        session.execute(update(ArticleRow).where(ArticleRow.external_id == "7").values(is_current=False))
    assert _first(filled, "promise tunnel dry") is None
    assert _first(filled, "disgrace") is None


def test_frequent_words_are_found_by_their_neighbours(filled: Store) -> None:
    words = "we will surely pay for the bridge"
    with filled.reading() as session:
        session.info[room._FREQUENT] = set(words.split())
        assert candidates(session, words)[0].words == "We will not pay for the bridge before the spring"


@pytest.mark.parametrize("words", ["{known} {long}", "{long} {known}"])
def test_a_long_wording_is_answered(filled: Store, words: str) -> None:
    long = " ".join(f"w{number}" for number in range(20_000))
    assert _first(filled, words.format(known="I cannot promise that the tunnel is dry", long=long))


def test_the_frequent_words_that_postgresql_has_counted(filled: Store) -> None:
    with filled.reading() as session:
        if filled.dialect == "postgresql":
            session.execute(text("ANALYZE quote"))
        frequent = frequent_words(session, 3)
    assert ("the" in frequent) == (filled.dialect == "postgresql")
    assert "tunnel" not in frequent
