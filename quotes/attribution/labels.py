"""Blocks that carry their speaker with them: turns of a transcript, and bylines behind a block quotation."""

import re
from typing import NamedTuple

from quotes.model import Document, QuotedSpan

_LABEL = re.compile(r"(?P<who>[^\n():]{1,60}?)\s*(?:\([^()\n]{1,40}\)\s*)?[:.]\s*\Z")
_INSIDE = re.compile(r"(?P<who>[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]*){0,3}): (?=\S)")
"""A turn's label inside the marks: “GRANT: We open.”"""
_BEHIND = re.compile(r"\s*(?:[—–―]|--?)\s*(?P<who>[A-Z@][^\n.,!?:;\"“”(]{1,60})")


class Label(NamedTuple):
    """The words ``[start, end)`` that name a block's speaker, and whether they stand behind it."""

    start: int
    end: int
    behind: bool


def label_of(document: Document, span: QuotedSpan) -> Label | None:
    """The label of a block, or of a turn with its label inside the marks; None where there is none."""
    text = document.text
    if span.mark != "block":
        inside = _INSIDE.match(text, span.start, span.end)
        return Label(inside.start("who"), inside.end("who"), False) if inside else None
    line = (
        max(
            text.rfind("\n", max(0, span.start - 120), span.start),
            text.rfind("\r", max(0, span.start - 120), span.start),
        )
        + 1
    )
    match = _LABEL.fullmatch(text, line, span.start) if span.start > line else None
    if match is not None and match["who"].strip(" >\t"):
        start = match.start("who")
        while text[start] in " >\t":
            start += 1
        return Label(start, match.end("who"), False)
    match = _BEHIND.match(text, span.end, span.end + 90)
    return Label(match.start("who"), match.end("who"), True) if match else None
