"""Defines what the header of a report's SQL file declares: its title, its parameters, the chart it wants.

The store reads these headers and runs the reports; the output draws the charts.  Both know a report only by the
frozen values of this module.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class ChartKind(StrEnum):
    """The ways of drawing the rows of a report."""

    BARS = "bars"
    STACKED = "stacked"
    LINE = "line"
    HEAT = "heat"


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart that a report wants, by the names of its columns.

    *across* holds the categories or periods, *value* the number to draw; *series* parts the numbers of one category
    (the parts of a stacked bar, the lines of a line chart, the rows of a heat map) and is None where there is one.
    """

    kind: ChartKind
    across: str
    value: str
    series: str | None = None


class ParameterType(StrEnum):
    """The types that a value given for a parameter may have.

    The statement gets a SPEAKER, given by any of the names or the uid, as the number of its row; an ATTRIBUTE is the
    name of what is stated of speakers (party), or ``kind``.
    """

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    SPEAKER = "speaker"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One typed ``:parameter`` of a report with its default.

    *choices* is empty unless its type is CHOICE; *least* and *most* bound an INTEGER or a NUMBER, where they are not
    None.
    """

    name: str
    type: ParameterType
    default: str
    about: str
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """The values that may be given for it: the choices, else its type in words, with the bounds."""
        if self.choices:
            return self.choices
        bounds = (
            f" {word} {bound:g}" for word, bound in (("from", self.least), ("to", self.most)) if bound is not None
        )
        return (self.type.value + "".join(bounds),)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a report's answer and what it holds."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Report:
    """One documented SQL file: *name* is its file's stem, *title* one line, *about* a paragraph."""

    name: str
    title: str
    about: str
    sql: str
    columns: tuple[Column, ...]
    parameters: tuple[Parameter, ...] = ()
    chart: Chart | None = None
    step: str | None = None
    """The step behind the statement, for what SQL cannot do."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a report was counted from: how many credited utterances, in how many articles of how many outlets.

    *first* and *last* are the days on which the articles were published, None where no day is known.
    """

    utterances: int
    articles: int
    outlets: int
    first: dt.date | None = None
    last: dt.date | None = None
