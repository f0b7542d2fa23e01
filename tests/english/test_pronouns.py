"""Pronouns: each set holds what its name says, and the sets agree with each other."""

import pytest

from quotes.english import pronouns


@pytest.mark.parametrize(
    ("word", "gender"), [("he", "m"), ("himself", "m"), ("her", "f"), ("hers", "f"), ("they", None), ("it", None)]
)
def test_gender(word: str, gender: str | None) -> None:
    assert pronouns.GENDER.get(word) == gender


@pytest.mark.parametrize(
    ("word", "sets"),
    [
        ("he", {"SINGULAR_SUBJECTS", "SUBJECTS", "THIRD_PERSON_SUBJECTS", "MENTIONED"}),
        ("they", {"SUBJECTS", "THIRD_PERSON_SUBJECTS", "PLURAL", "NEUTRAL", "MENTIONED"}),
        ("it", {"SUBJECTS", "NEUTRAL", "MENTIONED"}),
        ("them", {"OBJECTS", "PLURAL", "NEUTRAL", "MENTIONED"}),
        ("we", {"SUBJECTS", "FIRST_PERSON", "MENTIONED"}),
        ("their", {"POSSESSIVES", "NEUTRAL_POSSESSIVES"}),
        ("her", {"POSSESSIVES", "MENTIONED"}),
        ("others", {"INDEFINITE"}),
        ("itself", set()),
        ("bridge", set()),
    ],
)
def test_sets(word: str, sets: set[str]) -> None:
    every = {name: value for name, value in vars(pronouns).items() if isinstance(value, frozenset | set)}
    assert {name for name, value in every.items() if word in value} == sets
