"""Where the words of crossheads stand again: the index finds what a search of the whole passage finds."""

from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.arrangement import _places

WORDS = st.lists(st.sampled_from(["a", "b", "ab", "c"]), max_size=6).map(" ".join)


@given(st.sets(WORDS.filter(bool), max_size=5), st.lists(WORDS, max_size=8))
def test_places_are_those_of_a_search(phrases: set[str], passage: list[str]) -> None:
    searched = {
        phrase: [number for number, words in enumerate(passage) if f" {phrase} " in f" {words} "] for phrase in phrases
    }
    found = _places(phrases, dict(enumerate(passage)))
    assert found == {phrase: numbers for phrase, numbers in searched.items() if numbers}
