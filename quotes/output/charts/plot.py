"""Defines what is drawn: the numbers of a chart by part and then by category or period."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from quotes.output.charts.numerals import numeral
from quotes.output.charts.periods import Grain


class Form(StrEnum):
    """The ways of drawing a plot."""

    ROWS = "rows"
    """Horizontal bars, one below the other."""
    COLUMNS = "columns"
    """Bars side by side along time."""
    LINES = "lines"
    HEAT = "heat"


@dataclass(frozen=True, slots=True)
class Plot:
    """The numbers that are drawn, by part and then by category or period.

    *parts* is one empty name if the chart has no series. If *rest_across* or *rest_part* is not 0, the last category or
    part adds up so many that are not drawn. *measure* says what is counted by what.
    """

    form: Form
    across: tuple[str, ...]
    parts: tuple[str, ...]
    numbers: tuple[tuple[float | None, ...], ...]
    days: tuple[dt.date, ...] = ()
    grain: Grain | None = None
    rest_across: int = 0
    rest_part: int = 0
    counts: bool = True
    decimals: int = 0
    unit: str = ""
    measure: str = ""
    notes: tuple[str, ...] = ()

    def numeral(self, number: float | None) -> str:
        """Returns *number* as this plot prints it."""
        return numeral(number, self.decimals, self.unit if number is not None else "")

    def total(self, place: int) -> float | None:
        """Returns the sum of all parts of the category or period number *place*, or None if none has a number."""
        known = [numbers[place] for numbers in self.numbers if numbers[place] is not None]
        return sum(number for number in known if number is not None) if known else None


def is_unstated(name: str) -> bool:
    """Tests whether *name* stands for what nobody stated: reports put such names in brackets, ``(unknown)``."""
    return name.startswith("(") and name.endswith(")")


def drawn_of(drawn: int, left: int, what: str = "") -> str:
    """Returns the sentence that says that not all are drawn: ``20 of 300 are drawn.``"""
    return f"{drawn:,} of {drawn + left:,}{what} are drawn."
