"""Draws lines along time, with their names at their ends."""

from typing import NamedTuple

from quotes.output.charts.axes import Ground, grid, name_periods
from quotes.output.charts.canvas import LABEL, LINE_HEIGHT, Canvas, part_colours
from quotes.output.charts.columns import HEIGHT
from quotes.output.charts.letters import lines_of, width_of
from quotes.output.charts.plot import Plot
from quotes.output.charts.shapes import Anchor

NAMES = 0.28
"""The most of the paper's width that names at the ends of lines take."""
_SWATCH = 10.0
_THICK = 2.2
_FEW = 40
"""Up to so many periods each has a dot of its own."""


class _End(NamedTuple):
    """The end of a line and the name that belongs there; *y* is where the name's middle would stand best."""

    x: float
    y: float
    words: tuple[str, ...]
    colour: str

    @property
    def height(self) -> float:
        return len(self.words) * LABEL * LINE_HEIGHT + 1


def draw_lines(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws *plot* from *top* downwards and returns where it ends."""
    known = [number for numbers in plot.numbers for number in numbers if number is not None]
    several = plot.parts != ("",)
    names = [lines_of(part, canvas.width * NAMES, LABEL, most=2) if several else () for part in plot.parts]
    room = max((width_of(line, LABEL) for lines in names for line in lines), default=0.0)
    right = canvas.right - (room + _SWATCH + 8 if several else 0)
    top += LABEL * 1.4
    height = max(HEIGHT, sum(len(lines) * LABEL * LINE_HEIGHT + 1 for lines in names))
    ground = grid(canvas, plot, min(known, default=0), max(known, default=0), top=top, bottom=top + height, right=right)
    canvas.line([(ground.left, ground.y(0)), (right, ground.y(0))], "zero", 0.8)
    ends = []
    for numbers, words, colour in reversed(list(zip(plot.numbers, names, part_colours(plot), strict=True))):
        last = _line(canvas, ground, numbers, colour)
        if several and last is not None:
            ends.append(_End(*last, words, colour))
    if several:
        _name_ends(canvas, ground, ends)
    else:
        _name_highest(canvas, plot, ground)
    of = len(plot.days)
    return name_periods(canvas, plot, lambda place: ground.x(place, of), top + height, left=canvas.left)


def _line(canvas: Canvas, ground: Ground, numbers: tuple[float | None, ...], colour: str) -> tuple[float, float] | None:
    """Draws one line, with gaps for missing numbers, and returns its last point, or None if it has none."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place, number in enumerate(numbers):
        if number is None:
            runs.append([])
        else:
            runs[-1].append((ground.x(place, len(numbers)), ground.y(number)))
    for run in filter(None, runs):
        if len(run) > 1:
            canvas.line(run, colour, _THICK)
        for x, y in run if len(numbers) <= _FEW or len(run) == 1 else ():
            canvas.dot(x, y, 2.4, colour)
    return next((run[-1] for run in reversed(runs) if run), None)


def _name_ends(canvas: Canvas, ground: Ground, ends: list[_End]) -> None:
    """Writes the names beside the ends, moved apart if they would touch and connected to their lines."""
    ends = sorted(ends, key=lambda end: (end.y, end.words))
    tops = _apart(
        [end.y - end.height / 2 for end in ends], [end.height for end in ends], ground.top - 6, ground.bottom + 6
    )
    for end, top in zip(ends, tops, strict=True):
        middle = top + end.height / 2
        x = ground.right + 4
        canvas.line([(end.x, end.y), (x, middle), (x + _SWATCH - 4, middle)], end.colour, 0.8)
        for number, line in enumerate(end.words):
            canvas.text(x + _SWATCH, top + (number + 0.8) * LABEL * LINE_HEIGHT, line)


def _apart(tops: list[float], heights: list[float], least: float, most: float) -> list[float]:
    """Returns *tops*, in order, moved as little as one pass down and one up need, so that nothing overlaps between the
    bounds.
    """
    placed: list[float] = []
    for top, _height in zip(tops, heights, strict=True):
        before = placed[-1] + heights[len(placed) - 1] if placed else least
        placed.append(max(top, before))
    limit = most
    for number in reversed(range(len(placed))):
        placed[number] = min(placed[number], limit - heights[number])
        limit = placed[number]
    return placed


def _name_highest(canvas: Canvas, plot: Plot, ground: Ground) -> None:
    """Writes the highest number of a single line at its place, as that is what a reader looks for."""
    numbers = plot.numbers[0]
    known = [(number, -place) for place, number in enumerate(numbers) if number is not None]
    if not known:
        return
    number, place = max(known)
    words = plot.numeral(number)
    half = width_of(words, LABEL, bold=True) / 2
    x = max(ground.left + half, min(ground.x(-place, len(numbers)), canvas.right - half))
    canvas.dot(ground.x(-place, len(numbers)), ground.y(number), 3.2, "part-1")
    canvas.text(x, ground.y(number) - 6, words, anchor=Anchor.MIDDLE, bold=True)
