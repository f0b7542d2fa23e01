"""Cuts a text into pieces with marks: what was looked for, the quotation, its cue, its speaker."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

Place = tuple[int, int, str]
"""A stretch ``[start, end)`` of a text and the mark that it gets."""
AROUND = 180
"""Characters of a passage in a list on each side of the quotation."""
LONG = 900
"""Characters from which on a quotation in a list is cut to its beginning and what stands around its matches."""
NEAR = 220
"""Characters kept on each side of a match then."""
MOST_MATCHES = 3
"""Matches around which a long quotation is kept."""


class Piece(NamedTuple):
    """A stretch of text with the marks that all of it has; a gap has no text of its own."""

    text: str
    marks: tuple[str, ...] = ()
    is_gap: bool = False


def pieces(text: str, places: Iterable[Place]) -> list[Piece]:
    """Returns *text* in pieces, cut where a mark begins or ends; together they are the text again."""
    begin: dict[int, list[Place]] = {}
    end: dict[int, list[Place]] = {}
    for start, stop, mark in sorted((max(0, start), min(stop, len(text)), mark) for start, stop, mark in places):
        if start < stop:
            begin.setdefault(start, []).append((start, stop, mark))
            end.setdefault(stop, []).append((start, stop, mark))
    found: list[Piece] = []
    open_: list[Place] = []
    for low, high in pairwise(sorted({0, len(text), *begin, *end})):
        for place in end.get(low, ()):
            open_.remove(place)
        open_ += begin.get(low, ())
        found.append(Piece(text[low:high], tuple(mark for _, _, mark in open_)))
    return found


def excerpt(text: str, places: Sequence[Place], quotation: tuple[int, int]) -> list[Piece]:
    """Returns the pieces of a passage that a list shows: the quotation with a little around it, and of a long one its
    beginning and what stands around its matches.
    """
    start, end = quotation
    if end - start <= LONG:
        kept = [(start - AROUND, end + AROUND)]
    else:
        matches = [place for place in places if place[2] == "match"][:MOST_MATCHES]
        kept = [
            (start - AROUND, start + NEAR),
            *((a - NEAR, b + NEAR) for a, b, _ in matches),
            (end - NEAR, end + AROUND),
        ]
    found: list[Piece] = []
    done = 0
    for low, high in _joined(_whole_words(text, max(0, a), min(b, len(text))) for a, b in kept):
        if low > done:
            found.append(Piece("…", is_gap=True))
        inside = [(a - low, b - low, mark) for a, b, mark in places]
        found += pieces(text[low:high], inside)
        done = high
    return found if done >= len(text) else [*found, Piece("…", is_gap=True)]


def _whole_words(text: str, low: int, high: int) -> tuple[int, int]:
    """Returns the stretch without the parts of words at its ends."""
    if low > 0:
        blank = text.find(" ", low, low + 40)
        low = blank + 1 if blank >= 0 else low
    if high < len(text):
        blank = text.rfind(" ", max(low, high - 40), high)
        high = blank if blank >= 0 else high
    return low, high


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns *stretches* in order, those that meet made one."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(stretches):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        elif low < high:
            found.append((low, high))
    return found
