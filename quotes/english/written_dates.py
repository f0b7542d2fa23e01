"""Parses dates with the month as a word, as people type them and feeds print them: *14 October 2025*, *Oct. 14,
2025*.
"""

import re
from typing import NamedTuple

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\ )?"
_TIME = r"(?:,?\ \d{1,2}:\d\d(?::\d\d)?(?:\ (?:[a-z]{1,4}|[+-]\d{4}))?)?"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}{_DAY}(?:\ of)?[ -]{_MONTH},?[ -]{_YEAR}{_TIME}", re.ASCII | re.IGNORECASE
)  # Tue, 14 Oct 2025 08:00:00 +0200
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}{_MONTH}\ {_DAY},?\ {_YEAR}{_TIME}", re.ASCII | re.IGNORECASE
)  # Tuesday, October 14th, 2025
_WHOLE_MONTH = re.compile(rf"{_MONTH},?\ {_YEAR}", re.ASCII | re.IGNORECASE)  # October 2025


class WrittenDate(NamedTuple):
    """Year, month and day of the month as they are written, whether or not there is such a day; the day may be
    missing.
    """

    year: int
    month: int
    day: int | None


def written_date(value: str) -> WrittenDate | None:
    """Returns the date that *value* is, with the month by name and the year in four digits, or None for
    anything else.

    A weekday and a time beside the date are skipped. Figures alone (03/04/2025) give None, because only their writer
    knows which is the month.
    """
    text = " ".join(value.split())
    found = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text) or _WHOLE_MONTH.fullmatch(text)
    return None if found is None else _written(found)


def first_written_day(text: str) -> WrittenDate | None:
    """Returns the first day in *text* that has its month by name and its year in four digits, or None."""
    found = [match for match in (_DAY_FIRST.search(text), _MONTH_FIRST.search(text)) if match]
    return _written(min(found, key=re.Match.start)) if found else None


def _written(found: re.Match[str]) -> WrittenDate:
    parts = found.groupdict()
    month = _MONTHS.index(parts["month"][:3].lower()) + 1
    return WrittenDate(int(parts["year"]), month, int(parts["day"]) if parts.get("day") else None)
