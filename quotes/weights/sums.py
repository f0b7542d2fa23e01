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
from quotes.weights.tables import Tables, tables

REMEMBERED = 20_000
"""Groups whose sums of one model are kept, about 300 bytes each; when the memory is full it begins anew.

Over 700 articles of news never met, 50,000 saved a fifth of the sums that are added up with 16,000, which is less than
1 % of the time, and held 10 MB more.
"""

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
    """The sum of the weights of features where a weight is a row of *size* numbers, one for each class, in hundredths.

    The rows in *table*, by name, are packed (``packed.py``), and so are their sums: whole numbers.
    """

    __slots__ = ("_packed", "table")

    def __init__(self, table: Mapping[str, int], size: int) -> None:
        super().__init__()
        self.table = table
        self._packed = PackedRows(size)

    def __missing__(self, feature: Feature) -> int:
        if isinstance(feature, str):
            return self.table.get(feature, 0)
        if len(self) >= REMEMBERED:
            self.clear()
        total = self[feature] = sum(map(self.table.get, feature[0](*feature[1:]), _NOTHING))
        return total

    def of(self, features: Iterable[Feature], rare: str = "") -> int:
        """Returns the sum of the rows of *features*, packed: it can be added to others and multiplied.

        *rare* is the name of one more feature, which few texts have.
        """
        return sum(map(self.__getitem__, features), self.table.get(rare, 0))

    def unpacked(self, total: int) -> tuple[int, ...]:
        """Returns the numbers of a sum of rows, in hundredths, each less than 2**31."""
        return self._packed.unpack(total)


@cache
def sums(name: str) -> Sums:
    """Returns the shipped weights of the model *name*."""
    return Sums(parameters(name)["weights"])


def pack(weights: Mapping[str, Sequence[float]], size: int) -> Tables:
    """Returns *weights*, rows of *size* numbers by the names of features, as a table of packed rows in hundredths."""
    packed = PackedRows(size)
    rows = {name: packed.pack([round(HUNDREDTHS * each) for each in row]) for name, row in weights.items()}
    return Tables(packed.width, {}, {_WEIGHTS: rows})


_WEIGHTS = "weights"
"""The name of the only table of a model's rows."""


@cache
def rows(name: str, size: int) -> Rows:
    """Returns the shipped weights of the model *name*, whose weights are rows of *size* numbers."""
    return Rows(tables(name, lambda shipped: pack(shipped["weights"], size)).rows[_WEIGHTS], size)


def spelled(features: Iterable[Feature]) -> tuple[str, ...]:
    """Returns the names of all *features*, in order."""
    return tuple(
        name for feature in features for name in ((feature,) if isinstance(feature, str) else feature[0](*feature[1:]))
    )
