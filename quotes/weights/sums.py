"""Adds up the weights of features in a log-linear model, cached for groups of features.

A feature's name is spelt from a few values (``subj<1S``), and spelling and looking up each name anew is most of the
work of scoring.  So features that take the same few values go together: a *group* is the function that spells their
names, followed by the values.  The same groups come again and again, in one article and the next; their names are
spelt only for a group never seen, for fitting, and to explain.  A feature whose values seldom come again is its name.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from typing import Any

from quotes.weights import parameters
from quotes.weights.packed import PackedRows

REMEMBERED = 50_000
"""Groups whose sums are kept, about 200 bytes each; when the memory is full it begins anew."""

Group = tuple[Any, ...]
"""A function that spells names, and the values to call it with; all hashable."""
Feature = str | Group
"""One feature by its name, or several that take the same values."""

HUNDREDTHS = 100
"""Weights are multiples of a hundredth, and are added as whole numbers: the order of additions cannot matter."""


_NOTHING = repeat(0)
"""The sum for names without a weight."""


class Sums(dict[Feature, int]):
    """The sum of the weights of each feature's names, in hundredths; a name without a weight adds nothing."""

    __slots__ = ("table",)

    def __init__(self, table: Mapping[str, float]) -> None:
        super().__init__()
        self.table = {name: round(HUNDREDTHS * weight) for name, weight in table.items()}

    def __missing__(self, feature: Feature) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        names = (feature,) if isinstance(feature, str) else feature[0](*feature[1:])
        total = self[feature] = sum(map(self.table.get, names, _NOTHING))
        return total

    def of(self, features: Iterable[Feature]) -> float:
        """Returns the sum of the weights of *features*."""
        return sum(map(self.__getitem__, features)) / HUNDREDTHS


class Rows(dict[Feature, int]):
    """The sum of the weights of features where a weight is a row of *size* numbers, one for each class.

    A row is kept packed (``packed.py``): sums of rows are whole numbers.
    """

    __slots__ = ("_packed", "table")

    def __init__(self, table: Mapping[str, Sequence[float]], size: int) -> None:
        super().__init__()
        self.table = table
        self._packed = PackedRows(size)

    def __missing__(self, feature: Feature) -> int:
        get = self.table.get
        if isinstance(feature, str):
            row = get(feature)
            if row is None:
                return 0
            found = [row]
        else:
            found = [row for name in feature[0](*feature[1:]) if (row := get(name)) is not None]
        if len(self) >= REMEMBERED:
            self.clear()
        columns = [round(HUNDREDTHS * column) for column in map(sum, zip(*found, strict=True))]
        total = self[feature] = self._packed.pack(columns) if columns else 0
        return total

    def of(self, features: Iterable[Feature], rare: str = "") -> int:
        """Returns the sum of the rows of *features*, packed: it can be added to others and multiplied.

        *rare* is the name of one more feature, which few texts have: names without a weight are not cached.
        """
        total = sum(map(self.__getitem__, features))
        return total + self[rare] if rare in self.table else total

    def unpacked(self, total: int) -> tuple[int, ...]:
        """Returns the numbers of a sum of rows, in hundredths, each less than 2**31."""
        return self._packed.unpack(total)


@cache
def sums(name: str) -> Sums:
    """Returns the shipped weights of the model *name*."""
    return Sums(parameters(name)["weights"])


@cache
def rows(name: str, size: int) -> Rows:
    """Returns the shipped weights of the model *name*, whose weights are rows of *size* numbers."""
    return Rows(parameters(name)["weights"], size)


def spelled(features: Iterable[Feature]) -> tuple[str, ...]:
    """Returns the names of all *features*, in order."""
    return tuple(
        name for feature in features for name in ((feature,) if isinstance(feature, str) else feature[0](*feature[1:]))
    )
