"""Defines what a finished drawing consists of: texts, boxes, lines and dots at their places.

Lengths are points; the origin is the upper left corner and y grows downwards, as in SVG.  Colours are names of
:data:`quotes.output.charts.palette.COLOURS`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Anchor(StrEnum):
    """The point of a text that its x stands for."""

    START = "left"
    MIDDLE = "center"
    END = "right"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text whose letters stand on *y*; *turned* ones read upwards from there.

    *width* is the room that it takes in the font of the picture.
    """

    x: float
    y: float
    words: str
    size: float
    width: float
    colour: str = "ink"
    bold: bool = False
    anchor: Anchor = Anchor.START
    turned: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The left, top, right and bottom of its letters; 0.76 and 0.24 of the size are above and below the line."""
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: self.width / 2, Anchor.END: self.width}[self.anchor]
        above, below = 0.76 * self.size, 0.24 * self.size
        if self.turned:
            bottom = self.y + shift
            return self.x - above, bottom - self.width, self.x + below, bottom
        left = self.x - shift
        return left, self.y - above, left + self.width, self.y + below


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line through *points*."""

    points: tuple[tuple[float, float], ...]
    colour: str
    thick: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle around a point."""

    x: float
    y: float
    radius: float
    colour: str


Shape = Text | Box | Line | Dot


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a paper of so many points, later ones over earlier ones; *title* and *about* describe it in words."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    about: str

    @property
    def words(self) -> tuple[str, ...]:
        """All texts, in the order in which they were written."""
        return tuple(shape.words for shape in self.shapes if isinstance(shape, Text))
