"""Masks quotations: makes a text of the same length in which each outermost quotation is one opaque word.

Sentences and tokens are found on the masked text, so their offsets hold for the article's own text.
"""

import re
from collections.abc import Sequence

from quotes.model import QuotedSpan

MASK_START = "\ue000"
"""First character of a masked quotation; a text's own private-use characters are put out of its way."""
MASK_REST = "\ue001"

_STRAIGHT = (
    ("\N{RIGHT SINGLE QUOTATION MARK}", "'"),
    ("\N{MODIFIER LETTER APOSTROPHE}", "'"),
    ("\N{FULLWIDTH APOSTROPHE}", "'"),
    (MASK_START, "\ufffd"),
    (MASK_REST, "\ufffd"),
)


_WRONG_WAY_ROUND = re.compile(r"(?<=[^\W\d_])\N{LEFT SINGLE QUOTATION MARK}(?=[^\W\d_])")
"""An opening mark between letters: a mistaken apostrophe (*Okafor‘s*)."""


def straighten(text: str) -> str:
    """Returns *text* with its apostrophes made straight, character for character."""
    if not text.isascii():
        for character, instead in _STRAIGHT:  # five searches, faster than a look at each character
            text = text.replace(character, instead)
        if "\N{LEFT SINGLE QUOTATION MARK}" in text:
            text = _WRONG_WAY_ROUND.sub("'", text)
    return text


def outermost(quoted: Sequence[QuotedSpan]) -> list[QuotedSpan]:
    """Returns the spans without an enclosing one, in order, disjoint by their outer ends and not empty."""
    top: list[QuotedSpan] = []
    reached = 0
    for span in quoted:
        if span.parent is None and span.outer_start >= reached and span.outer_end > span.outer_start:
            top.append(span)
            reached = span.outer_end
    return top


def mask(text: str, quoted: Sequence[QuotedSpan]) -> str:
    """Returns *text* straightened, with each of the *quoted* spans replaced by an opaque word of the same length.

    The spans must be disjoint and in order.
    """
    straight = straighten(text)
    if not quoted:
        return straight
    parts: list[str] = []
    reached = 0
    for span in quoted:
        parts.append(straight[reached : span.outer_start])
        parts.append(MASK_START)
        parts.append(MASK_REST * (span.outer_end - span.outer_start - 1))
        reached = span.outer_end
    parts.append(straight[reached:])
    return "".join(parts)
