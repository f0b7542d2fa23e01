"""What a mention says of a walk of life, and what one person hardly is at once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.english.lexicons import lines
from quotes.english.occupations import MAN, WOMAN, Calling, callings, far_apart, places

SAID = [
    ("Jo Marl, the striker", "Jo Marl", "striker"), ("finance minister Jo Marl", "Jo Marl", "minister"), ("Prime Minister Jo Marl", "Jo Marl", "minister"),
    ("Green MP Jo Marl", "Jo Marl", "mp"), ("Jo Marl, 34, a Tarnmouth lawyer", "Jo Marl", "lawyer"), ("Jo Marl, the Tarnmouth and England striker", "Jo Marl", "striker"),
    ("Jo Marl, a lawyer and poet", "Jo Marl", "lawyer poet"), ("Sen. Jo Marl", "Jo Marl", "sen"), ("Jo Marl, who is the finance minister", "Jo Marl", "minister"),
    ("the striker's lawyer Jo Marl", "Jo Marl", "lawyer"), ("Mr. Jo Marl", "Jo Marl", "Mr"), ("Ms Marl", "Jo Marl", "Ms"), ("Congresswoman Jo Marl", "Jo Marl", "congresswoman congresswoman"),
    ("Jo Marl, a nurse at the clinic of the minister", "Jo Marl", "nurse"), ("goalkeeper Łucja Øst", "Łucja Øst", "goalkeeper"), ("Judge Dr Jo Marl", "Jo Marl", "judge"),
    ("Jo Marl, a vice-mayor", "Jo Marl", "vice-mayor"),
]  # fmt: skip
UNSAID = [
    ("former striker Jo Marl", "Jo Marl"), ("Jo Marl, the retired judge", "Jo Marl"), ("Jo Marl, a spokesman for the police minister", "Jo Marl"), ("Jo Marl, a friend of the striker", "Jo Marl"),
    ("Jo Marl, whose father was a bishop", "Jo Marl"), ("Jo Marl", "Jo Marl"), ("the striker", "Jo Marl"), ("he", "Jo Marl"), ("Jo Marl, the captain", "Jo Marl"), ("Jo Bishop", "Jo Bishop"),
    ("Nurse Marlowe", "Jo Marl"), ("", "Jo Marl"), ("Jo Marl, the striker", ""), ("Jo Marl, president of the club", "Jo Marl"), ("ex-minister Jo Marl", "Jo Marl"), ("Chairman Jo Marl", "Jo Marl"),
]  # fmt: skip


@pytest.mark.parametrize(("mention", "name", "words"), SAID)
def test_said(mention: str, name: str, words: str) -> None:
    assert " ".join(each.word for each in callings(mention, name)) == words


@pytest.mark.parametrize(("mention", "name"), UNSAID)
def test_not_said(mention: str, name: str) -> None:
    assert callings(mention, name) == ()


@given(st.text("ab", min_size=1, max_size=3), st.text("ab é_-,1\N{COMBINING ACUTE ACCENT}", max_size=20))
def test_places_are_those_of_a_pattern(word: str, text: str) -> None:
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    assert places(word, text) == [found.start() for found in pattern.finditer(text)]


FAR = [
    "sport politics",
    "politics sport",
    "sport law",
    "arts police",
    "religion business",
    "medicine law",
    f"{MAN} {WOMAN}",
]
NEAR = ["politics law", "politics business", "politics science", "sport media", "sport sport", "science medicine", "arts media", "politics medicine", f"{MAN} politics"]  # fmt: skip


@pytest.mark.parametrize(("pair", "far"), [*((each, True) for each in FAR), *((each, False) for each in NEAR)])
def test_walks_of_life(pair: str, far: bool) -> None:
    one, other = (
        Calling("x", domain)
        for domain in ((MAN, WOMAN) if pair == f"{MAN} {WOMAN}" else (pair.rpartition(" ")[0], pair.rpartition(" ")[2]))
    )
    assert far_apart(one, other) is far


def test_the_lexicon_has_a_walk_of_life_for_each_word() -> None:
    domains = {line.rpartition(" ")[2] for line in lines("occupations")}
    assert domains == set("sport politics arts law police medicine science religion work media business".split())
    assert all(line.count(" ") == 1 for line in lines("occupations"))
