"""Sentences around a quotation: always a part of the text with the quotation in it, more of it the more are asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.passages import around

TEXT = "One bridge. Two bridges. “Three,” said Okafor. Four.\n\nFive! “Six?” she asked. Seven."


@pytest.mark.parametrize(
    ("words", "sentences", "expected"),
    [
        ("Three,", 0, "“Three,” said Okafor."),
        ("Three,", 1, "Two bridges. “Three,” said Okafor. Four."),
        ("Three,", 2, "One bridge. Two bridges. “Three,” said Okafor. Four.\n\nFive!"),
        ("Six?", 0, "“Six?” she asked."),
        ("Six?", 9, TEXT),
        ("One", 1, "One bridge. Two bridges."),
    ],
)
def test_sentences_on_each_side(words: str, sentences: int, expected: str) -> None:
    start = TEXT.index(words)
    assert around(TEXT, start, start + len(words), sentences) == expected


@given(st.text("ab. ?!\n“”\"'A", min_size=1, max_size=60), st.data())
def test_the_quotation_is_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before = text[start:end]
    for sentences in range(3):
        found = around(text, start, end, sentences)
        assert before in found
        assert found in text
        before = found
