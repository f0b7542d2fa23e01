"""Words that begin sentences."""

import pytest

from quotes.english.lexicons import lexicon
from quotes.english.sentence_starters import sentence_starters


@pytest.mark.parametrize(
    ("word", "starts"), [("the", True), ("however", True), ("first", True), ("critics", True), ("bridge", False)]
)
def test_sentence_starters(word: str, starts: bool) -> None:
    assert (word in sentence_starters()) is starts


def test_no_word_stands_in_both_lists() -> None:
    assert not lexicon("never_names") & lexicon("sentence_starters")
