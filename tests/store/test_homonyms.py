"""Two people of one name are linked, and that they may be two is said until a person decides."""

import pytest
from sqlalchemy import select

from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.added_again import StoredArticle
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.query.identifiers import find_quote
from quotes.store.review.review_decisions import confirm, reject
from quotes.store.schema import SpeakerRow
from quotes.store.search.show import show
from quotes.store.speakers.changes import split
from quotes.store.speakers.homonyms import every_maybe_two
from quotes.store.speakers.merges import merge
from quotes.store.speakers.suggest import maybe_two_people, suggestions
from quotes.store.speakers.take_back import undo
from tests.store.people import uid_of


def said(store: Store, number: int, mention: str, name: str = "Jo Marl") -> StoredArticle:
    """An article in which *name*, mentioned so, says a sentence with *number* in it."""
    words = f"Bridge {number} opens,"
    text = f"“{words}” said {mention}."
    at = text.index(mention)
    quote = Quote(start=1, end=1 + len(words), text=words, speaker=name, speaker_kind=SpeakerKind.PERSON, mention=mention,
                  mention_start=at, mention_end=at + len(mention), confidence=0.9)  # fmt: skip
    with store.writing() as session:
        return save_article(session, Article(text=text), [quote], extractor="x")


def doubts(store: Store) -> list[str]:
    with store.reading() as session:
        return [str(each) for each in every_maybe_two(session)]


def test_far_apart_callings_are_linked_and_said(store: Store) -> None:
    assert said(store, 1, "Jo Marl, the striker").homonyms == ()
    assert said(store, 2, "Marl", "Jo Marl").homonyms == ()
    assert said(store, 3, "finance minister Jo Marl").homonyms == (
        "Jo Marl, maybe two: minister in 1 article, striker in 1 article",
    )
    assert said(store, 4, "Jo Marl").homonyms == ()
    assert said(store, 5, "Jo Marl, the finance minister").homonyms == (
        "Jo Marl, maybe two: minister in 2 articles, striker in 1 article",
    )
    with store.reading() as session:
        assert len(session.scalars(select(SpeakerRow)).all()) == 1
        (pair,) = suggestions(session)
        assert pair.gone_uid == pair.into_uid
        assert pair.reason.startswith("maybe two: minister in 2 articles, striker in 1 article")
        assert (
            show(session, uid_of(store, "Bridge 4")).remark == "maybe two: minister in 2 articles, striker in 1 article"
        )


def test_the_most_quoted_come_first(store: Store) -> None:
    for number, name in enumerate(("Jo Marl", "Jun Takeda", "Jun Takeda", "Jun Takeda", "Dana Okafor")):
        said(store, number * 2, f"{name}, the striker", name)
        said(store, number * 2 + 1, f"finance minister {name}" if name != "Dana Okafor" else name, name)
    remarks: list[str] = []
    with store.reading() as session:
        found = maybe_two_people(session, limit=9, most=9, say=remarks.append)
        assert [each.gone.partition(" [")[0] for each in found] == ["Jun Takeda", "Jo Marl"]
        assert maybe_two_people(session, limit=1, most=9, say=remarks.append) == found[:1]
        assert remarks == []
        assert maybe_two_people(session, limit=9, most=1, say=remarks.append) == found[:1]
        assert remarks == ["compared were the 1 speaker quoted 6 times or more"]
        assert {each.gone_uid for each in suggestions(session)} == {each.gone_uid for each in found}
        assert suggestions(session, doubts=False) == []


@pytest.mark.parametrize(
    "mentions",
    [
        ("Jo Marl, the striker", "Jo Marl, the Tarnmouth forward", "striker Jo Marl"),
        ("Jo Marl, the former striker", "sports minister Jo Marl"),
        ("Jo Marl, a lawyer", "Sen. Jo Marl"),
        ("Jo Marl, the striker", "Jo Marl, the striker and councillor", "Cllr Jo Marl"),
        ("Mr Jo Marl", "Jo Marl", "Mr. Marl"),
    ],
)
def test_what_one_person_may_well_be_is_not_said(store: Store, mentions: tuple[str, ...]) -> None:
    assert [said(store, number, each).homonyms for number, each in enumerate(mentions)] == [()] * len(mentions)
    assert doubts(store) == []


def test_it_is_said_until_a_person_splits_them(store: Store) -> None:
    said(store, 1, "Jo Marl, the striker")
    said(store, 2, "Jo Marl, the finance minister")
    assert len(doubts(store)) == 1
    with store.writing() as session:
        split(session, "Jo Marl", [uid_of(store, "Bridge 2")], tell_apart="the minister")
    assert doubts(store) == []
    with store.writing() as session:
        undo(session)
    assert len(doubts(store)) == 1


def test_or_until_a_person_has_decided_about_the_quotations(store: Store) -> None:
    said(store, 1, "Mr. Jo Marl")
    said(store, 2, "Ms. Jo Marl")
    with store.writing() as session:
        confirm(session, [find_quote(session, uid_of(store, "Bridge 1"))])
    assert len(doubts(store)) == 1, "the other is still open"
    with store.writing() as session:
        confirm(session, [find_quote(session, uid_of(store, "Bridge 2"))])
    assert doubts(store) == []


def test_what_was_rejected_says_nothing(store: Store) -> None:
    said(store, 1, "Jo Marl, the striker")
    said(store, 2, "Jo Marl, the finance minister")
    with store.writing() as session:
        reject(session, [find_quote(session, uid_of(store, "Bridge 2"))])
    assert doubts(store) == []


def test_a_merge_of_two_is_noted_alike(store: Store) -> None:
    said(store, 1, "Jo Marl, the striker")
    said(store, 2, "Jo H. Marlow, the finance minister", "Jo H. Marlow")
    with store.writing() as session:
        merge(session, ["Jo H. Marlow"], "Jo Marl")
    assert doubts(store) == [], "the other name stands in no mention of Jo Marl's"
