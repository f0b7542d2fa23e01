"""Packs rows of numbers, one for each class, into one long integer, so that one addition adds all classes.

A score by class is a sum of many rows, and Python adds two long integers of 30 digits about as fast as two small ones.
Both kinds of row below agree with a plain twin, lists that are added number by number, in ``tests/weights``.
With the twins instead, extraction from the 84 articles of polnear-dev takes 23 % more CPU time for the scores (tags)
and 3 % more for the rows (kinds of names): medians of 15 interleaved rounds.
"""

from collections.abc import Callable, Sequence
from struct import Struct

_BITS = 16
"""Bits for the score of one class."""
_ZERO = 1 << (_BITS - 1)
"""What stands for a score of nothing: sums of weights may be negative, packed scores may not."""
_UNIT = 2
"""What a weight of one adds to a packed score."""
GREATEST = _ZERO // _UNIT - 1
"""No sum of weights may be greater, nor less than its opposite: its score would run over into the next."""
_LOW = bytes(range((_ZERO + 1500 * _UNIT) >> 8))
"""Upper bytes of scores less than 1500: the best score rarely is as low, the others mostly are."""


class PackedScores:
    """Scores of *size* classes from integer weights, when only the best class is asked for.

    A sum of rows starts from ``nothing``; no score may leave ``[-GREATEST, GREATEST]``.
    """

    def __init__(self, size: int) -> None:
        self.units = [_UNIT << (_BITS * i) for i in range(size)]
        """What a weight of one adds to a row, by class."""
        self.nothing = sum(_ZERO << (_BITS * i) for i in range(size))
        """The row whose scores are all zero."""
        self.width = size * _BITS // 8
        """Bytes of a row."""
        self.best = _best_of(size)
        """The class with the greatest score of a row; of several the first."""


def _best_of(size: int) -> Callable[[int], int]:
    scores = Struct(f"<{size}H")
    unpack, length, low = scores.unpack, scores.size, _LOW

    def best(total: int) -> int:
        packed = total.to_bytes(length, "little")
        upper = packed[1::2]
        greatest = max(upper.translate(None, low) or upper)
        if upper.count(greatest) == 1:
            return upper.index(greatest)
        numbers = unpack(packed)
        return numbers.index(max(numbers))

    return best


class PackedRows:
    """Rows of *size* whole numbers, each less than 2**31 and no less than -2**31, also in sums and products.

    A packed row can be added to others and multiplied by whole numbers.
    """

    # Numbers are signed, and so a negative one borrows from the next: the signs, turned and added, undo that.

    def __init__(self, size: int) -> None:
        self._fields = Struct(f"<{size}i")
        self.width = self._fields.size
        """Bytes of a row."""
        self._signs = sum(1 << 32 * k + 31 for k in range(size))

    def pack(self, row: Sequence[int]) -> int:
        """Returns *row* as one whole number."""
        return (int.from_bytes(self._fields.pack(*row), "little") ^ self._signs) - self._signs

    def unpack(self, total: int) -> tuple[int, ...]:
        """Returns the numbers of a packed row or of a sum of such."""
        return self._fields.unpack(((total + self._signs) ^ self._signs).to_bytes(self.width, "little"))
