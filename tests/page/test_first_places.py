"""Whether a text has a word elsewhere is told by an index as by a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.page.turns import FirstPlaces

TEXTS = st.lists(st.sampled_from([" ", "  ", "\n", "A", "Ab", "Abc", "o’", "-", ".", "&", ","])).map("".join)


@pytest.mark.parametrize("few", [0, 2, 100])
@given(TEXTS, st.lists(st.tuples(st.sampled_from(["A", "Ab", "Abc", "o’", "Ab-A"]), st.integers(-1, 12)), max_size=8))
def test_index_and_search_agree(few: int, text: str, asked: list[tuple[str, int]]) -> None:
    places = FirstPlaces(text)
    places.FEW = few
    for word, end in asked:
        assert places.has_word(word, end) == (text.find(f" {word}", 0, max(0, end)) > 0)
        assert places.has_stop(end) == ("." in text[: max(0, end)])
