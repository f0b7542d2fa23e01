"""Handles days, weeks, months and years on a chart: which of them a column holds, and which are missing between."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")


class Grain(StrEnum):
    """The length of a period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


COARSER = {Grain.DAY: Grain.MONTH, Grain.WEEK: Grain.MONTH, Grain.MONTH: Grain.YEAR}
"""The period by which too many shorter ones are added up; weeks do not end with months, so that is by first days."""


def day_of(value: object) -> dt.date | None:
    """Returns the first day of what a cell holds (a date, ``2025-10-09``, ``2025-10`` or ``2025``), or None for
    anything else.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    written = _WRITTEN.match(value) if isinstance(value, str) else None
    if written is None:
        return None
    try:
        return dt.date(int(written[1]), int(written[2] or 1), int(written[3] or 1))
    except ValueError:
        return None


def grain_of(values: Sequence[object], hints: Iterable[str] = ()) -> Grain | None:
    """Returns how long the periods are that *values* name, or None if one of them is no date; NULL does not count.

    *hints* are words that may name it: the column, a parameter's value.  Without one, days that all begin a month are
    months, and days that are all Mondays are weeks.
    """
    cells = [value for value in values if value is not None]
    days = [day for day in map(day_of, cells) if day is not None]
    if not days or len(days) < len(cells):
        return None
    lengths = {len(value) for value in cells if isinstance(value, str)}
    if lengths == {4}:
        return Grain.YEAR
    if lengths == {7}:
        return Grain.MONTH
    named = [grain for hint in hints for grain in Grain if hint.casefold() == grain]
    if named and all(first_day(day, named[0]) == day for day in days):
        return named[0]
    if all(day.day == 1 for day in days) and len(set(days)) > 1:
        return Grain.YEAR if all(day.month == 1 for day in days) else Grain.MONTH
    if all(day.weekday() == 0 for day in days) and len(set(days)) > 1:
        return Grain.WEEK
    return Grain.DAY


def first_day(day: dt.date, grain: Grain) -> dt.date:
    """Returns the first day of the period that *day* lies in; weeks begin on Monday."""
    if grain is Grain.WEEK:
        return day - dt.timedelta(days=min(day.weekday(), (day - dt.date.min).days))
    return {Grain.DAY: day, Grain.MONTH: day.replace(day=1), Grain.YEAR: day.replace(month=1, day=1)}[grain]


def next_period(day: dt.date, grain: Grain) -> dt.date | None:
    """Returns the first day of the period behind that which begins on *day*, or None after the year 9999."""
    try:
        if grain is Grain.YEAR:
            return day.replace(year=day.year + 1)
        if grain is Grain.MONTH:
            return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
        return day + dt.timedelta(days=7 if grain is Grain.WEEK else 1)
    except (ValueError, OverflowError):
        return None


def every_period(first: dt.date, last: dt.date, grain: Grain, *, most: int) -> tuple[dt.date, ...] | None:
    """Returns the first days of all periods from *first* to *last*, or None if there are more than *most*."""
    days = [first]
    while days[-1] < last:
        following = next_period(days[-1], grain)
        if following is None or len(days) == most:
            return None
        days.append(following)
    return tuple(days)


def period_name(day: dt.date, grain: Grain) -> str:
    """Returns the period in words: ``9 October 2025``, ``week of 6 October 2025``, ``October 2025``, ``2025``."""
    month = calendar.month_name[day.month]
    return {
        Grain.DAY: f"{day.day} {month} {day.year}",
        Grain.WEEK: f"week of {day.day} {month} {day.year}",
        Grain.MONTH: f"{month} {day.year}",
        Grain.YEAR: str(day.year),
    }[grain]


def tick_name(day: dt.date, grain: Grain) -> str:
    """Returns the name of the period under an axis, without its year unless it is one: ``9 Oct``, ``Oct``, ``2025``."""
    month = calendar.month_abbr[day.month]
    return {
        Grain.DAY: f"{day.day} {month}",
        Grain.WEEK: f"{day.day} {month}",
        Grain.MONTH: month,
        Grain.YEAR: str(day.year),
    }[grain]


def span_name(first: dt.date, last: dt.date) -> str:
    """Returns a span of days in words, with what both days share said once: ``3 March to 9 October 2025``."""
    end = f"{last.day} {calendar.month_name[last.month]} {last.year}"
    if first == last:
        return end
    begin = f"{first.day} {calendar.month_name[first.month]} {first.year}"
    if first.year == last.year:
        begin = begin.rpartition(" ")[0]
        if first.month == last.month:
            begin = str(first.day)
    return f"{begin} to {end}"
