"""Breaks lines of facts for the eye between words if a terminal is narrow."""

import textwrap
from collections.abc import Callable, Iterable

Styler = Callable[[str, str], str]
"""A function that gives *text* the style *name* (``speaker``, ``dim``, ``match``), or leaves it."""
LEAST = 20
"""Characters that a value is left beside its name; a terminal narrower than that breaks lines itself."""
_BOUND = "\ufdd4"
"""Stands for a blank at which no line is broken; no text means anything by it."""


def fact(name: str, value: object, *, width: int) -> str:
    """Returns *name* and *value*, two blanks between; further lines of the value stand below its first one."""
    head = f"{name}  "
    return wrapped(str(value), width=width, first=head, indent=" " * len(head))


def wrapped(text: str, *, width: int, first: str = "", indent: str = "") -> str:
    """Returns *text* on lines of *width* behind *first*, then behind *indent*, broken between words.

    Line ends in it stay. A word longer than a line is broken.
    """
    room = max(width - len(indent), LEAST)
    lines: list[str] = []
    for part in text.split("\n"):
        lines += [part] if len(part) <= room else textwrap.wrap(part, room, break_on_hyphens=False)
    return "\n".join(f"{first if number == 0 else indent}{line}".rstrip() for number, line in enumerate(lines))


def list_of(parts: Iterable[str], between: str, *, width: int, first: str = "", indent: str = "") -> str:
    """Returns *parts* with *between* them on lines of *width*; a line never begins with *between*."""
    kept = between.rstrip().replace(" ", _BOUND)
    return wrapped(f"{kept} ".join(parts), width=width, first=first, indent=indent).replace(_BOUND, " ")


def bound(text: str) -> str:
    """Returns *text* as a part of a list that is not broken at its blanks."""
    return text.replace(" ", _BOUND)


class Marks:
    """A styler whose codes are put in after lines were broken, so that codes, which aren't printed, don't count as
    width.
    """

    _FIRST = 0xFDE0
    """The first of sixteen characters that stand for codes: no text means anything by them."""
    _NONE = dict.fromkeys(range(0xFDE0, 0xFDF0))

    def __init__(self, styled: Styler) -> None:
        self._styled = styled
        self._styles: list[str] = []

    def __call__(self, text: str, style: str) -> str:
        """Returns *text* between the two characters that stand for *style*."""
        if style not in self._styles:
            self._styles.append(style)
        first = self._FIRST + 2 * self._styles.index(style)
        return f"{chr(first)}{self.clean(text)}{chr(first + 1)}"

    def clean(self, text: str) -> str:
        """Returns *text* without any such character, as every text must be that :meth:`coded` gets."""
        return text.translate(self._NONE)

    def coded(self, text: str) -> str:
        """Returns *text* with codes in the places of those characters."""
        codes: dict[int, str] = {}
        for number, style in enumerate(self._styles):
            first = self._FIRST + 2 * number
            codes[first], _, codes[first + 1] = self._styled("\0", style).partition("\0")
        return text.translate(codes)
