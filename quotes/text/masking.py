"""Quotations out of the way: a text of the same length in which each outermost quotation is one opaque word.

Sentences and tokens are found on the masked text, so their offsets hold for the article's own text.
"""

from collections.abc import Sequence

from quotes.model import QuotedSpan

MASK = "\ue000"
"""First character of a masked quotation; a text's own private-use characters are put out of its way."""
MASK_REST = "\ue001"

_STRAIGHT = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "\N{FULLWIDTH APOSTROPHE}": "'",
        MASK: "\ufffd",
        MASK_REST: "\ufffd",
    }
)


def straighten(text: str) -> str:
    """*text* with apostrophes made straight, character for character."""
    return text if text.isascii() else text.translate(_STRAIGHT)


def outermost(quoted: Sequence[QuotedSpan]) -> list[QuotedSpan]:
    """The spans without an enclosing one, in order, disjoint by their outer ends and not empty."""
    top: list[QuotedSpan] = []
    reached = 0
    for span in quoted:
        if span.parent is None and span.outer_start >= reached and span.outer_end > span.outer_start:
            top.append(span)
            reached = span.outer_end
    return top


def mask(text: str, start: int, end: int, quoted: Sequence[QuotedSpan]) -> str:
    """``text[start:end]`` straightened, with each of the *quoted* spans replaced; same length.

    The spans are disjoint, in order and lie inside ``[start, end)``.
    """
    if not quoted:
        return straighten(text[start:end])
    parts: list[str] = []
    reached = start
    for span in quoted:
        parts.append(straighten(text[reached : span.outer_start]))
        parts.append(MASK)
        parts.append(MASK_REST * (span.outer_end - span.outer_start - 1))
        reached = span.outer_end
    parts.append(straighten(text[reached:end]))
    return "".join(parts)
