"""Reads the values of fields and filters: days, shares, several codes."""

import calendar
import datetime as dt
import re

from quotes.english.written_dates import written_date

_NAMED = re.compile(r"(?:(last|this) ?[ _-]?(week|month|year)|(today|yesterday))\Z", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)
_AGO = re.compile(r"-(\d{1,5})([dwmy])\Z", re.ASCII | re.IGNORECASE)


def days(value: str, today: dt.date | None = None) -> tuple[dt.date | None, dt.date | None] | None:
    """Returns first and last day of ``2025``, ``2025-10``, ``2025-10-09`` or a range ``a..b`` (an end may be
    missing).

    ``-2w`` is the day two weeks before *today* (default: the local date), alone the time since then; ``d``, ``w``,
    ``m`` and ``y`` are days, weeks, months and years.  ``today``, ``yesterday``, ``last week``, ``this month`` … are
    those of the calendar; weeks begin on Mondays.  Months may be words
    (``October 2025``, ``9 Oct 2025``).  None where *value* is no date.
    """
    today = today or dt.date.today()
    first, dots, last = value.partition("..")
    start = _span(first, today) if first else (None, None)
    end = _span(last, today) if dots and last else (None, None) if dots else start
    if start is None or end is None or value == "..":
        return None
    return start[0], today if not dots and _AGO.match(first) else end[1]


def _span(value: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    value = value.strip()
    if named := _NAMED.match(value):
        return _named_span(named, today)
    ago = _AGO.match(value)
    if ago is not None:
        day = _before(today, int(ago[1]), ago[2].lower())
        return day, day
    match = _DAY.match(value)
    parts = [int(part) if part else None for part in match.groups()] if match else written_date(value)
    if parts is None:
        return None
    year, month, day_ = parts
    try:
        if month is None:
            return dt.date(year or 0, 1, 1), dt.date(year or 0, 12, 31)
        if day_ is None:
            return dt.date(year or 0, month, 1), dt.date(year or 0, month, calendar.monthrange(year or 0, month)[1])
        return dt.date(year or 0, month, day_), dt.date(year or 0, month, day_)
    except ValueError:
        return None


def _named_span(named: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    """Returns first and last day of today, yesterday, and of weeks (from Monday), months and years of the calendar."""
    if named[3]:
        day = today if named[3].lower() == "today" else _before(today, 1, "d")
        return day, day
    unit = named[2][0].lower()
    within = today if named[1].lower() == "this" else _before(today, 1, unit)
    if unit == "w":
        first = _before(within, within.weekday(), "d")
        return first, dt.date.fromordinal(min(first.toordinal() + 6, dt.date.max.toordinal()))
    if unit == "m":
        return within.replace(day=1), within.replace(day=calendar.monthrange(within.year, within.month)[1])
    return within.replace(month=1, day=1), within.replace(month=12, day=31)


def _before(today: dt.date, count: int, unit: str) -> dt.date:
    """Returns the day *count* units before *today*: the last day of a shorter month, and never before the calendar
    begins.
    """
    if unit in "dw":
        return today - dt.timedelta(days=min(count * (7 if unit == "w" else 1), today.toordinal() - 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    if months < 12:
        return dt.date.min
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


_SHARE = re.compile(r"(?:0|1|0?\.\d+|1\.0+|(?:\d{1,2}|100) ?%)\Z", re.ASCII)
_AT_LEAST_OR_MOST = re.compile(r"([<>])=? ?")


def shares(value: str) -> tuple[float, float] | None:
    """Returns the least and greatest confidence of ``0.9`` (at least that), ``0.5..0.9``, ``..0.5`` or ``80%``, or None
    for anything else.

    ``>0.9`` and ``>=0.9`` are ``0.9..``, ``<0.5`` and ``<=0.5`` are ``..0.5``: figures of a model have no edges that
    anybody means to the last digit.
    """
    if sign := _AT_LEAST_OR_MOST.match(value):
        bound = value[sign.end() :]
        value = "" if ".." in bound or not bound else f"{bound}.." if sign[1] == ">" else f"..{bound}"
    first, _, last = value.partition("..")
    if not (first or last) or not all(_SHARE.match(each) for each in (first, last) if each):
        return None
    return _share(first) if first else 0.0, _share(last) if last else 1.0


def _share(value: str) -> float:
    return int(value[:-1].strip()) / 100 if value.endswith("%") else float(value)


def choices(value: str) -> list[str]:
    """Returns the values of ``direct, Partial``: one or several, in small letters."""
    return [each.strip().lower() for each in value.split(",") if each.strip()]
