"""The kinds of a sentence's units in a row, asides left out, ready to be cut into paths."""

from collections.abc import Sequence

from quotes.attribute.units import LOOSE, Unit

_AUXILIARY = frozenset({"m", "h", "d", "x"})
Kinds = tuple[str, ...]
LONGEST = 9
"""Most kinds of a full path: of a longer one the middle is left out."""


class Row:
    """The kinds of *units* outside asides and inside the aside *region*; cut by positions of units."""

    __slots__ = ("_full", "_full_at", "_loose", "_short", "_short_at")

    def __init__(self, units: Sequence[Unit], region: int) -> None:
        full: list[str] = []
        short: list[str] = []
        self._full_at, self._short_at = [0], [0]
        self._loose: set[int] = set()
        skip = False
        last = len(units) - 1
        for i, (kind, _, mention, inside, _) in enumerate(units):
            if not inside or inside == region:
                full.append(kind)
                if skip:
                    skip = False
                elif kind in LOOSE and i < last and units[i + 1].mention >= 0:
                    skip = True
                    self._loose.add(i)
                elif kind not in _AUXILIARY:
                    short.append("M" if mention >= 0 and kind != "p" else kind)
            else:
                skip = False
            self._full_at.append(len(full))
            self._short_at.append(len(short))
        self._full, self._short = tuple(full), tuple(short)

    def path(self, first: int, last: int) -> Kinds:
        """The kinds of the units from *first* up to *last*; of a long row the two ends."""
        kinds = self._full[self._full_at[first] : self._full_at[last]]
        return kinds if len(kinds) <= LONGEST else (*kinds[:4], "..", *kinds[-4:])

    def short(self, first: int, last: int) -> Kinds:
        """The same, whole, without prepositional phrases and auxiliaries, mentions alike."""
        kinds = self._short[self._short_at[first] : self._short_at[last]]
        if last - 1 in self._loose and last > first:
            return (*kinds, self._full[self._full_at[last - 1]])  # its phrase isn't inside
        return kinds
