"""Draws heat maps: a cell for each pair of names, darker for a larger number, with the number in it if it fits."""

import math
from dataclasses import replace

from quotes.output.charts.axes import name_periods
from quotes.output.charts.canvas import BASE, LABEL, LINE_HEIGHT, SMALL, Canvas, name_beside
from quotes.output.charts.letters import lines_of, shortened, width_of
from quotes.output.charts.palette import HEATS
from quotes.output.charts.plot import Plot, drawn_of
from quotes.output.charts.shapes import Anchor

NAMES = 0.34
"""The most of the paper's width that names of rows take."""
_HIGH = 21.0
"""Points that a cell is high."""
_WIDEST = 66.0
_TURNED = 110.0
"""The most points that a name above a column takes which is too long to lie."""
_LYING = 44.0
"""From so many points on a column is wide enough for its name to lie, broken into three lines."""


class _Steps:
    """Chooses the colours for numbers from *low* to *high*.

    Steps are equal on the scale of square roots: a few pairs have most of what is counted, and on an even scale all
    others would look the same.
    """

    def __init__(self, numbers: list[float]) -> None:
        self.low, self.high = min(numbers, default=0.0), max(numbers, default=0.0)

    def colour(self, number: float) -> str:
        """Returns the colour of *number*."""
        if self.high == self.low:
            return HEATS[-2]
        share = math.sqrt((number - self.low) / (self.high - self.low))
        return HEATS[min(int(share * len(HEATS)), len(HEATS) - 1)]

    def bounds(self) -> list[float]:
        """Returns the numbers at which each colour begins and at which the last one ends."""
        return [self.low + (self.high - self.low) * (step / len(HEATS)) ** 2 for step in range(len(HEATS) + 1)]


def draw_heat(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws *plot* from *top* downwards and returns where it ends.

    Sums of what is not drawn have no colour, which would outshine everything; if the numbers do not fit into the cells,
    they are left out.
    """
    names = [lines_of(part, canvas.width * NAMES, LABEL, most=2) for part in plot.parts]
    left = canvas.left + max(width_of(line, LABEL) for lines in names for line in lines) + 8
    wide = min((canvas.right - left) / len(plot.across), _WIDEST)
    steps = _Steps([number for numbers in _shaded(plot) for number in numbers if number])
    words = [[plot.numeral(number) if number is not None else "" for number in numbers] for numbers in plot.numbers]
    numbered = max(width_of(each, SMALL) for row in words for each in row) + 4 <= wide
    _say_what_is_left(canvas, plot, numbered=numbered)
    if not numbered:
        plot, names = _without_rest(plot), names[: -1 if plot.rest_part else None]
    if not plot.days:
        top = _names_across(canvas, plot, left, wide, top)
    for part, lines in enumerate(names):
        height = max(_HIGH, len(lines) * LABEL * LINE_HEIGHT + 2)
        middle = top + height / 2
        name_beside(canvas, left - 8, middle, lines)
        for place, cell in enumerate(plot.numbers[part]):
            x = left + place * wide
            colour = steps.colour(cell) if cell and not _is_rest(plot, part, place) else ""
            if colour:
                canvas.box(x + 0.5, top + 0.5, wide - 1, height - 1, colour)
            if numbered:
                ink = f"on-{colour}" if colour else "muted"
                canvas.text(
                    x + wide / 2,
                    middle + BASE * SMALL,
                    words[part][place],
                    size=SMALL,
                    colour=ink,
                    anchor=Anchor.MIDDLE,
                )
        top += height
    if plot.days:
        top = name_periods(canvas, plot, lambda place: left + (place + 0.5) * wide, top, left=canvas.left)
    return top + 4 if numbered else _key(canvas, plot, steps, top + 4)


def _say_what_is_left(canvas: Canvas, plot: Plot, *, numbered: bool) -> None:
    for left, drawn, what in ((plot.rest_part, plot.parts, "row"), (plot.rest_across, plot.across, "column")):
        if left:
            said = drawn_of(len(drawn) - 1, left, f" {what}s")
            canvas.notes.append(f"{said[:-1]}; the last {what} adds up the others." if numbered else said)


def _without_rest(plot: Plot) -> Plot:
    """Returns *plot* without the sums of what is not drawn."""
    parts, across = len(plot.parts) - bool(plot.rest_part), len(plot.across) - bool(plot.rest_across)
    return replace(
        plot,
        parts=plot.parts[:parts],
        across=plot.across[:across],
        numbers=tuple(numbers[:across] for numbers in plot.numbers[:parts]),
        rest_part=0,
        rest_across=0,
    )


def _is_rest(plot: Plot, part: int, place: int) -> bool:
    """Tests whether a cell holds a sum of what is not drawn."""
    in_row = plot.rest_part > 0 and part == len(plot.parts) - 1
    return in_row or (plot.rest_across > 0 and place == len(plot.across) - 1)


def _shaded(plot: Plot) -> list[list[float | None]]:
    return [
        [number for place, number in enumerate(numbers) if not _is_rest(plot, part, place)]
        for part, numbers in enumerate(plot.numbers)
    ]


def _names_across(canvas: Canvas, plot: Plot, left: float, wide: float, top: float) -> float:
    """Writes the names of the columns, lying if they are wide enough, else upright, and returns where they end."""
    if wide >= _LYING:
        names = [lines_of(name, wide - 6, SMALL, most=3) for name in plot.across]
        bottom = top + max(map(len, names)) * SMALL * LINE_HEIGHT
        for place, lines in enumerate(names):
            for number, line in enumerate(reversed(lines)):
                y = bottom - number * SMALL * LINE_HEIGHT - 2
                canvas.text(left + (place + 0.5) * wide, y, line, size=SMALL, anchor=Anchor.MIDDLE)
        return bottom + 3
    upright = [shortened(name, _TURNED, SMALL) for name in plot.across]
    bottom = top + max(width_of(name, SMALL) for name in upright)
    for place, name in enumerate(upright):
        canvas.text(left + (place + 0.5) * wide + BASE * SMALL, bottom, name, size=SMALL, turned=True)
    return bottom + 6


def _key(canvas: Canvas, plot: Plot, steps: _Steps, top: float) -> float:
    """Draws the colours from the least to the most, with the numbers at which the first begins and the last ends."""
    bounds = steps.bounds()
    first, last = plot.numeral(bounds[0]), plot.numeral(bounds[-1])
    x = canvas.left
    canvas.text(x, top + SMALL, first, size=SMALL, colour="muted")
    x += width_of(first, SMALL) + 4
    for colour in HEATS:
        canvas.box(x, top + 1, 18, 8, colour)
        x += 18
    canvas.text(x + 4, top + SMALL, last, size=SMALL, colour="muted")
    return top + SMALL * 2
