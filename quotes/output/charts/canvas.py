"""Provides a paper on which shapes are put one after the other, and the parts that every kind of chart has."""

from collections.abc import Sequence

from quotes.output.charts.letters import ELLIPSIS, lines_of, width_of
from quotes.output.charts.palette import colour_of_part
from quotes.output.charts.plot import Plot, is_unstated
from quotes.output.charts.shapes import Anchor, Box, Dot, Line, Shape, Text

LABEL = 9.0
"""Size of names and numbers beside what is drawn, in points."""
SMALL = 8.0
"""Size of axes, notes and the source."""
LINE_HEIGHT = 1.3
"""Distance of two lines of text, as a multiple of their size."""
BASE = 0.36
"""How far below the middle of its letters a line of text stands, as a multiple of its size."""
_SWATCH = 8.0


class Canvas:
    """Shapes on a paper *width* points wide with a *margin* around; its height is known when all is drawn."""

    def __init__(self, width: float, margin: float) -> None:
        self.width = width
        self.margin = margin
        self.shapes: list[Shape] = []
        self.notes: list[str] = []
        """What must be said below the chart of how it was drawn."""

    @property
    def left(self) -> float:
        """The horizontal position at which the drawing begins."""
        return self.margin

    @property
    def right(self) -> float:
        """The horizontal position at which the drawing ends."""
        return self.width - self.margin

    @property
    def narrow(self) -> bool:
        """Whether the drawing is for a column or a phone rather than a page."""
        return self.width < 480

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = LABEL,
        colour: str = "ink",
        bold: bool = False,
        anchor: Anchor = Anchor.START,
        turned: bool = False,
    ) -> None:
        """Writes *words*, whose letters stand on the height *y*."""
        if words:
            wide = width_of(words, size, bold=bold)
            self.shapes.append(Text(x, y, words, size, wide, colour, bold, anchor, turned))

    def paragraph(
        self, top: float, words: str, *, size: float, colour: str = "ink", bold: bool = False, most: int = 3
    ) -> float:
        """Writes *words* on at most so many lines across the whole paper; returns where they end.

        Bold lines, which are titles, are made about equally long.
        """
        room = self.right - self.left
        lines = lines_of(words, room, size, most=most, bold=bold) if words else ()
        while bold and len(lines) > 1 and room > size:  # as narrow as the same number of lines allows
            room -= size
            narrower = lines_of(words, room, size, most=most, bold=bold)
            if len(narrower) > len(lines) or narrower[-1].endswith(ELLIPSIS):
                break
            lines = narrower
        for line in lines:
            self.text(self.left, top + 0.95 * size, line, size=size, colour=colour, bold=bold)
            top += size * LINE_HEIGHT
        return top

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fills a rectangle; if a side is negative it extends to the left or upwards."""
        x, width = (x, width) if width >= 0 else (x + width, -width)
        y, height = (y, height) if height >= 0 else (y + height, -height)
        self.shapes.append(Box(x, y, width, height, colour))

    def line(self, points: Sequence[tuple[float, float]], colour: str, thick: float = 1.0) -> None:
        """Draws a line through *points*."""
        self.shapes.append(Line(tuple(points), colour, thick))

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draws a filled circle."""
        self.shapes.append(Dot(x, y, radius, colour))


def name_beside(canvas: Canvas, x: float, middle: float, lines: Sequence[str]) -> None:
    """Writes a name of one or two *lines* that end at *x*, around the height *middle*."""
    for number, line in enumerate(lines):
        y = middle + (number - (len(lines) - 1) / 2) * LABEL * LINE_HEIGHT + BASE * LABEL
        canvas.text(x, y, line, anchor=Anchor.END)


def part_colours(plot: Plot) -> tuple[str, ...]:
    """Returns a colour for each part of *plot*."""
    last = len(plot.parts) - 1
    return tuple(
        colour_of_part(number, unstated=is_unstated(part), rest=bool(plot.rest_part) and number == last)
        for number, part in enumerate(plot.parts)
    )


def key(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws a line or more that says which part has which colour; returns where it ends."""
    x, y = canvas.left, top
    for part, colour in zip(plot.parts, part_colours(plot), strict=True):
        name = lines_of(part, canvas.right - canvas.left - _SWATCH - 4, LABEL, most=1)[0]
        wide = _SWATCH + 4 + width_of(name, LABEL)
        if x > canvas.left and x + wide > canvas.right:
            x, y = canvas.left, y + LABEL * 1.6
        canvas.box(x, y + 2, _SWATCH, _SWATCH, colour)
        canvas.text(x + _SWATCH + 4, y + 9.2, name)
        x += wide + 14
    return y + LABEL * 1.6 + 4
