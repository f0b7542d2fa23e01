"""Names colours by what they are for, each for light and for dark paper.

The parts of a chart have hues after Okabe and Ito (https://jfly.uni-koeln.de/color/), made darker or lighter until each
stands out from its paper by 3:1 (WCAG 2.2, 1.4.11) and any two differ under protanopia, deuteranopia and tritanopia;
text differs from what it stands on by 4.5:1 (1.4.3).  ``tests/output/charts/test_palette.py`` measures all of it.
"""

from typing import NamedTuple


class Colour(NamedTuple):
    """A colour on light and on dark paper, as ``#rrggbb``.

    No two colours are the same on light paper, so that those of a finished picture can be told by it.
    """

    light: str
    dark: str


COLOURS: dict[str, Colour] = {
    "paper": Colour("#ffffff", "#16181c"),
    "ink": Colour("#1a1a1a", "#f2f2f2"),
    "muted": Colour("#595959", "#b4b8bf"),
    "rule": Colour("#dcdcdc", "#3d424a"),
    "zero": Colour("#767676", "#8b9099"),
    "rest": Colour("#8a8a8a", "#8f8f8f"),
    "unstated": Colour("#5c5c5c", "#cdd0d4"),
    "on-unstated": Colour("#fffff8", "#0f1019"),
    "on-rest": Colour("#0f0f0f", "#0f1013"),
    "part-1": Colour("#0072b2", "#56b4e9"),
    "part-2": Colour("#d55e00", "#e07b39"),
    "part-3": Colour("#14a962", "#2ce5a5"),
    "part-4": Colour("#4a1040", "#d1265f"),
    "part-5": Colour("#6b4a10", "#f0e442"),
    "part-6": Colour("#3a1fc0", "#5560ff"),
    "on-part-1": Colour("#fffffe", "#0f1011"),
    "on-part-2": Colour("#0f0f0e", "#0f1012"),
    "on-part-3": Colour("#0f0f0d", "#0f1014"),
    "on-part-4": Colour("#fffffd", "#ffffff"),
    "on-part-5": Colour("#fffffc", "#0f1015"),
    "on-part-6": Colour("#fffffb", "#fffffe"),
    "heat-1": Colour("#e6f0f8", "#1d2a38"),
    "heat-2": Colour("#bfdaed", "#1f4260"),
    "heat-3": Colour("#8bbedd", "#25608f"),
    "heat-4": Colour("#4a95c8", "#4a95c7"),
    "heat-5": Colour("#1c67a5", "#7dbbe6"),
    "heat-6": Colour("#0a3a75", "#bfe1f8"),
    "on-heat-1": Colour("#0f0f0c", "#fffffd"),
    "on-heat-2": Colour("#0f0f0b", "#fffffc"),
    "on-heat-3": Colour("#0f0f0a", "#fffffb"),
    "on-heat-4": Colour("#0f0f09", "#0f1016"),
    "on-heat-5": Colour("#fffffa", "#0f1017"),
    "on-heat-6": Colour("#fffff9", "#0f1018"),
}
PARTS = tuple(name for name in COLOURS if name.startswith("part-"))
"""Colours of the parts of a chart, in the order in which they are given out."""
HEATS = tuple(name for name in COLOURS if name.startswith("heat-"))
"""Colours of a heat map, from the least to the most."""


def colour_of_part(number: int, *, unstated: bool, rest: bool) -> str:
    """Returns the colour of a part: a hue by its *number*, greys for what nobody stated and for the sum of all
    others.
    """
    return "rest" if rest else "unstated" if unstated else PARTS[number % len(PARTS)]
