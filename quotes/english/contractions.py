"""Takes contracted words apart: *don't* is *do* and *not*, *we've* is *we* and *have*."""

from typing import NamedTuple

_SECOND = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "'d", "s": "'s"}
"""What stands behind an apostrophe.  *'d* is *would* or *had*, *'s* is *is*, *has*, *us* or a possessive: both stay."""
MAY_BE = {"'d": frozenset({"would", "had", "did"}), "'s": frozenset({"is", "has", "us", "was"})}
"""What the two that stay may be short for."""
_IRREGULAR = {"wo": "will", "sha": "shall", "ai": "is"}
_WITHOUT_MARK = frozenset(f"{verb}nt" for verb in "are could did does do had has have is should was were would".split())
"""*dont, didnt*: the apostrophe is forgotten.  *cant* and *wont* are words of their own."""


class Halves(NamedTuple):
    """The two words that a contraction stands for, and how many letters of the contraction belong to the second."""

    first: str
    second: str
    letters: int


def apart(before: str, behind: str) -> Halves | None:
    """Returns the words that ``before'behind`` stands for, or None if that is no contraction (*o'brien*).

    Both are folded; *behind* is empty for a word without an apostrophe (*cannot*, *dont*).
    """
    if not behind:
        if before == "cannot":
            return Halves("can", "not", 3)
        return Halves(before[:-2], "not", 2) if before in _WITHOUT_MARK else None
    if behind == "t" and before.endswith("n") and len(before) > 1:
        if before == "can":
            return Halves("can", "not", 0)
        return Halves(_IRREGULAR.get(before[:-1], before[:-1]), "not", 1)
    return Halves(before, _SECOND[behind], 0) if behind in _SECOND else None
