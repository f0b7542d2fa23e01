"""Puts a sentence's units in a row, asides left out, ready to be cut into paths."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quotes.attribution.unit_kinds import APART, KIND_OF, LOOSE, MENTIONS, one_of
from quotes.attribution.units import Unit, Units

LONGEST = 9
"""Most kinds in a full path; of a longer path the middle is left out."""
_LEFT_OUT = re.compile(f"{one_of(LOOSE)}{one_of(MENTIONS)}|{one_of('mhdx')}")
_SHORT = KIND_OF | dict.fromkeys(MENTIONS, "M") | {"p": "p"}
_POSITIONS = tuple(range(300))


class Row(NamedTuple):
    """The units of a sentence outside asides and inside one of them."""

    letters: str
    """Their kinds (``unit_kinds.py``)."""
    units: Sequence[Unit]
    at: Sequence[int]
    """For each unit of the sentence, and for its end, how many of the row stand before it."""


def row_of(units: Units, region: int) -> Row:
    """Returns the row of a sentence's *units* with the aside *region*; with none if *region* is 0."""
    if not units.asides:
        size = len(units) + 1
        return Row(units.letters, units, _POSITIONS if size <= len(_POSITIONS) else range(size))
    letters: list[str] = []
    kept: list[Unit] = []
    at = [0]
    for letter, unit in zip(units.letters, units, strict=True):
        if not unit.region or unit.region == region:
            letters.append(letter)
            kept.append(unit)
        elif letters:
            letters[-1] = APART.get(letters[-1], letters[-1])
        at.append(len(kept))
    return Row("".join(letters), kept, at)


def path(letters: str) -> str:
    """Returns the kinds of a stretch of a row, separated by blanks; of more than ``LONGEST`` only four at each end."""
    kinds = [KIND_OF[letter] for letter in letters]
    return " ".join(kinds if len(kinds) <= LONGEST else (*kinds[:4], "..", *kinds[-4:]))


def short(letters: str) -> list[str]:
    """Returns the kinds of a stretch of a row without prepositional phrases and auxiliaries, all mentions as one kind;
    nothing is cut.
    """
    return [_SHORT[letter] for letter in _LEFT_OUT.sub("", letters)]
