"""Numbers have one key in digits and in words."""

import pytest

from quotes.english.contractions import apart
from quotes.english.meaning_words import is_opposite
from quotes.english.numbers import is_number_key, number_at


@pytest.mark.parametrize(
    ("words", "key", "taken"),
    [
        ("35", "35", 1),
        ("thirty five", "35", 2),
        ("two million people", "2000000", 2),
        ("2 million", "2000000", 2),
        ("2.5 million", "2500000", 2),
        ("5bn", "5000000000", 1),
        ("two hundred and five thousand and one men", "205001", 7),
        ("a hundred of them", "100", 2),
        ("one and two", "1", 1),
        ("one two three", "1", 1),
        ("twenty ten", "20", 1),
        ("second thoughts", "2th", 1),
        ("2nd", "2th", 1),
        ("1990s", "1990s", 1),
        ("zero", "0", 1),
        ("twenty zero", "20", 1),
        ("nine hundred and ninety nine thousand nine hundred and ninety nine", "999999", 11),
    ],
)
def test_numbers(words: str, key: str, taken: int) -> None:
    number = number_at(words.split(), 0)
    assert number == (key, taken)
    assert is_number_key(key)


@pytest.mark.parametrize("words", ["a man", "and two", "million", "hello", "per cent", "b2b"])
def test_no_numbers(words: str) -> None:
    assert number_at(words.split(), 0) is None


@pytest.mark.parametrize(
    ("before", "behind", "halves"),
    [
        ("don", "t", ("do", "not", 1)),
        ("can", "t", ("can", "not", 0)),
        ("won", "t", ("will", "not", 1)),
        ("cannot", "", ("can", "not", 3)),
        ("didnt", "", ("did", "not", 2)),
        ("we", "ve", ("we", "have", 0)),
        ("minister", "s", ("minister", "'s", 0)),
        ("o", "brien", None),
        ("wont", "", None),
    ],
)
def test_contractions(before: str, behind: str, halves: tuple[str, str, int] | None) -> None:
    assert apart(before, behind) == halves


@pytest.mark.parametrize(
    ("one", "other", "opposite"),
    [
        ("likely", "unlikely", True),
        ("impossible", "possible", True),
        ("do", "undo", False),
        ("like", "dislike", True),
        ("able", "table", False),
    ],
)
def test_opposites(one: str, other: str, opposite: bool) -> None:
    assert is_opposite(one, other) == opposite
