"""Families of quotations: what joins, what doesn't, and what becomes of them when rows change and go."""

import datetime as dt
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from quotes.model import Article
from quotes.store.articles.changes import set_fields
from quotes.store.articles.erase import erase_articles, erase_speaker
from quotes.store.articles.record import record
from quotes.store.articles.save import save_article
from quotes.store.database.check import check, reindex
from quotes.store.database.connect import Store, open_store
from quotes.store.database.transfer import copy
from quotes.store.decisions.operations import undo
from quotes.store.families.rebuild import are_missing
from quotes.store.review.review_decisions import Correction, correct, reject
from quotes.store.schema import ArticleRow, ArticleShingleRow, QuoteRow
from quotes.store.speakers.merges import merge
from tests.store.families import DAY, Said, families, keys, linked, put

BRIDGE = "We have argued about this bridge for nine years, and not one bolt has been turned."
CUT = "not one bolt has been turned"
REWORDED = "We've argued about this bridge for 9 years and not a single bolt has been turned."
OTHER = "Fair play to the boys, they ran themselves into the ground for this club."

PAIRS = [
    ("the same words", Said(BRIDGE), Said(BRIDGE), True),
    ("the same words, years later", Said(BRIDGE), Said(BRIDGE, days=2000), True),
    ("the same words, somebody else", Said(BRIDGE), Said(BRIDGE, "Jun Takeda"), True),
    ("the same words, without days", Said(BRIDGE), Said(BRIDGE, days=None), True),
    ("four words", Said("We open in spring"), Said("We open in spring"), False),
    ("a contraction is one word", Said("I'm over the moon"), Said("I'm over the moon"), False),
    ("cut at the beginning", Said(BRIDGE), Said(CUT, days=2), True),
    ("reworded", Said(BRIDGE), Said(REWORDED, days=3), True),
    ("reworded, at the last moment", Said(BRIDGE), Said(CUT, days=14), True),
    ("reworded, too late", Said(BRIDGE), Said(CUT, days=15), False),
    ("reworded, nobody credited", Said(BRIDGE), Said(CUT, None), True),
    ("reworded, somebody else", Said(BRIDGE), Said(CUT, "Jun Takeda"), False),
    ("reworded, one without a day", Said(BRIDGE), Said(CUT, days=None), False),
    ("reworded, both without a day", Said(BRIDGE, days=None), Said(CUT, days=None), True),
    ("other words", Said(BRIDGE), Said(OTHER), False),
    (
        "the set sentence of a week later",
        Said("The driest August since we began to keep records at this station."),
        Said("The wettest bank holiday since we began to keep records at this station.", days=7),
        False,
    ),
    (
        "the same sentence of two people",
        Said("I declare that Agnes Mirford is duly elected for the ward of Saltpan."),
        Said("I declare that Petra Oyelaran is duly elected for the ward of Upper Lock."),
        False,
    ),
]


@pytest.mark.parametrize(("one", "other", "together"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
@pytest.mark.parametrize("turned", [False, True], ids=["in order", "turned"])
def test_what_is_of_one_utterance(store: Store, one: Said, other: Said, together: bool, turned: bool) -> None:
    first, second = (other, one) if turned else (one, other)
    pair = [put(store, first._replace(outlet="Courier")), put(store, second._replace(outlet="Ledger"))]
    assert linked(store, pair) is together


def test_the_label_is_the_first_member_though_the_last_joins_two_families(store: Store) -> None:
    one, other = put(store, Said("We have argued about this bridge")), put(store, Said(CUT))
    assert not linked(store, [one, other])
    assert linked(store, [one, other, put(store, Said(BRIDGE))])


WORDINGS = [
    Said(BRIDGE), Said(BRIDGE, "Jun Takeda"), Said(CUT, days=1), Said(CUT, None, days=9), Said(REWORDED, days=3),
    Said("We have argued about this bridge for nine years", days=12), Said(OTHER), Said(OTHER, days=None),
    Said("they ran themselves into the ground for this club", "Mina Reyes"), Said("We open in spring"),
]  # fmt: skip


@settings(max_examples=12)
@given(st.permutations(range(len(WORDINGS))))
def test_the_order_of_arrival_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, order: list[int]
) -> None:
    found = []
    for numbers in (range(len(WORDINGS)), order):
        path = tmp_path_factory.mktemp("order") / "q.db"
        shutil.copy(sqlite_template, path)
        with open_store(str(path)) as store:
            for number in numbers:
                put(store, WORDINGS[number]._replace(outlet=f"Outlet {number}"))
            found.append(families(store))
    assert found[0] == found[1]
    assert len(found[0]) == 2


def test_both_engines_find_the_same_families(store: Store) -> None:
    numbers = list(range(len(WORDINGS)))
    random.Random(3).shuffle(numbers)
    for number in numbers:
        put(store, WORDINGS[number]._replace(outlet=f"Outlet {number}"))
    assert sorted(map(len, families(store))) == [2, 6]


def test_correcting_words_or_speaker_finds_other_families_and_undo_the_old_ones(store: Store) -> None:
    ids = [
        put(store, Said(BRIDGE)),
        put(store, Said(BRIDGE, days=1)),
        put(store, Said(OTHER)),
        put(store, Said(CUT, "Jun Takeda")),
    ]
    before, rows = families(store), keys(store)
    with store.writing() as session:
        correct(session, [ids[3]], Correction(speaker="Dana Okafor"))
    assert linked(store, [ids[0], ids[3]])
    with store.writing() as session:
        correct(session, [ids[1]], Correction(words="We have argued"))
    assert not linked(store, [ids[0], ids[1]])
    for _ in range(2):
        with store.writing() as session:
            undo(session)
    assert (families(store), keys(store)) == (before, rows)


def test_a_merge_of_speakers_joins_their_wordings_and_undo_parts_them(store: Store) -> None:
    pair = [put(store, Said(BRIDGE, "Dana Okafor")), put(store, Said(CUT, "D. T. Okafor"))]
    assert not linked(store, pair)
    with store.writing() as session:
        merge(session, ["D. T. Okafor"], "Dana Okafor")
    assert linked(store, pair)
    with store.writing() as session:
        undo(session)
    assert not linked(store, pair)


def test_a_rejected_quotation_leaves_and_no_longer_holds_others_together(store: Store) -> None:
    ends = [put(store, Said("We have argued about this bridge")), put(store, Said(CUT))]
    middle = put(store, Said(BRIDGE))
    rows = keys(store)
    with store.writing() as session:
        reject(session, [middle])
    assert families(store) == set()
    with store.writing() as session:
        undo(session)
    assert linked(store, [*ends, middle])
    assert keys(store) == rows


def test_the_first_to_say_something_comes_back_to_those_who_said_it_since(store: Store) -> None:
    """Speakers differ, so nothing but the words as a whole holds the two together."""
    first = put(store, Said(BRIDGE))
    with store.writing() as session:
        reject(session, [first])
    later = put(store, Said(BRIDGE, "Jun Takeda", days=50))
    assert families(store) == set()
    with store.writing() as session:
        undo(session)
    assert linked(store, [first, later])


def test_another_day_of_publication_finds_other_families(store: Store) -> None:
    pair = [put(store, Said(BRIDGE)), put(store, Said(CUT, days=20))]
    with store.reading() as session:
        uid = session.scalar(
            select(ArticleRow.uid).where(ArticleRow.id == session.get_one(QuoteRow, pair[1]).article_id)
        )
    assert not linked(store, pair)
    with store.writing() as session:
        set_fields(session, str(uid), {"published_on": DAY})
    assert linked(store, pair)


def test_a_recorded_quotation_has_a_family(store: Store) -> None:
    first = put(store, Said(BRIDGE))
    with store.writing() as session:
        record(session, CUT, speaker="Dana Okafor", outlet="Ledger", published_on=DAY)
    assert linked(store, [first, first + 1])


def test_erasing_leaves_nothing_and_parts_what_was_held_together(store: Store) -> None:
    ends = [put(store, Said("We have argued about this bridge")), put(store, Said(CUT))]
    rows = keys(store)
    middle = put(store, Said(BRIDGE, "Jun Takeda"))
    with store.writing() as session:
        session.execute(update(QuoteRow).where(QuoteRow.id == middle).values(speaker_id=None))
        uid = session.scalar(
            select(ArticleRow.uid).where(ArticleRow.id == session.get_one(QuoteRow, middle).article_id)
        )
    with store.writing() as session:
        erase_articles(session, [str(uid)])
    assert keys(store) == rows
    assert not linked(store, ends)
    with store.writing() as session:
        erase_speaker(session, "Dana Okafor")
    assert keys(store) == 0
    assert families(store) == set()


def test_the_first_of_a_family_can_be_erased(store: Store) -> None:
    ids = [put(store, Said(BRIDGE, outlet=outlet)) for outlet in ("Courier", "Ledger", "Herald")]
    with store.writing() as session:
        uid = session.scalar(
            select(ArticleRow.uid).where(ArticleRow.id == session.get_one(QuoteRow, ids[0]).article_id)
        )
        erase_articles(session, [str(uid)])
    assert linked(store, ids[1:])
    assert len(families(store)) == 1


def test_a_copy_of_the_store_has_the_same_families(store: Store, tmp_path: Path) -> None:
    for said in WORDINGS:
        put(store, said._replace(outlet=f"Outlet {WORDINGS.index(said)}"))
    copy(store, str(tmp_path / "copy.db"), wait=5)
    with open_store(str(tmp_path / "copy.db")) as other:
        assert families(other) == families(store)
        assert keys(other) == keys(store)


WIRE = (
    "The harbour board of Tarnmouth voted late on Monday to close the old swing bridge to lorries from the first of May. "
    "Its engineers had found cracks in two of the eleven girders, the board said after a meeting of four hours. Buses and "
    "cars may still cross. Hauliers fear a detour of twenty miles over the moor, where two lorries overturned last winter. "
    "A new bridge was promised nine years ago, and no work has begun. The minister is to visit the town on Thursday."
)


def wire(store: Store, words: str, outlet: str, days: int = 0) -> int:
    with store.writing() as session:
        day = DAY + dt.timedelta(days=days)
        return save_article(session, Article(text=words, outlet=outlet, published_on=day), [], extractor="x").article


def wires(store: Store) -> dict[int, int | None]:
    with store.reading() as session:
        return {row[0]: row[1] for row in session.execute(select(ArticleRow.id, ArticleRow.wire_id))}


def test_wire_copy_is_linked_as_it_arrives_and_parted_as_it_goes(store: Store) -> None:
    whole = wire(store, WIRE, "Courier")
    edited = wire(store, WIRE.replace("late on Monday", "on Monday night").replace("Buses", "Coaches"), "Ledger", 1)
    other = wire(store, WIRE[::-1], "Herald")
    late = wire(store, WIRE + " Ends.", "Weekly", 30)
    assert wires(store) == {whole: whole, edited: whole, other: None, late: None}
    with store.writing() as session:
        erase_articles(session, [str(whole)])
    assert wires(store) == {edited: None, other: None, late: None}
    with store.reading() as session:
        assert whole not in set(session.scalars(select(ArticleShingleRow.article)))


DAMAGE = {
    "a label of a row that is alone": "UPDATE quote SET family = id WHERE id = 4",
    "a label that is not the first": "UPDATE quote SET family = 2 WHERE family = 1",
    "a key that is missing": "DELETE FROM quote_shingle WHERE quote = 1",
    "a key of words that nobody said": "INSERT INTO quote_shingle (shingle, day, quote) VALUES (7, 7, 1)",
    "a text's key": "DELETE FROM article_shingle",
}


@pytest.mark.parametrize("statement", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_found_and_mended(store: Store, statement: str) -> None:
    for said in (Said(BRIDGE), Said(CUT, days=1), Said(REWORDED, days=2), Said(OTHER)):
        put(store, said)
    wire(store, WIRE, "Courier")
    before = families(store), keys(store)
    assert check(store) == []
    with store.writing() as session:
        session.execute(text(statement))
    assert [each.remedy for each in check(store)] == ["run quotes db reindex"]
    assert reindex(store.url, wait=5).rebuilt == (1, 0)
    assert check(store) == []
    assert (families(store), keys(store)) == before


def test_a_store_from_before_there_were_families_gets_them(store: Store) -> None:
    for said in WORDINGS:
        put(store, said._replace(outlet=f"Outlet {WORDINGS.index(said)}"))
    before = families(store)
    with store.writing() as session:
        for statement in ("UPDATE quote SET family = NULL", "DELETE FROM quote_shingle", "DELETE FROM article_shingle"):
            session.execute(text(statement))
    with store.reading() as session:
        assert are_missing(session.connection())
    assert check(store) == []
    reindex(store.url, wait=5)
    assert families(store) == before
