"""Tokens of one sentence: cut as the Penn treebank cuts them, offsets exact."""

import pytest

from quotes.annotation.masking import MASK_REST, MASK_START, mask, straighten
from quotes.annotation.tokens import tokenize

CASES = [
    ("plain words", "Okafor left early.", "Okafor left early ."),
    ("possessive", "Okafor's bridge", "Okafor 's bridge"),
    ("curly possessive is straightened", "Okafor’s bridge", "Okafor 's bridge"),
    ("plural possessive", "the workers' pay", "the workers ' pay"),
    ("negation", "She didn't, can't, won't", "She did n't , ca n't , wo n't"),
    ("contractions", "They've said we're I'm he'd it'll", "They 've said we 're I 'm he 'd it 'll"),
    ("two clitics", "shouldn't've", "should n't 've"),
    ("name with apostrophe", "O’Brien and D'Arcy's", "O'Brien and D'Arcy 's"),
    ("hyphenated", "a well-known vice-chair of Port-au-Prince", "a well-known vice-chair of Port-au-Prince"),
    ("abbreviation inside", "Sen. Grant of Del. left", "Sen. Grant of Del. left"),
    ("abbreviation before comma", "Okafor, of Ala., left", "Okafor , of Ala. , left"),
    ("abbreviation before bracket", "Grant (D-Mass.) left", "Grant ( D-Mass. ) left"),
    ("abbreviation with clitic", "Smith Jr.'s day", "Smith Jr. 's day"),
    ("initials", "J. Okafor and J.K. Grant", "J. Okafor and J.K. Grant"),
    (
        "initialism",
        "the U.S. and U.S.-led force at 5 p.m. Friday",
        "the U.S. and U.S.-led force at 5 p.m. Friday",
    ),
    ("final full stop apart", "It is over.", "It is over ."),
    ("final initialism keeps its point", "in the U.S.", "in the U.S."),
    ("numbers", "1,000 at $3.5 million, 12% in 1990s", "1,000 at $ 3.5 million , 12 % in 1990s"),
    ("dashes", "a bridge—he said – opens -- soon", "a bridge — he said – opens -- soon"),
    ("ellipsis", "so ... he said . . . no … yes", "so ... he said . . . no … yes"),
    ("joined by signs", "AT&T and/or R&D", "AT&T and/or R&D"),
    ("handles and tags", "@okafor posted #bridge", "@okafor posted #bridge"),
    ("brackets", "[sic] (no)", "[ sic ] ( no )"),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_tokens(text: str, expected: str) -> None:
    straight = straighten(text)
    assert " ".join(tokenize(straight, 0, len(text))[2]) == expected


@pytest.mark.parametrize("text", [c[1] for c in CASES], ids=[c[0] for c in CASES])
def test_offsets_give_the_text_back(text: str) -> None:
    straight = straighten(text)
    pieces = list(zip(*tokenize(straight, 0, len(text)), strict=True))
    assert all(straight[a:b] == word for a, b, word in pieces)
    assert "".join(word for _, _, word in pieces).replace(" ", "") == "".join(straight.split())


def test_private_use_characters_of_a_text_are_no_masks() -> None:
    text = f"a {MASK_START}{MASK_REST} b"
    _, _, words = tokenize(mask(text, ()), 0, len(text))
    assert words == ["a", "\ufffd", "\ufffd", "b"]
