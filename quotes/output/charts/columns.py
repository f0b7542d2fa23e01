"""Draws bars side by side along time, whole or of parts."""

from quotes.output.charts.axes import Ground, grid, name_periods, round_numbers
from quotes.output.charts.canvas import LABEL, Canvas, key, part_colours
from quotes.output.charts.letters import width_of
from quotes.output.charts.plot import Plot
from quotes.output.charts.shapes import Anchor

HEIGHT = 190.0
"""Points from the lowest to the highest number."""
_WIDEST = 46.0
"""The most points that a column is wide."""


def draw_columns(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws *plot* from *top* downwards; returns where it ends."""
    stacked = plot.parts != ("",)
    top = key(canvas, plot, top) + 4 if stacked else top + LABEL
    reach = [[numbers[place] or 0.0 for numbers in plot.numbers] for place in range(len(plot.days))]
    low = min(sum(each for each in column if each < 0) for column in reach)
    high = max(sum(each for each in column if each > 0) for column in reach)
    bottom = top + HEIGHT
    of = len(plot.days)
    words = [plot.numeral(plot.total(place)) if plot.total(place) is not None else "–" for place in range(of)]
    pitch = (canvas.right - canvas.left) / of
    labelled = not stacked and max(width_of(each, LABEL) for each in words) + 4 <= pitch
    if labelled:
        ticks = round_numbers(low, high, whole=plot.counts)
        ground = Ground(
            canvas.left,
            top + (LABEL if low < 0 else 0),
            canvas.right,
            bottom,
            min(low, 0.0),
            max(high, 0.0) or ticks[-1],
        )
    else:
        ground = grid(canvas, plot, low, high, top=top, bottom=bottom, right=canvas.right)
    pitch = (ground.right - ground.left) / of
    wide = min(pitch * (0.8 if pitch > 4 else 0.92), _WIDEST)
    for place in range(of):
        _column(canvas, plot, ground, place, wide)
        if labelled:
            _label(canvas, plot, ground, place, words[place])
    canvas.line([(ground.left, ground.y(0)), (ground.right, ground.y(0))], "zero", 0.8)
    bottom += LABEL * 1.3 if labelled and low < 0 else 0
    return name_periods(canvas, plot, lambda place: ground.x(place, of), bottom, left=canvas.left)


def _column(canvas: Canvas, plot: Plot, ground: Ground, place: int, wide: float) -> None:
    x = ground.x(place, len(plot.days)) - wide / 2
    below, above = 0.0, 0.0
    for numbers, colour in zip(plot.numbers, part_colours(plot), strict=True):
        number = numbers[place]
        if not number:
            continue
        start = above if number > 0 else below
        y, end = ground.y(start), ground.y(start + number)
        above, below = (above + number, below) if number > 0 else (above, below + number)
        canvas.box(x, y, wide, end - y, colour)
        if plot.parts != ("",) and abs(end - y) > 2:
            canvas.line([(x, end), (x + wide, end)], "paper", 0.8)


def _label(canvas: Canvas, plot: Plot, ground: Ground, place: int, words: str) -> None:
    """Writes the number of a column above it, or below it if the column hangs down."""
    number = plot.numbers[0][place]
    y = ground.y(number or 0.0)
    y = y + LABEL * 1.15 if number is not None and number < 0 else y - 3.5
    canvas.text(
        ground.x(place, len(plot.days)), y, words, anchor=Anchor.MIDDLE, colour="ink" if number is not None else "muted"
    )
