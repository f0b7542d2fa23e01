"""Words of titles and passages: what engines and short cuts pick holds all that folding finds; passages as read by hand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.store.search.around import FARTHEST, PLAIN, Sought, passage_words
from quotes.wording import fold


def test_plain_characters_fold_to_themselves_or_a_blank() -> None:
    plain = re.compile(f"[{PLAIN}]")
    for code in range(1, 0x3000):
        char = chr(code)
        if plain.match(char):
            own = char.lower() if char.isascii() and char.isalnum() else " "
            assert fold(f"a{char}b") == f"a{own}b", hex(code)


LETTERS = "aeif k\u0301\u212aﬁéİı’“\n…ß½²ªK1"


@given(st.text(LETTERS, max_size=12), st.text(LETTERS, max_size=4))
def test_no_short_cut_loses_what_folding_finds(text: str, word: str) -> None:
    sought = Sought(word)
    if sought.words:
        assert sought.stands_in(text) == (f" {sought.words} " in f" {fold(text)} ")


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("one\ntwo\n<three>\nfour\nfive", "two|three|four"),
        ("one\n\n \ntwo\n\nsaid <three> there\n \n\nfour\n\nfive", "two|said three there|four"),
        ("<three>", "three"),
        ("<three>\n\n", "three"),
        ("\n\n<three>", "three"),
        ("one\n<three\nand four>\nfive\nsix", "one|three|and four|five"),
        ("w" * 4000 + " near <three> far " + "v" * 4000, "near three far"),
    ],
)
def test_the_passage_is_the_paragraphs_around(text: str, passage: str) -> None:
    start, end = text.index("<"), text.index(">") - 1
    found = passage_words(text.replace("<", "").replace(">", ""), start, end)
    assert "|".join(line.strip() for line in found.split("\n") if line.strip()) == passage


def test_a_text_of_one_paragraph_costs_what_stands_near() -> None:
    assert len(passage_words("a " * 1_000_000, 500_000, 500_010)) <= 2 * FARTHEST + 10
