"""Plain twins of packed rows: tuples whose numbers are added one by one."""

from collections.abc import Sequence
from typing import Any


class Row(tuple[int, ...]):
    """A row that is added to another, or to the 0 with which ``sum`` begins, and multiplied by a whole number."""

    def __add__(self, other: Any) -> "Row":
        return Row([a + b for a, b in zip(self, other, strict=True)]) if other else self

    __radd__ = __add__

    def __mul__(self, factor: Any) -> "Row":
        return Row([factor * each for each in self])

    __rmul__ = __mul__


class PlainScores:
    """``PackedScores`` without packing."""

    width = 0

    def __init__(self, size: int) -> None:
        self.units = [Row([int(i == k) for k in range(size)]) for i in range(size)]
        self.nothing = Row([0] * size)

    def best(self, total: Row) -> int:
        return total.index(max(total))


class PlainRows:
    """``PackedRows`` without packing."""

    width = 0

    def __init__(self, size: int) -> None:
        self.size = size

    def pack(self, row: Sequence[int]) -> Row:
        return Row(row)

    def unpack(self, total: Row | int) -> tuple[int, ...]:
        return tuple(total) if isinstance(total, Row) else (0,) * self.size
