"""British and American spellings share a key; other words never do."""

import pytest

from quotes.english.lexicons import lines
from quotes.english.spellings import spelling_key


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour", "color"),
        ("favourites", "favorites"),
        ("neighbourhood", "neighborhood"),
        ("organise", "organize"),
        ("realisation", "realization"),
        ("analysed", "analyzed"),
        ("travelled", "traveled"),
        ("counsellors", "counselors"),
        ("centre", "center"),
        ("theatres", "theaters"),
        ("defence", "defense"),
        ("programmes", "programs"),
        ("learnt", "learned"),
        ("towards", "toward"),
    ],
)
def test_one_key(british: str, american: str) -> None:
    assert spelling_key(british) == spelling_key(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"),
        ("our", "or"),
        ("filling", "filing"),
        ("prise", "prize"),
        ("tour", "tor"),
        ("course", "corse"),
        ("advise", "advice"),
        ("called", "caled"),
        ("polled", "poled"),
    ],
)
def test_two_words(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


def test_the_list_has_pairs_that_no_rule_makes() -> None:
    for line in lines("spellings"):
        british, american = line.split()
        assert spelling_key(british) == spelling_key(american)
