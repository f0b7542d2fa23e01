"""Loads the word lists, cached.

A lexicon is ``NAME.txt``: one entry a line, sorted, its source and licence in ``#`` lines on top.
"""

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """Returns the entries of ``NAME.txt`` in file order, without comment lines and blanks."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def lexicon(name: str) -> frozenset[str]:
    """Returns the entries of ``NAME.txt`` as a set."""
    return frozenset(lines(name))
