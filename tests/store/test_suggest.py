"""Likely duplicates: found in families of any size, and said where not all were compared."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from quotes.english.names import Match, compatible, family_key, person_key
from quotes.model import SpeakerKind
from quotes.store.database.connect import Store
from quotes.store.schema import QuoteRow, SpeakerRow
from quotes.store.speakers import likely_pairs, suggest
from quotes.store.speakers.likely_pairs import BLOCK, Profile, namesakes
from quotes.store.speakers.link import new_speaker
from quotes.store.speakers.suggest import suggestions, suggestions_of
from tests.store.people import add
from tests.store.test_speakers_alike import full_names


@settings(max_examples=400)
@given(st.lists(st.lists(full_names, min_size=1, max_size=3), min_size=2, max_size=12))
def test_no_pair_of_a_family_is_passed_over(pool: list[list[str]]) -> None:
    family = family_key(pool[0][0])
    block = [
        Profile(number, "", names[0], "", "", "person", None, None, tuple(names), 0)
        for number, names in enumerate(pool)
        if family_key(names[0]) == family
    ]
    found = {(a.id, b.id) for a, b in namesakes(block)}
    for a, b in combinations(block, 2):
        one = any(compatible(x, y) is Match.SAME for x in a.aliases for y in b.aliases)
        if one or person_key(a.name) == person_key(b.name):
            assert (a.id, b.id) in found


def test_a_large_family_is_compared_to_its_end_and_spelling_of_the_most_quoted(store: Store) -> None:
    letters = "bcdfghjklmnpqrstvwxz"
    others = [f"{a}{v}{b}o".title() for a in letters for b in letters for v in "ae"][: BLOCK + 40]
    with store.writing() as session:
        for given_name in others:
            new_speaker(session, f"{given_name} Okafor", "person", None)
        for name in ("William Okafor", "Bill T. Okafor", "Margarethe Okafor", "Margarethi Okafor"):
            new_speaker(session, name, "person", None)
    for number, name in enumerate(("Margarethe Okafor", "Margarethi Okafor")):
        add(store, name, number)
    said: list[str] = []
    with store.reading() as session:
        found = {(each.gone[:9], each.into[:9], each.reason) for each in suggestions(session, say=said.append)}
    pairs = {frozenset((gone[:6], into[:6])) for gone, into, _ in found}
    assert frozenset(("Bill T", "Willia")) in pairs
    assert any(
        reason == "names spelt nearly alike" and gone[:8] == into[:8] == "Margaret" for gone, into, reason in found
    )
    assert said == [
        "1 group of names with more than 200 speakers: only the most quoted 200 of each were compared for spelling"
    ]


PEOPLE = [
    f"{given_name} {family}"
    for family in ("Okafor", "Okafar", "Marl", "Lindqvist", "Zelensky", "Zelenskiy")
    for given_name in ("Dana", "Dan", "D.", "William", "Bill", "Danna", "Wilhelm", "Émile", "Emile")
]
BODIES = ("Harbour Safety Agency", "HSA", "Tarnmouth Harbour Safety Agency", "Safety Agency", "H.S.A.", "The Agency")


@pytest.fixture
def crowd(store: Store) -> Store:
    """Speakers of all rules, quoted once to six times each by a seed; the smaller crowds are cut."""
    drawn = random.Random(7)
    for number, name in enumerate((*PEOPLE, *BODIES, "Marl", "Takeda", "Jun Takeda")):
        kind = SpeakerKind.ORGANISATION if name in BODIES else SpeakerKind.PERSON
        for again in range(drawn.randint(1, 6)):
            add(store, name, 10 * number + again, kind=kind)
    with store.writing() as session:
        for row in session.scalars(select(SpeakerRow).where(SpeakerRow.name.in_(("Dana Marl", "Émile Okafor")))):
            row.wikidata_id = "Q1"
    return store


@pytest.mark.parametrize("cut", [4, 200])
def test_a_short_list_is_the_beginning_of_the_whole(crowd: Store, monkeypatch: pytest.MonkeyPatch, cut: int) -> None:
    monkeypatch.setattr(suggest, "FIRST", 6)
    monkeypatch.setattr(likely_pairs, "BLOCK", cut)
    with crowd.reading() as session:
        whole = suggestions(session)
        for limit in (1, 5, 20, 60, 1000):
            assert suggestions(session, limit=limit) == whole[:limit]


@pytest.mark.parametrize("cut", [4, 200])
def test_those_of_one_speaker_are_those_of_the_whole(crowd: Store, monkeypatch: pytest.MonkeyPatch, cut: int) -> None:
    monkeypatch.setattr(likely_pairs, "BLOCK", cut)
    with crowd.reading() as session:
        whole = suggestions(session)
        assert len({each.reason for each in whole}) >= 6
        for uid in session.scalars(select(SpeakerRow.uid)):
            assert suggestions_of(session, uid) == [each for each in whole if uid in (each.gone_uid, each.into_uid)]


def test_a_list_of_the_most_quoted_alone_says_so(crowd: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "FIRST", 6)
    said: list[str] = []
    with crowd.reading() as session:
        whole = suggestions(session)
        some = suggestions(session, limit=1000, most=6, say=said.append)
        quoted = len(session.scalars(select(QuoteRow.speaker_id).distinct()).all())
    assert some == whole[: len(some)]
    assert len(some) < len(whole)
    assert said[0].startswith("compared were the ")
    assert quoted > int(said[0].split()[3]) >= 6
