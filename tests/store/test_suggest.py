"""Likely duplicates: found in families of any size, and said where not all were compared."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.english.names import Match, compatible, family_key, person_key
from quotes.store.database.connect import Store
from quotes.store.speakers.link import new_speaker
from quotes.store.speakers.suggest import BLOCK, _namesakes, _Profile, suggestions
from tests.store.people import add
from tests.store.test_speakers_alike import full_names


@settings(max_examples=400)
@given(st.lists(st.lists(full_names, min_size=1, max_size=3), min_size=2, max_size=12))
def test_no_pair_of_a_family_is_passed_over(pool: list[list[str]]) -> None:
    family = family_key(pool[0][0])
    block = [
        _Profile(number, "", names[0], "", "person", None, None, tuple(names), 0)
        for number, names in enumerate(pool)
        if family_key(names[0]) == family
    ]
    found = {(a.id, b.id) for a, b in _namesakes(block)}
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
