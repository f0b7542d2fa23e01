"""What people say about families lasts, is logged, and can be undone; and what readers see of a family."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from quotes.errors import NotFound, UsageProblem
from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.erase import erase_articles
from quotes.store.articles.save import save_article
from quotes.store.database.check import reindex
from quotes.store.database.connect import Store
from quotes.store.decisions.log import operations
from quotes.store.decisions.operations import undo
from quotes.store.query.filters import Filter
from quotes.store.review.family_decisions import join, split_off
from quotes.store.review.review_decisions import reject
from quotes.store.schema import ArticleRow, FamilyTieRow, QuoteRow
from quotes.store.search.show import show
from quotes.store.search.variants import Flag, families, family, family_of, labels
from tests.store.families import Said, keys, linked, put
from tests.store.families import families as stored

BRIDGE = "We have argued about this bridge for nine years, and not one bolt has been turned."
CUT = "not one bolt has been turned"
OTHER = "The ferry leaves at ten whether the tide is with us or not."


def three(store: Store) -> list[int]:
    return [put(store, Said(BRIDGE)), put(store, Said(BRIDGE, outlet="Ledger")), put(store, Said(CUT, outlet="Herald"))]


def test_what_is_split_off_stays_alone_whatever_arrives(store: Store) -> None:
    ids = three(store)
    before, rows = stored(store), keys(store)
    with store.writing() as session:
        receipt = split_off(session, [str(ids[0])], note="another year")
    assert receipt.operation == 1
    assert not linked(store, ids[:2])
    assert linked(store, [*ids[1:], put(store, Said(BRIDGE, outlet="Post"))])
    assert not linked(store, [ids[0], ids[1]])
    reindex(store.url, wait=5)
    assert not linked(store, [ids[0], ids[1]])
    with store.reading() as session:
        assert operations(session)[0].what == f"{receipt.said}: another year"
    with store.writing() as session:
        undo(session)
    assert linked(store, ids)
    with store.writing() as session:
        article = session.get_one(QuoteRow, ids[2] + 1).article_id
        erase_articles(session, [session.get_one(ArticleRow, article).uid])
    assert (stored(store), keys(store)) == (before, rows)


def test_several_that_are_split_off_make_a_family_of_their_own(store: Store) -> None:
    ids = three(store)
    with store.writing() as session:
        split_off(session, [str(ids[0]), str(ids[2])])
    assert linked(store, [ids[0], ids[2]])
    assert not linked(store, ids[:2])


def test_what_is_joined_stays_so_and_brings_its_families(store: Store) -> None:
    ids = [*three(store), put(store, Said(OTHER)), put(store, Said(OTHER, "Jun Takeda"))]
    with store.writing() as session:
        join(session, [str(ids[2]), str(ids[4])])
    assert linked(store, ids)
    reindex(store.url, wait=5)
    assert linked(store, ids)
    with store.writing() as session:
        undo(session)
    assert not linked(store, ids)
    assert linked(store, ids[:3])
    assert linked(store, ids[3:])


def test_joining_what_is_joined_changes_nothing(store: Store) -> None:
    ids = three(store)
    with store.writing() as session:
        assert join(session, [str(ids[0]), str(ids[1])]).operation is None


def test_a_new_version_keeps_what_was_said(store: Store) -> None:
    other = put(store, Said(BRIDGE, outlet="Ledger"))

    def version(more: str) -> int:
        text = f"“{BRIDGE}” said Dana Okafor.{more}"
        quote = Quote(start=1, end=1 + len(BRIDGE), text=BRIDGE, speaker="Dana Okafor", speaker_kind=SpeakerKind.PERSON)
        article = Article(text=text, url="https://courier.example/1", published_on=dt.date(2025, 3, 3))
        with store.writing() as session:
            saved = save_article(session, article, [quote], extractor="x")
            return session.scalars(select(QuoteRow.id).where(QuoteRow.article_id == saved.article)).one()

    first = version("")
    with store.writing() as session:
        split_off(session, [str(first)])
    second = version(" More.")
    assert linked(store, [first, second])
    assert not linked(store, [first, other])


@pytest.mark.parametrize(
    ("given", "problem", "message"),
    [
        (["1"], UsageProblem, "name two quotations or more"),
        (["1", "77"], NotFound, "there is no quotation '77'"),
        (["1", "2"], UsageProblem, "is rejected, so it has no family"),
    ],
)
def test_bad_input_changes_nothing(store: Store, given: list[str], problem: type[Exception], message: str) -> None:
    three(store)
    with store.writing() as session:
        reject(session, [2])
    with store.writing() as session, pytest.raises(problem, match=message):
        join(session, given)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(FamilyTieRow)) == 0


def test_erasing_takes_away_what_was_said(store: Store) -> None:
    ids = three(store)
    with store.writing() as session:
        split_off(session, [str(ids[0])])
    with store.writing() as session:
        uid = session.get_one(ArticleRow, session.get_one(QuoteRow, ids[0]).article_id).uid
        erase_articles(session, [uid])
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(FamilyTieRow)) == 0


def test_readers_see_wordings_carriers_and_flags(store: Store) -> None:
    put(store, Said(CUT, outlet="Herald", days=1))
    put(store, Said(BRIDGE))
    put(store, Said(BRIDGE, "Jun Takeda", "Ledger", 2))
    put(store, Said(BRIDGE.replace("nine", "ten"), outlet="Post", days=3))
    put(store, Said(OTHER))
    with store.reading() as session:
        (label,) = labels(session, "bolt", Filter())
        (found,) = families(session, [label])
        assert found == family_of(session, 3)
        assert show(session, "3").family == found
        assert show(session, "5").family is None
        assert labels(session, "ferry", Filter()) == []
    assert [len(each.carriers) for each in found.wordings] == [2, 1, 1]
    assert [each.against for each in found.wordings] == [None, 0, 0]
    assert [each.is_cut for each in found.wordings] == [False, True, False]
    assert found.first["outlet"] == "Tarnmouth Courier"
    assert found.outlets == ("Tarnmouth Courier", "Ledger", "Herald", "Post")
    assert str(found.last_on) == "2025-03-06"
    assert found.flags == (Flag.SPEAKERS, Flag.MEANING)


FLAGGED = [
    ("a not is dropped", "I do not regret the merger at all", "I do regret the merger at all", "body", {Flag.MEANING}),
    ("another number", "We need nine lorries by May", "We need ten lorries by May", "body", {Flag.MEANING}),
    ("another name", "We will play Marlow on Saturday", "We will play Harlow on Saturday", "body", {Flag.MEANING}),
    ("another quantifier", "I say that all of them lied", "I say that some of them lied", "body", {Flag.MEANING}),
    ("the same number in digits", "We need nine lorries by May", "We need 9 lorries by May", "body", set()),
    (
        "the same in other words",
        "I know that everybody in town lied",
        "I know that everyone in town lied",
        "body",
        set(),
    ),
    ("a cut hides a number", "We need lorries, nine of them, by May", "We need lorries", "body", set()),
    ("a headline cuts", "We need nine lorries by May", "need nine lorries by May", "headline", set()),
    ("a headline rewords", "We need nine lorries by May", "We want nine lorries by May", "headline", {Flag.HEADLINE}),
]


@pytest.mark.parametrize(
    ("one", "other", "setting", "flags"), [row[1:] for row in FLAGGED], ids=[row[0] for row in FLAGGED]
)
def test_flags(one: str, other: str, setting: str, flags: set[Flag]) -> None:
    rows = [{"words": one, "setting": "body"}, {"words": other, "setting": setting}]
    found = family([{**row, "speaker_uid": "s1", "outlet": "Courier", "published_on": None} for row in rows])
    assert set(found.flags) == flags
