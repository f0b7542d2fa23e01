"""Measures how much room words take in the font that comes with matplotlib, and makes them fit."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from quotes.output.charts.library import quietly
from quotes.output.screen import visible

ELLIPSIS = "…"
FONTS = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
"""Files of the plain and the bold font in matplotlib's own folder."""
_LARGE = 64
"""The size at which letters are measured: large, so that nothing is rounded to pixels."""
_FORBIDDEN = dict.fromkeys((0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}")
"""Code points that XML has no place for."""


def one_line(text: str) -> str:
    """Returns *text* on one line, with control characters shown and nothing in it that XML forbids."""
    return printable(" ".join(text.split()))


def printable(text: str) -> str:
    """Returns *text* with its lines, control characters shown and nothing in it that XML forbids."""
    return visible(text).translate(_FORBIDDEN)


@cache
def _font(bold: bool) -> Any:
    with quietly():
        import matplotlib
        from matplotlib.ft2font import FT2Font

    font = FT2Font(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / FONTS[bold]))
    font.set_size(_LARGE, 72)
    return font, frozenset(font.get_charmap())


def letters_missing(text: str) -> str:
    """Returns the letters of *text* that the font lacks, each once; a browser takes them from another font."""
    _, known = _font(bold=False)
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in known))


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Returns the points that *text* takes on a line; a letter that the font lacks counts as a square."""
    return _em(text, bold) * size


@cache
def _em(text: str, bold: bool) -> float:
    font, known = _font(bold)
    from matplotlib.ft2font import LoadFlags  # behind the first import of all, which is a quiet one

    missing = [letter for letter in text if ord(letter) not in known]
    there = "".join(letter for letter in text if ord(letter) in known)
    font.set_text(there, 0.0, flags=LoadFlags.NO_HINTING)
    wide, _ = font.get_width_height()
    squares = sum(1.0 for letter in missing if not unicodedata.combining(letter))
    return float(wide) / 64 / _LARGE + squares


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Returns *text*, or as many of its letters as fit into *room* with an ellipsis behind."""
    if width_of(text, size, bold=bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle].rstrip() + ELLIPSIS, size, bold=bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def lines_of(text: str, room: float, size: float, *, most: int, bold: bool = False) -> tuple[str, ...]:
    """Returns *text* on at most so many lines of *room*, broken at blanks; the last one is shortened if more is
    left.
    """
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most - 1:
        taken = 1
        while taken < len(words) and width_of(" ".join(words[: taken + 1]), size, bold=bold) <= room:
            taken += 1
        first = " ".join(words[:taken])
        if width_of(first, size, bold=bold) > room:
            break  # one word is longer than a line
        lines.append(first)
        words = words[taken:]
    if words:
        lines.append(shortened(" ".join(words), room, size, bold=bold))
    return tuple(lines)
