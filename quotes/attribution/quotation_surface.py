"""Describes how a quotation looks: how its words are written, how many they are, and what stands beside it."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from quotes.attribution.layout import Layout, Slot
from quotes.attribution.unit_kinds import KIND_OF
from quotes.named_tuples import new_tuple

_WORDS = re.compile(r"[^\W_][\w'’.-]*")
_SMALL = frozenset("a an the of and or for in on to with at by from as is de la vs v".split())


class Alone(StrEnum):
    """The codes for what stands beside a quotation."""

    PARAGRAPH = "P"
    """Nothing: it is the whole paragraph."""
    SENTENCE = "S"
    """Nothing in its sentence."""
    QUOTATIONS = "Q"
    """Other quotations and nothing else in its sentence."""
    NO = "-"


class Shape(StrEnum):
    """The codes for the letter case of the words, small words (*of*, *the*) left aside."""

    TITLE = "T"
    CAPITALS = "A"
    CAPITALISED = "t"
    """One word, capitalised."""
    LOWER = "l"
    SENTENCE = "s"
    """Capitalised at its beginning only, as a sentence is."""
    MIXED = "m"
    WORDLESS = "0"


class QuotationSurface(NamedTuple):
    """The look of a quotation by itself and in its sentence, which is the same for all its candidates."""

    alone: Alone
    length: str
    """Words, in classes: ``1 2 4 8``, ``L`` for more."""
    shape: Shape
    before: str
    """Kind of the unit before it, ``^`` at the sentence's beginning."""
    after: str
    """Kind of the unit behind it, ``$`` at the sentence's end."""
    closing: str
    """Its last character where that is a mark, else ``w``."""
    previous: str
    """The word before it, lower case, ``^`` where there is none."""
    following: str
    """The word behind it, ``$`` where there is none."""
    low: bool
    """Whether it begins with a small letter."""
    paragraph: int


def surface_of(layout: Layout, slot: Slot) -> QuotationSurface:
    """Returns the look of the quotation at *slot*."""
    text = layout.document.text
    start, end, outer_start, outer_end, *_ = layout.span(slot)
    sentence = layout.document.sentences[slot.sentence]
    units, lows, unit = layout.units[slot.sentence], sentence.lows, slot.unit
    letters = units.letters
    words = _WORDS.findall(text, start, min(end, start + 400))
    paragraph = layout.document.paragraphs[sentence.paragraph]
    if outer_start <= paragraph.start and outer_end >= paragraph.end:
        alone = Alone.PARAGRAPH
    else:
        others = f"{letters[:unit]}{letters[unit + 1 :]}".replace(".", "")
        alone = Alone.SENTENCE if not others else Alone.NO if others.strip("Q") else Alone.QUOTATIONS
    count = len(words)
    at = units[unit].first
    closing = text[end - 1 : end]
    return new_tuple(QuotationSurface, (
        alone,
        _LENGTHS[count] if count < len(_LENGTHS) else "L",
        _shape(words),
        KIND_OF[letters[unit - 1]] if unit else "^",
        KIND_OF[letters[unit + 1]] if unit + 1 < len(letters) else "$",
        closing if closing in ",.?!-—…" else "w",
        lows[at - 1] if at else "^",
        lows[at + 1] if at + 1 < len(lows) else "$",
        text[start : start + 1].islower(),
        sentence.paragraph,
    ))  # fmt: skip


_LENGTHS = "112448888"
"""By the number of words; ``L`` for more."""


def _shape(words: Sequence[str]) -> Shape:
    """Returns the code for the letter case of *words*."""
    if words and words[0][0].isupper():
        for word in words:
            if word[0].isalpha() and not word[0].isupper() and word.lower() not in _SMALL:
                return Shape.SENTENCE  # mostly told after two or three words
    content = [w for w in words if w[0].isalpha() and w.lower() not in _SMALL]
    if not content:
        return Shape.WORDLESS
    upper = sum([w[0].isupper() for w in content])
    if upper == len(content):
        if upper == 1:
            return Shape.CAPITALISED
        return Shape.CAPITALS if " ".join(content).isupper() else Shape.TITLE
    return Shape.MIXED if upper else Shape.LOWER
