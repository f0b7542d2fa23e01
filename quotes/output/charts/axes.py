"""Draws gridlines with numbers, and names of periods under a chart along time."""

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from quotes.output.charts.canvas import LINE_HEIGHT, SMALL, Canvas
from quotes.output.charts.letters import width_of
from quotes.output.charts.numerals import decimals_for, numeral
from quotes.output.charts.periods import Grain, period_name, tick_name
from quotes.output.charts.plot import Plot
from quotes.output.charts.shapes import Anchor

_APART = 6.0
"""Points between two names under an axis."""


class Ground(NamedTuple):
    """The part of the paper on which numbers are drawn, and the numbers at its edges."""

    left: float
    top: float
    right: float
    bottom: float
    low: float
    high: float

    def y(self, number: float) -> float:
        """Returns the height of *number*."""
        return self.bottom - (number - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def x(self, place: int, of: int) -> float:
        """Returns the middle of period number *place* of so many."""
        return self.left + (self.right - self.left) * (place + 0.5) / of


def round_numbers(low: float, high: float, *, whole: bool) -> tuple[float, ...]:
    """Returns a few round numbers from at most *low* to at least *high*, zero among them; whole ones if *whole*."""
    from matplotlib.ticker import MaxNLocator

    low, high = min(low, 0.0), max(high, 0.0)
    locator = MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10], integer=whole, min_n_ticks=2)
    found = [float(each) for each in locator.tick_values(low, high if high > low else low + 1)]
    step = found[1] - found[0]
    kept = [each for each in found if low - step < each < high + step]
    return tuple(kept) if len(kept) > 1 else (0.0, step)


def grid(canvas: Canvas, plot: Plot, low: float, high: float, *, top: float, bottom: float, right: float) -> Ground:
    """Draws gridlines for numbers from *low* to *high* with what they stand for on the left; returns the
    ground.
    """
    ticks = round_numbers(low, high, whole=plot.counts)
    names = [numeral(each, decimals_for(ticks), plot.unit) for each in ticks]
    left = canvas.left + max(width_of(name, SMALL) for name in names) + 6
    ground = Ground(left, top, right, bottom, ticks[0], ticks[-1])
    for number, name in zip(ticks, names, strict=True):
        y = ground.y(number)
        if number:
            canvas.line([(left, y), (right, y)], "rule", 0.8)
        canvas.text(left - 6, y + 0.35 * SMALL, name, size=SMALL, colour="muted", anchor=Anchor.END)
    return ground


class _Level(NamedTuple):
    """A way of naming periods under the axis: which ones, and in which words."""

    named: Callable[[int, dt.date], bool]
    grain: Grain


def _levels(grain: Grain) -> Iterable[_Level]:
    """Yields the ways of naming periods, from every one of them to one in a hundred years."""
    yield _Level(lambda _place, _day: True, grain)
    if grain is Grain.DAY:
        yield _Level(lambda _place, day: day.weekday() == 0, grain)
    if grain is Grain.WEEK:
        yield _Level(lambda place, _day: place % 2 == 0, grain)
        yield _Level(lambda place, _day: place % 4 == 0, grain)
    if grain is not Grain.YEAR:
        within = 7 if grain is Grain.WEEK else 1
        for months in (1, 3, 6):
            yield _Level(_first_of(months, within), Grain.MONTH)
        yield _Level(_first_of(12, within), Grain.YEAR)
    for years in (2, 5, 10, 20, 50, 100):
        yield _Level(_first_of(12 * years, 7), Grain.YEAR)


def _first_of(months: int, within: int) -> Callable[[int, dt.date], bool]:
    """Tests whether a period begins *within* so many days of every third month, of every year, by so many *months*."""
    return lambda _place, day: day.day <= within and (day.year * 12 + day.month - 1) % months == 0


class _Tick(NamedTuple):
    x: float
    name: str
    year: str
    wide: float


def _ticks(days: tuple[dt.date, ...], level: _Level, x: Callable[[int], float], size: float) -> list[_Tick]:
    """Returns the names of the periods that *level* names, with the year if it differs from that of the one before."""
    ticks: list[_Tick] = []
    before = None
    for place, day in enumerate(days):
        if level.named(place, day):
            name = tick_name(day, level.grain)
            year = "" if level.grain is Grain.YEAR or day.year == before else str(day.year)
            before = day.year
            ticks.append(_Tick(x(place), name, year, max(width_of(name, size), width_of(year, size))))
    return ticks


def name_periods(canvas: Canvas, plot: Plot, x: Callable[[int], float], top: float, *, left: float) -> float:
    """Writes the names of as many periods below *top* as fit without touching each other, and returns where
    they end.

    If they are too few to show which year it is, the first and the last are named in full.
    """
    assert plot.grain is not None
    chosen: list[_Tick] = []
    for level in _levels(plot.grain):
        ticks = [_inside(tick, left, canvas.right) for tick in _ticks(plot.days, level, x, SMALL)]
        pairs = pairwise(ticks)
        if all(one.x + one.wide / 2 + _APART <= other.x - other.wide / 2 for one, other in pairs):
            chosen = ticks
            break
    if len(chosen) < 2:
        ends = [(0, plot.days[0]), (len(plot.days) - 1, plot.days[-1])]
        named = [(place, period_name(day, plot.grain)) for place, day in ends]
        chosen = [
            _inside(_Tick(x(place), name, "", width_of(name, SMALL)), left, canvas.right) for place, name in named
        ]
        if chosen[0].x + chosen[0].wide / 2 + _APART > chosen[1].x - chosen[1].wide / 2:
            chosen = chosen[:1]
    for tick in chosen:
        canvas.text(tick.x, top + 1.3 * SMALL, tick.name, size=SMALL, colour="muted", anchor=Anchor.MIDDLE)
        y = top + (1.3 + LINE_HEIGHT) * SMALL
        canvas.text(tick.x, y, tick.year, size=SMALL, colour="muted", anchor=Anchor.MIDDLE)
    lines = 1.3 + (LINE_HEIGHT if any(tick.year for tick in chosen) else 0)
    return top + lines * SMALL + 4


def _inside(tick: _Tick, left: float, right: float) -> _Tick:
    return tick._replace(x=max(left + tick.wide / 2, min(tick.x, right - tick.wide / 2)))
