"""Writes a comparison as one text: what is the same, what was dropped, what was added, in reading order."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from quotes.comparison.changes import ChangeKind
from quotes.comparison.compare import Comparison, Segment


class Part(StrEnum):
    """What a piece of the marked text is."""

    SAME = "same"
    DROPPED = "dropped"
    """Words of the stored text that the given one lacks."""
    ADDED = "added"
    """Words of the given text that the stored one lacks."""


class Piece(NamedTuple):
    """A stretch of the marked text."""

    part: Part
    text: str


def pieces(comparison: Comparison, given: str, stored: str) -> tuple[Piece, ...]:
    """Returns the given text with what was dropped put in at its place, as pieces of which no two neighbours are alike.

    What is cut at an end is left out; what an editor may do is shown as it is given.
    """
    found: list[Piece] = []
    at = 0
    for segment in comparison.segments:
        if segment.change is not None and segment.change.kind is ChangeKind.CUT:
            continue
        if segment.given.end > segment.given.start:
            found.append(Piece(Part.SAME, given[at : segment.given.start]))
            at = segment.given.end
        found += _pieces(segment, given, stored)
    found.append(Piece(Part.SAME, given[at:]))
    return tuple(_merged(piece for piece in found if piece.text))


def _pieces(segment: Segment, given: str, stored: str) -> Iterator[Piece]:
    change = segment.change
    here, there = segment.given.of(given), segment.stored.of(stored)
    if change is None or not change.is_alteration:
        yield Piece(Part.SAME, here)
        return
    if there and here:
        yield Piece(Part.DROPPED, there)
        yield Piece(Part.SAME, " ")
        yield Piece(Part.ADDED, here)
    elif there:
        yield Piece(Part.SAME, " ")
        yield Piece(Part.DROPPED, there)
    else:
        yield Piece(Part.ADDED, here)


def _merged(found: Iterator[Piece]) -> Iterator[Piece]:
    for part, run in groupby(found, key=lambda piece: piece.part):
        yield Piece(part, "".join(piece.text for piece in run))
