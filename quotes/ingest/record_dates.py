"""Reads dates as data has them: text in many forms, seconds since 1970, days since 1900, and words for *not known*."""

import datetime as dt
import re
from typing import NamedTuple

from quotes.ingest.dates import parse_date, parse_instant

_NONE = frozenset("nan nat null none nil unknown undated n/a na n.d. nd - -- ? 0 0000-00-00 false".split())
"""What stands in a column of dates where there is none."""
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?\d{4,6}Z?)")
_NUMBER = re.compile(r"-?\d{1,16}(?:\.\d+)?")
_FIGURES = re.compile(
    r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[T ,]+\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?.{0,8})?"
)
_OF_PLATFORM = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) \d\d:\d\d:\d\d (?:[+-]\d{4}|[A-Z]{3,4}) (\d{4})")
"""*Thu Sep 18 09:30:00 +0000 2025*, as ``ctime`` and some platforms write it."""
_ZONE_NAME = re.compile(r"(?<=\d) (?:UTC|GMT)\Z")
_MONTH_FIRST = frozenset(("en-us", "en-ph", "us"))
"""Locales whose dates in figures begin with the month."""
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_EXCEL = dt.date(1899, 12, 30)
_EXCEL_DAYS = range(20_000, 80_000)
"""Serial days of a spreadsheet that are read as such: 1954 to 2119."""
_SECONDS = range(100_000_000, 10_000_000_000)
"""Seconds since 1970 that are read as such: 1973 to 2286."""


class RecordDate(NamedTuple):
    """The day that a record was published, the instant if it says one with its zone, and what is to be said."""

    day: dt.date | None = None
    instant: dt.datetime | None = None
    note: str = ""


def date_of_record(value: object, locale: str | None = None) -> RecordDate:
    """Returns the date that *value* of a record is, or none if it says that none is known.

    *locale* is the language that the record tells (``en-GB``): it decides whether *10/9/2025* is in September.  Where
    it doesn't, such a date is left out and that is said.

    :raises UsageProblem: it is no date, or a day that doesn't exist.
    """
    if isinstance(value, bool) or value is None:
        return RecordDate()
    if isinstance(value, dt.datetime):
        return RecordDate(value.date(), value if value.tzinfo is not None else None)
    if isinstance(value, dt.date):
        return RecordDate(value)
    text = " ".join(str(value).split())
    if not text or text.casefold() in _NONE:
        return RecordDate()
    number = _of_number(text)
    if number is not None:
        return RecordDate(number)
    platform = _OF_PLATFORM.fullmatch(text)
    if platform is not None:
        return RecordDate(parse_date(f"{platform[2]} {platform[1]} {platform[3]}"))
    stamp = _STAMP.fullmatch(text)
    if stamp is not None:
        return RecordDate(parse_date("-".join(stamp.groups())))
    figures = _FIGURES.fullmatch(text)
    if figures is not None and len(figures[1]) < 4:
        return _of_figures(text, figures, locale)
    if figures is not None:  # 2025/9/8
        year, month, day = (int(part) for part in figures.groups())
        return RecordDate(parse_date(f"{year:04}-{month:02}-{day:02}"), parse_instant(text))
    text = _ZONE_NAME.sub("", text)
    return RecordDate(parse_date(text), parse_instant(text))


def _of_number(text: str) -> dt.date | None:
    """Returns the day of a count: seconds, milli- or microseconds since 1970, or a spreadsheet's days."""
    if _NUMBER.fullmatch(text) is None:
        return None
    number = float(text)
    if int(number) in _EXCEL_DAYS and len(text.partition(".")[0]) == 5:
        return _EXCEL + dt.timedelta(days=int(number))
    for unit in (1, 1_000, 1_000_000):
        if int(number / unit) in _SECONDS and len(text.partition(".")[0]) != 8:
            return (_EPOCH + dt.timedelta(seconds=number / unit)).date()
    return None


def _of_figures(text: str, figures: re.Match[str], locale: str | None) -> RecordDate:
    first, second, year = (int(part) for part in figures.groups())
    if year < 100:
        year += 2000 if year < 70 else 1900
    month_first = first <= 12 and (second > 12 or (locale or "").lower().replace("_", "-") in _MONTH_FIRST)
    if first <= 12 and second <= 12 and first != second and not month_first and not _is_told(locale, text):
        return RecordDate(note=f"its date {text} may be either month, and is left out; give it as {year}-MM-DD")
    day, month = (second, first) if month_first else (first, second)
    return RecordDate(parse_date(f"{year:04}-{month:02}-{day:02}"))


def _is_told(locale: str | None, text: str) -> bool:
    """Tests whether a date in figures begins with the day, as it does with points and in all locales but a few."""
    named = (locale or "").lower().replace("_", "-")
    return "." in text.partition(" ")[0] or "-" in named or (bool(named) and named != "en")
