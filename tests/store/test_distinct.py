"""--distinct counts an utterance once and shows how it was printed first; reports on what is printed often."""

import datetime as dt
from itertools import permutations
from typing import Any

import pytest

from quotes.model import Setting
from quotes.store.database.connect import Store
from quotes.store.query.filters import Filter
from quotes.store.search.run_report import report
from quotes.store.search.search import count, matching, search
from quotes.store.search.variants import families, labels
from tests.store.families import Said, put
from tests.store.test_families import WIRE, wire

BRIDGE = "We have argued about this bridge for nine years, and not one bolt has been turned."
CUT = "not one bolt has been turned"


@pytest.fixture
def filled(store: Store) -> Store:
    put(store, Said(BRIDGE, outlet="Ledger", days=2))
    put(store, Said(CUT, outlet="Courier", days=1))
    put(store, Said(BRIDGE, outlet="Herald", days=3), credits=())
    put(store, Said("The ferry leaves at ten.", "Jun Takeda", "Herald", 3))
    put(store, Said("A Long Road to the Sea", None, "Herald", 4))
    put(store, Said("A Long Road to the Sea", None, "Ledger", 4))
    return store


@pytest.mark.parametrize(
    ("query", "filters", "outlets"),
    [
        ("bolt", Filter(distinct=True), ["Courier"]),
        ("argued", Filter(distinct=True), ["Ledger"]),
        ("bolt", Filter(distinct=True, outlet="Herald"), ["Herald"]),
        ("bolt", Filter(distinct=True, since=dt.date(2025, 3, 5)), ["Ledger"]),
        ("", Filter(distinct=True, speaker="Jun Takeda"), ["Herald"]),
        ("", Filter(distinct=True), ["Courier", "Herald", "Herald"]),
        ("nowhere", Filter(distinct=True), []),
        ("bolt", Filter(), ["Courier", "Herald", "Ledger"]),
    ],
)
def test_each_utterance_once(filled: Store, query: str, filters: Filter, outlets: list[str]) -> None:
    with filled.reading() as session:
        assert sorted(row["outlet"] for row in search(session, query, filters)) == outlets
        assert sorted(row["outlet"] for row in search(session, query, filters, limit=10)) == outlets
        assert count(session, matching(session, query, filters)) == len(outlets)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_one_day_the_fullest_of_a_body_comes_first(store: Store, order: tuple[int, ...]) -> None:
    """Whatever was stored first: a headline is somebody else's cut of what the body has."""
    told = [
        (Said(f"{BRIDGE} Honestly", outlet="Headlines"), Setting.HEADLINE),
        (Said(BRIDGE, outlet="Herald"), Setting.BODY),
        (Said(CUT, outlet="Courier"), Setting.BODY),
    ]
    for each in order:
        put(store, told[each][0], setting=told[each][1])
    put(store, Said(BRIDGE, outlet="Ledger", days=1))
    with store.reading() as session:
        assert [row["outlet"] for row in search(session, "bolt", Filter(distinct=True))] == ["Herald"]
        (told_family,) = families(session, labels(session, "", Filter()))
    assert [each.carriers[0]["outlet"] for each in told_family.wordings] == ["Herald", "Courier", "Headlines"]
    assert [row["first_outlet"] for row in rows(store, "repeated")] == ["Herald"]


def rows(store: Store, name: str, filters: Filter | None = None, **given: Any) -> list[dict[str, Any]]:
    with store.reading() as session:
        _, answer = report(session, name, given, filters=filters)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def test_a_report_counts_an_utterance_once(filled: Store) -> None:
    counts = {True: 1, False: 3}
    for distinct, utterances in counts.items():
        found = rows(filled, "speakers", Filter(distinct=distinct))
        assert {row["speaker"]: row["utterances"] for row in found}["Dana Okafor"] == utterances


def test_what_was_printed_often(filled: Store) -> None:
    (found,) = rows(filled, "repeated")
    assert {name: str(value) for name, value in found.items()} | {"quotation": ""} == {
        "speaker": "Dana Okafor", "outlets": "3", "quotations": "3", "wordings": "2", "first_on": "2025-03-04",
        "last_on": "2025-03-06", "first_outlet": "Courier", "quotation": "", "words": CUT,
    }  # fmt: skip
    assert rows(filled, "repeated", least=4) == []


def test_own_words_and_shared_ones(filled: Store) -> None:
    wire(filled, WIRE, "Courier")
    wire(filled, WIRE, "Ledger", 1)
    found = {row["outlet"]: list(row.values())[1:] for row in rows(filled, "wire")}
    assert found == {
        "Herald": [3, 0, 3, 1, 2, 66.7], "Ledger": [2, 0, 2, 0, 2, 100.0], "Courier": [1, 0, 1, 0, 1, 100.0]
    }  # fmt: skip
