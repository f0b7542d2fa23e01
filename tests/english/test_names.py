"""Names as news prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.english.names import (
    Match,
    acronyms,
    compatible,
    family_key,
    gender_of,
    given_gender,
    is_full,
    is_organisation_like,
    organisation_key,
    parse,
    person_key,
    strip_titles,
)


@pytest.mark.parametrize(
    ("name", "given", "family", "point"),
    [
        ("Dana Okafor", "Dana", "Okafor", "plain"),
        ("Sen. Elizabeth Okafor (D-Mass.)", "Elizabeth", "Okafor", "title and party"),
        ("House Speaker Paul Grant", "Paul", "Grant", "a title with a word before it"),
        ("North Korean leader Kim Jong Un", "Jong Un", "Kim", "role in lower case, family name first"),
        ("Kim Jong-un", "Jong-un", "Kim", "hyphenated given name behind"),
        ("Xi Jinping", "Jinping", "Xi", "two words, family name first"),
        ("Kim Kardigan", "Kim", "Kardigan", "Kim as a given name"),
        ("Wen Ho Lee", "Wen Ho", "Lee", "western order of an eastern name"),
        ("Bill de Blasio", "Bill", "de Blasio", "particle"),
        ("Ursula von der Leyen", "Ursula", "von der Leyen", "two particles"),
        ("Mohammed bin Salman", "Mohammed", "bin Salman", "bin"),
        ("Martin Luther King Jr.", "Martin Luther", "King", "suffix; King is no title here"),
        ("Donald Grant, Jr.", "Donald", "Grant", "suffix after a comma"),
        ("J.K. Okafor", "J.K.", "Okafor", "initials"),
        ("Robert C. “Bobby” Scott", "Robert C.", "Scott", "nickname in marks"),
        ("Mr. Smith", "", "Smith", "title and family name"),
        ("Okafor", "", "Okafor", "family name alone"),
        ("Sergey Radchenko’s", "Sergey", "Radchenko", "possessive"),
    ],
)
def test_parts(name: str, given: str, family: str, point: str) -> None:
    parsed = parse(name)
    assert (parsed.given, parsed.family) == (given, family), point


@pytest.mark.parametrize(
    ("a", "b", "match"),
    [
        ("Kim Jong Un", "Kim Jong-un", Match.SAME),
        ("Kim Jong Un", "North Korean leader Kim Jong Un", Match.SAME),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy", Match.SAME),
        ("Bill Okafor", "William Okafor", Match.SAME),
        ("J. Okafor", "Jane Okafor", Match.SAME),
        ("Jane Q. Okafor", "Jane Okafor", Match.SAME),
        ("José García", "Jose Garcia", Match.SAME),
        ("Mitch Okafor", "Addison Mitchell Okafor", Match.SAME),
        ("George W. Grant", "George H.W. Grant", Match.DIFFERENT),
        ("Hillary Grant", "Bill Grant", Match.DIFFERENT),
        ("Mr. Grant", "Mrs. Grant", Match.DIFFERENT),
        ("Ann Johnson", "Ann Johnston", Match.DIFFERENT),
        ("Okafor", "Jane Okafor", Match.POSSIBLE),
        ("Donald Grant Jr.", "Donald Grant", Match.POSSIBLE),
        ("Donald Grant Jr.", "Donald Grant Sr.", Match.DIFFERENT),
    ],
)
def test_whether_two_names_are_one_persons(a: str, b: str, match: Match) -> None:
    assert compatible(a, b) is match
    assert compatible(b, a) is match


def test_keys_and_forms() -> None:
    assert person_key("Kim Jong Un") == person_key("Kim Jong-un")
    assert family_key("Zelensky") == family_key("Zelenskyy")
    assert strip_titles("Prime Minister Theresa Grant") == "Theresa Grant"
    assert is_full("J. Okafor")
    assert not is_full("Ms Okafor")
    assert organisation_key("The Acme Corp.") == organisation_key("Acme")
    assert "WPK" in acronyms("Workers’ Party of Korea")
    assert "WPK" in acronyms("Workers' Party of Korea")
    assert is_organisation_like("Tarnmouth Traders’ Association")
    assert gender_of("spokeswoman for the mayor") == "f"
    assert gender_of("chairman") == "m"
    assert gender_of("engineer") is None
    assert given_gender("Mary Ann") == "f"


@given(st.text(max_size=60))
def test_nothing_makes_it_fail(name: str) -> None:
    parse(name)
    assert isinstance(person_key(name), str)
    assert compatible(name, "Dana Okafor") is compatible("Dana Okafor", name)
