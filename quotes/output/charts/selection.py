"""Selects which categories, periods and parts of a report's rows are drawn, and says what becomes of the rest."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from quotes.errors import UsageProblem
from quotes.nearest import did_you_mean
from quotes.output.charts.letters import one_line
from quotes.output.charts.numerals import are_counts, decimals_for, number_of, numeral
from quotes.output.charts.periods import COARSER, Grain, day_of, every_period, first_day, grain_of, period_name
from quotes.output.charts.plot import Form, Plot, drawn_of, is_unstated
from quotes.output.rows import Row
from quotes.plurals import counted
from quotes.reports import Chart, ChartKind

MOST_BARS = 20
"""Categories that are drawn, a bar or a row of a heat map each; so many fill half a page of A4."""
MOST_PARTS = 6
"""Parts of a stacked bar, or lines: as many as there are colours that can be told apart."""
MOST_ACROSS = 12
"""Categories across a heat map; as many names fit on its top."""
MOST_PERIODS = 750
"""Periods of a line or of columns: two years of days, each wider than half a point."""
MOST_HEAT_PERIODS = 36
"""Periods across a heat map: three years of months, each wide enough to be seen."""


class _Cell(NamedTuple):
    across: object
    part: str
    number: float | None


_Places = dict[tuple[object, str], float | None]


def plot_of(
    chart: Chart,
    rows: Sequence[Row],
    hints: Iterable[str] = (),
    *,
    names: Mapping[str, str] | None = None,
    most_periods: int = MOST_PERIODS,
) -> Plot:
    """Returns the plot of *rows*, of which there must be at least one.

    *hints* are values of the report's parameters, one of which may name the period (``month``); *names* are
    words for columns that are called otherwise.  More than *most_periods* are added up by longer ones where they are
    counts; a heat map has :data:`MOST_HEAT_PERIODS`.

    :raises UsageProblem: the rows lack a column that the chart wants, or its value is no number.
    """
    _check_columns(chart, rows[0])
    values = [row[chart.value] for row in rows]
    counts = are_counts(values)
    cells = [
        _Cell(row[chart.across], _name(row[chart.series]) if chart.series else "", number_of(value, chart.value))
        for row, value in zip(rows, values, strict=True)
    ]
    grain = grain_of([cell.across for cell in cells], (chart.across, *hints))
    kind = ChartKind.STACKED if chart.kind is ChartKind.BARS and chart.series else chart.kind
    called = _renamed(chart, names or {})
    if grain is None:
        plot = _over_categories(called, kind, cells, counts=counts)
    else:
        plot = _over_time(called, kind, cells, grain, most_periods, counts=counts)
    measure = plot.measure or _measure(called.value, called.across, called.series)
    decimals = decimals_for(number for numbers in plot.numbers for number in numbers)
    unit = "\N{NO-BREAK SPACE}%" if "percent" in chart.value.split("_") else ""
    return replace(plot, decimals=decimals, unit=unit, counts=counts, measure=measure)


def _renamed(chart: Chart, names: Mapping[str, str]) -> Chart:
    """Returns *chart* with its columns called as *names* say."""
    across, value, series = (names.get(each or "", each) for each in (chart.across, chart.value, chart.series))
    return replace(chart, across=across or chart.across, value=value or chart.value, series=series)


def _measure(value: str, *by: str | None) -> str:
    """Returns what is counted by what, in words: ``Utterances by month and party``."""
    words = f"{value} by {' and '.join(filter(None, by))}".replace("_", " ")
    return words[0].upper() + words[1:]


def _check_columns(chart: Chart, row: Row) -> None:
    for column in (chart.across, chart.value, chart.series):
        if column is not None and column not in row:
            meant = did_you_mean(column, row)
            raise UsageProblem(f"the chart draws the column {column}, which the answer does not have{meant}")


def _name(value: object) -> str:
    return "(none)" if value is None else one_line(str(value)) or "(empty)"


def _over_categories(chart: Chart, kind: ChartKind, cells: Sequence[_Cell], *, counts: bool) -> Plot:
    named = [cell._replace(across=_name(cell.across)) for cell in cells]
    if chart.series is None:
        return _bars_by_name(chart.across, [(str(cell.across), cell.number) for cell in named], counts=counts)
    places, notes = _places(named, counts=counts)
    across = list(dict.fromkeys(str(cell.across) for cell in named))
    parts = list(dict.fromkeys(cell.part for cell in named))
    if kind is ChartKind.HEAT and len(parts) == 1:
        plot = _single_bars([(name, places.get((name, parts[0]))) for name in across], counts=counts)
        return replace(plot, measure=f"{_measure(chart.value, chart.across)}, {parts[0]}", notes=notes + plot.notes)
    if kind is ChartKind.HEAT and len(across) == 1:
        plot = _single_bars([(part, places.get((across[0], part))) for part in parts], counts=counts)
        return replace(plot, measure=f"{_measure(chart.value, chart.series)}, {across[0]}", notes=notes + plot.notes)
    form = Form.HEAT if kind is ChartKind.HEAT else Form.ROWS
    across, rest_across, said = _drawn_across(
        across, places, MOST_ACROSS if form is Form.HEAT else MOST_BARS, counts=counts
    )
    notes += said
    parts, rest_part, said = _drawn_parts(parts, places, form, counts=counts)
    notes += said
    numbers = _numbers(across, parts, places, 0.0 if counts else None)
    return Plot(form, tuple(across), tuple(parts), numbers, rest_across=rest_across, rest_part=rest_part, notes=notes)


def _bars_by_name(column: str, bars: Sequence[tuple[str, float | None]], *, counts: bool) -> Plot:
    """Returns a bar for each name of a *column*. Counts of one name are added up, which is said; other numbers keep
    their bars.
    """
    summed: dict[str, float | None] = {}
    for name, number in bars:
        before = summed.get(name)
        summed[name] = number if before is None else before if number is None else before + number
    if not counts or len(summed) == len(bars):
        return _single_bars(bars, counts=counts)
    plot = _single_bars(list(summed.items()), counts=counts)
    words = column.replace("_", " ")
    return replace(plot, notes=(f"Rows with the same {words} are added up.", *plot.notes))


def _single_bars(bars: Sequence[tuple[str, float | None]], *, counts: bool) -> Plot:
    """Returns a bar for each pair of name and number, at most :data:`MOST_BARS`, in the order of the rows if that is by
    number.
    """
    known = [number for _, number in bars if number is not None]
    if known not in (sorted(known), sorted(known, reverse=True)):
        bars = sorted(bars, key=lambda bar: -bar[1] if bar[1] is not None else float("inf"))
    drawn, left = _split(list(bars), MOST_BARS)
    names, numbers = [name for name, _ in drawn], [number for _, number in drawn]
    rest = len(left) if counts else 0
    notes = (drawn_of(len(drawn), len(left)),) if left and not rest else ()
    if rest:
        names.append(_others(rest))
        numbers.append(sum(number for _, number in left if number is not None))
    return Plot(Form.ROWS, tuple(names), ("",), (tuple(numbers),), rest_across=rest, notes=notes)


def _split(entries: list[Any], most: int) -> tuple[list[Any], list[Any]]:
    """Returns the first *most* and the others; a single other one is drawn like the rest."""
    return (entries, []) if len(entries) <= most + 1 else (entries[:most], entries[most:])


def _others(number: int) -> str:
    return f"{number:,} others"


def _places(cells: Iterable[_Cell], *, counts: bool) -> tuple[_Places, tuple[str, ...]]:
    """Returns the number for each category and part. Counts of several rows are added up; of other numbers the first is
    kept.
    """
    found: dict[tuple[object, str], list[float]] = defaultdict(list)
    for cell in cells:
        found[cell.across, cell.part] += [] if cell.number is None else [cell.number]
    several = not counts and any(len(numbers) > 1 for numbers in found.values())
    notes = ("Where several rows share a place, the first is drawn.",) if several else ()
    return {
        place: None if not numbers else sum(numbers) if counts else numbers[0] for place, numbers in found.items()
    }, notes


def _totals(places: _Places, axis: int) -> dict[object, float]:
    """Returns the sum of all numbers of each category (*axis* 0) or of each part (1)."""
    totals: dict[object, float] = defaultdict(float)
    for place, number in places.items():
        totals[place[axis]] += number or 0.0
    return totals


def _add_up(places: _Places, left: Iterable[object], rest: str, axis: int) -> None:
    """Replaces in *places* all categories (*axis* 0) or parts (1) that are *left* by *rest*, with their sums."""
    gone = set(left)
    sums: _Places = {}
    for place in [place for place in places if place[axis] in gone]:
        number = places.pop(place)
        into = (rest, place[1]) if axis == 0 else (place[0], rest)
        if number is not None:
            sums[into] = (sums.get(into) or 0.0) + number
    places.update(sums)


def _drawn_parts(
    parts: list[str], places: _Places, form: Form, *, counts: bool
) -> tuple[list[str], int, tuple[str, ...]]:
    """Returns the parts that are drawn, the largest first and what nobody stated behind them, and how many the last one
    adds up.

    What the rest adds up to is put into *places*.  Lines of all others would press the drawn ones down: of those
    the sum is only said, and what is no count is not added up in a heat map or a line chart.
    """
    totals = _totals(places, 1)
    ranked = sorted(parts, key=lambda part: -totals[part])
    stated = [part for part in ranked if not is_unstated(part)]
    unstated = [part for part in ranked if is_unstated(part)]
    heat = form is Form.HEAT
    drawn, left = _split(stated, MOST_BARS) if heat else (stated[:MOST_PARTS], stated[MOST_PARTS:])
    if not left:
        return drawn + unstated, 0, ()
    if form is Form.LINES or (heat and not counts):
        added = f"; the others come to {numeral(sum(totals[part] for part in left))} in all" if counts else ""
        return drawn + unstated, 0, (f"{drawn_of(len(drawn), len(left))[:-1]}{added}.",)
    rest = left[0] if len(left) == 1 else _others(len(left))
    _add_up(places, left, rest, 1)
    return [*drawn, *unstated, rest], len(left), ()


def _drawn_across(
    across: list[str], places: _Places, most: int, *, counts: bool
) -> tuple[list[str], int, tuple[str, ...]]:
    """Returns the categories that are drawn, the largest first if they are counts, and how many the last one
    adds up.
    """
    if counts:
        totals = _totals(places, 0)
        across = sorted(across, key=lambda each: (is_unstated(each), -totals[each]))
    drawn, left = _split(across, most)
    if not left:
        return drawn, 0, ()
    if not counts:
        return drawn, 0, (drawn_of(len(drawn), len(left)),)
    rest = _others(len(left))
    _add_up(places, left, rest, 0)
    return [*drawn, rest], len(left), ()


def _numbers(
    across: Sequence[object],
    parts: Sequence[str],
    places: Mapping[tuple[object, str], float | None],
    missing: float | None,
) -> tuple[tuple[float | None, ...], ...]:
    return tuple(tuple(places.get((each, part), missing) for each in across) for part in parts)


def _over_time(chart: Chart, kind: ChartKind, cells: Sequence[_Cell], grain: Grain, most: int, *, counts: bool) -> Plot:
    dated = [cell._replace(across=day_of(cell.across)) for cell in cells if cell.across is not None]
    notes: tuple[str, ...] = ()
    if len(dated) < len(cells):
        lost = [cell.number for cell in cells if cell.across is None and cell.number is not None]
        sum_of = f" ({numeral(sum(lost))} in all)" if counts and lost else ""
        undated = len(cells) - len(dated)
        notes += (f"{counted(undated, 'row')} without a date{sum_of} {'is' if undated == 1 else 'are'} not drawn.",)
    dated, days, grain, said = _periods(
        dated, grain, min(most, MOST_HEAT_PERIODS) if kind is ChartKind.HEAT else most, counts
    )
    notes += said
    places, said = _places(dated, counts=counts)
    notes += said
    parts = list(dict.fromkeys(cell.part for cell in dated))
    if len(days) == 1:
        alone = period_name(days[0], grain)
        if parts == [""]:
            bar = (alone[0].upper() + alone[1:], places[days[0], ""])
            return replace(_single_bars([bar], counts=counts), measure=_measure(chart.value, grain), notes=notes)
        plot = _single_bars([(part, places.get((days[0], part))) for part in parts], counts=counts)
        return replace(plot, measure=f"{_measure(chart.value, chart.series)}, {alone}", notes=notes + plot.notes)
    missing = len(days) - len({day for day, _ in places})
    if missing:
        drawn = "drawn as 0" if counts else "left open"
        notes += (f"{counted(missing, grain)} without a row {'is' if missing == 1 else 'are'} {drawn}.",)
    form = {ChartKind.HEAT: Form.HEAT, ChartKind.LINE: Form.LINES}.get(kind, Form.COLUMNS)
    parts, rest, said = _drawn_parts(parts, places, form, counts=counts)
    return Plot(
        form,
        tuple(period_name(day, grain) for day in days),
        tuple(parts),
        _numbers(days, parts, places, 0.0 if counts else None),
        days=days,
        grain=grain,
        rest_part=rest,
        measure=_measure(chart.value, grain, chart.series),
        notes=notes + said,
    )


def _periods(
    cells: list[_Cell], grain: Grain, most: int, counts: bool
) -> tuple[list[_Cell], tuple[dt.date, ...], Grain, tuple[str, ...]]:
    """Returns *cells* by periods, all periods from the first to the last, how long they are, and what is said of it.

    More than *most* are added up by longer periods if they are counts; else the latest are drawn.
    """
    asked = grain
    while True:
        firsts = [first_day(cell.across, grain) for cell in cells if isinstance(cell.across, dt.date)]
        days = every_period(min(firsts), max(firsts), grain, most=most)
        if days is not None:
            break
        if not counts or grain not in COARSER:
            present = tuple(sorted(set(firsts)))
            days = present[-most:]
            since = days[0]
            kept = [cell._replace(across=day) for cell, day in zip(cells, firsts, strict=True) if day >= since]
            said = f"Only the latest {len(days):,} {grain}s with a row are drawn, without the gaps between."
            return kept, days, grain, (said,)
        grain = COARSER[grain]
    placed = [cell._replace(across=day) for cell, day in zip(cells, firsts, strict=True)]
    notes = (f"Added up by {grain}: there are too many {asked}s to draw.",) if grain is not asked else ()
    return placed, days, grain, notes
