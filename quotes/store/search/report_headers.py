"""Reads the header of a report's SQL file: the comments before the statement, which say what the report answers.

::

    -- Who is quoted most
    --
    -- A paragraph: what is counted, and how.
    --
    -- column speaker: the speaker's name
    -- column utterances: acts of speech
    -- parameter period choice(week, month) = month: how long a period is
    -- chart bars: across speaker, value utterances
    -- then nearest-in-body
    SELECT …

The first line is the title.  A line with two more blanks behind its dashes goes on with the line before.  Types of
parameters are those of :class:`quotes.reports.ParameterType`.  A choice has its values in brackets; an integer or a
number may have its bounds there, of which one may be missing: ``integer(1..)``, ``number(0..1)``.  Nothing behind ``=``
means that the parameter is NULL unless it is given.  ``then`` names a step (:mod:`.report_steps`), which adds the last
of the columns.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import BindParameter
from sqlalchemy.orm import Session

from quotes.errors import UsageProblem
from quotes.nearest import did_you_mean
from quotes.reports import Chart, ChartKind, Column, Parameter, ParameterType, Report
from quotes.store.search.parameters import read_value, spelt_parameters, typed, untyped
from quotes.store.search.report_steps import STEPS

_COLUMN = re.compile(r"column (?P<name>\S+?): *(?P<about>.*)")
_PARAMETER = re.compile(
    r"parameter (?P<name>\S+) (?P<type>\w+)(?: ?\((?P<choices>[^)]*)\))? ?= ?(?P<default>[^:]*): *(?P<about>.*)"
)
_BOUNDS = re.compile(r"(-?\d+(?:\.\d+)?)?\.\.(-?\d+(?:\.\d+)?)?", re.ASCII)
_CHART = re.compile(r"chart (?P<kind>\w+): *(?P<parts>.*)")
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_DECLARES = re.compile(r"(?:column|parameter|chart|then) ")
_FORMS = {
    "column": "column NAME: WHAT IT HOLDS",
    "parameter": "parameter NAME TYPE = DEFAULT: WHAT IT IS",
    "chart": "chart KIND: across COLUMN, value COLUMN, series COLUMN",
    "then": "then STEP",
}
"""How each declaration is written, for messages."""


class _Line(NamedTuple):
    """A line of the header without its dashes, joined with the lines that continue it, and its number in the file."""

    number: int
    text: str


class _Header(NamedTuple):
    """The file being read, as messages name it; makes the error for a fault in it."""

    place: str

    def fault(self, line: int, message: str) -> UsageProblem:
        return UsageProblem(f"{self.place}, line {line}: {message}")


def bound_parameters(
    session: Session, content: str, given: Mapping[str, str], place: str
) -> dict[str, BindParameter[Any]]:
    """Returns the parameters of the SQL *content*: with types and defaults if it has a header, else those *given*.

    :raises UsageProblem: the header or a value is wrong, or the statement takes no such parameter.
    """
    if any(_DECLARES.match(line.text) for line in _header_lines(content)):
        return typed(session, read_report("", content, place).parameters, given, place)
    takes = spelt_parameters(content)
    unknown = next((name for name in given if name not in takes), None)
    if unknown is not None:
        raise UsageProblem(
            f"{place} has no :{unknown}{did_you_mean(unknown, takes)}; it has {', '.join(takes) or 'no parameters'}"
        )
    return untyped(given)


def read_report(name: str, content: str, place: str) -> Report:
    """Returns the report called *name* that the SQL file *content* documents; *place* is how messages name the file.

    :raises UsageProblem: the header is incomplete, or declares something that isn't so; with the line's number.
    """
    header = _Header(place)
    lines = _header_lines(content)
    sql = "\n".join(content.splitlines()[_length(content) :]).strip()
    if not lines or not lines[0].text or _DECLARES.match(lines[0].text):
        raise header.fault(1, "the first line must be the report's title (-- Who is quoted most)")
    first = next((place for place, line in enumerate(lines) if _DECLARES.match(line.text)), len(lines))
    about = "\n".join(line.text for line in lines[1:first]).strip()
    if not about:
        raise header.fault(lines[0].number + 1, "a paragraph that says what the report answers must follow the title")
    if not sql:
        raise header.fault(len(content.splitlines()), "there is no statement below the header")
    step = _step(header, lines[first:])
    others = [line for line in lines[first:] if not line.text.startswith("then ")]
    columns, parameters, chart = _declared(header, others, sql)
    return Report(name, lines[0].text, about, sql, columns, parameters, chart, step)


def _length(content: str) -> int:
    """Returns how many lines at the beginning of *content* are comments or empty."""
    lines = content.splitlines()
    return next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("--")), len(lines))


def _header_lines(content: str) -> list[_Line]:
    """Returns the header's lines; the lines that continue a declaration belong to it."""
    found: list[_Line] = []
    for number, line in enumerate(content.splitlines()[: _length(content)], 1):
        text = line.removeprefix("--")
        if text.startswith("   ") and found and found[-1].text:
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {text.strip()}")
        elif found or text.strip():
            found.append(_Line(number, text.strip()))
    return found


def _declared(
    header: _Header, lines: Iterable[_Line], sql: str
) -> tuple[tuple[Column, ...], tuple[Parameter, ...], Chart | None]:
    columns: dict[str, Column] = {}
    parameters: dict[str, Parameter] = {}
    chart: Chart | None = None
    last = 1
    for line in lines:
        if not line.text:
            continue
        last = line.number
        what = line.text.partition(" ")[0]
        if what == "column":
            column = _column(header, line)
            _only_once(header, line, column.name, columns, "column")
            columns[column.name] = column
        elif what == "parameter":
            parameter = _parameter(header, line, sql)
            _only_once(header, line, parameter.name, parameters, "parameter")
            parameters[parameter.name] = parameter
        elif what == "chart":
            if chart is not None:
                raise header.fault(line.number, "there is a chart already; a report has one")
            chart = _chart(header, line, columns)
        else:
            raise header.fault(
                line.number,
                f"{what!r} declares nothing{did_you_mean(what, _FORMS)}; write {'; '.join(_FORMS.values())}",
            )
    if not columns:
        raise header.fault(last, f"no column is declared; write {_FORMS['column']}")
    unknown = [name for name in spelt_parameters(sql) if name not in parameters]
    if unknown:
        raise header.fault(last, f"the statement has :{unknown[0]}, which no line declares; {_FORMS['parameter']}")
    return tuple(columns.values()), tuple(parameters.values()), chart


def _step(header: _Header, lines: Iterable[_Line]) -> str | None:
    """Returns the name of the step that *lines* declare, if they declare one."""
    declared = [line for line in lines if line.text.startswith("then ")]
    if len(declared) > 1:
        raise header.fault(declared[1].number, "there is a step already; a report has one")
    for line in declared:
        name = line.text.removeprefix("then ").strip()
        if name not in STEPS:
            raise header.fault(line.number, f"there is no step {name!r}{did_you_mean(name, STEPS)}")
        return name
    return None


def _only_once(header: _Header, line: _Line, name: str, known: Iterable[str], what: str) -> None:
    if name in known:
        raise header.fault(line.number, f"the {what} {name} is declared twice")
    if not _NAME.match(name):
        raise header.fault(line.number, f"{name!r} is no name of a {what}: small letters, digits and _ are")


def _column(header: _Header, line: _Line) -> Column:
    match = _COLUMN.fullmatch(line.text)
    if match is None or not match["about"]:
        raise header.fault(line.number, f"a column is declared as {_FORMS['column']}")
    return Column(match["name"], match["about"])


def _parameter(header: _Header, line: _Line, sql: str) -> Parameter:
    match = _PARAMETER.fullmatch(line.text)
    if match is None or not match["about"]:
        raise header.fault(line.number, f"a parameter is declared as {_FORMS['parameter']}")
    name, kind = match["name"], match["type"]
    types = [each.value for each in ParameterType]
    if kind not in types:
        raise header.fault(line.number, f"there is no type {kind!r}{did_you_mean(kind, types)}; {', '.join(types)} are")
    choices, least, most = _values(header, line, ParameterType(kind), match["choices"])
    parameter = Parameter(name, ParameterType(kind), match["default"].strip(), match["about"], choices, least, most)
    if name not in spelt_parameters(sql):
        raise header.fault(line.number, f"the statement has no :{name}")
    try:
        read_value(parameter, parameter.default)
    except UsageProblem as problem:
        raise header.fault(line.number, f"the default of {problem}") from None
    return parameter


def _values(
    header: _Header, line: _Line, kind: ParameterType, given: str | None
) -> tuple[tuple[str, ...], float | None, float | None]:
    """Returns the values of a choice, and the bounds of a number, that are *given* in brackets."""
    if kind in (ParameterType.INTEGER, ParameterType.NUMBER) and given is not None:
        bounds = _BOUNDS.fullmatch(given.strip())
        if bounds is None:
            raise header.fault(line.number, f"{kind} has its bounds in brackets: {kind}(1..), {kind}(0..1)")
        least, most = (float(each) if each else None for each in bounds.groups())
        if least is not None and most is not None and least > most:
            raise header.fault(line.number, f"no {kind} lies between {bounds[1]} and {bounds[2]}")
        return (), least, most
    choices = tuple(each.strip() for each in (given or "").split(",") if each.strip())
    if (kind == ParameterType.CHOICE) != bool(choices):
        raise header.fault(
            line.number, "a choice, and no other type but numbers, has its values in brackets: choice(week, month)"
        )
    return choices, None, None


def _chart(header: _Header, line: _Line, columns: Iterable[str]) -> Chart:
    match = _CHART.fullmatch(line.text)
    parts = dict(part.strip().partition(" ")[::2] for part in match["parts"].split(",")) if match else {}
    if match is None or not {"across", "value"} <= parts.keys() <= {"across", "value", "series"}:
        raise header.fault(line.number, f"a chart is declared as {_FORMS['chart']}")
    kinds = [each.value for each in ChartKind]
    if match["kind"] not in kinds:
        hint = did_you_mean(match["kind"], kinds)
        raise header.fault(line.number, f"there is no chart {match['kind']!r}{hint}; {', '.join(kinds)} are")
    for name in parts.values():
        if name not in columns:
            raise header.fault(
                line.number, f"the chart names {name!r}, no column above it{did_you_mean(name, columns)}"
            )
    return Chart(ChartKind(match["kind"]), parts["across"], parts["value"], parts.get("series"))
