"""Reads dates as people and records write them: ISO days, days with the month as a word, instants of which the day
counts.
"""

import datetime as dt
import re

from quotes.english.written_dates import written_date
from quotes.errors import UsageProblem

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_REST = re.compile(
    r"[Tt ]([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]+)?)? ?(?:[Zz]|([+-][0-9]{2}):?([0-9]{2})?)?"
)


def parse_date(value: str) -> dt.date:
    """Returns the day of ``2025-10-09``, ``20251009``, ``2025-10-09T18:30:00+02:00`` (as written, no zone applied), and
    of ``9 October 2025``, ``Oct. 9, 2025`` and their like.

    :raises UsageProblem: the text is no date, or a day or time that doesn't exist.
    """
    text = value.strip()
    written = written_date(text)
    if written is not None and written.day is not None:
        return _existing(value, written.year, written.month, written.day)
    day = _DAY.match(text)
    rest = text[day.end() :] if day else ""
    if day is None or (rest and not _REST.fullmatch(rest)):
        raise UsageProblem(f"{_shown(value)} is not a date; write it as 2025-10-09")
    found = _existing(value, *(int(part) for part in day.groups() if part))
    if rest and _time(rest) is None:
        raise UsageProblem(f"{_shown(value)} has a time that doesn't exist")
    return found


def _existing(value: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise UsageProblem(f"{_shown(value)} is not a day that exists") from None


def parse_instant(value: str) -> dt.datetime | None:
    """Returns the instant, with its zone, of an RFC 3339 date and time, or None if it has no time, no zone, or
    is none.
    """
    text = value.strip()
    day = _DAY.match(text)
    try:
        time = _time(text[day.end() :]) if day else None
        if time is None or time.tzinfo is None:
            return None
        found = dt.datetime.combine(parse_date(text), time)
        found.astimezone(dt.UTC)  # the first and last days of the calendar may have none
    except (UsageProblem, OverflowError):
        return None
    return found


def _time(rest: str) -> dt.time | None:
    """Returns the time behind the day, or None if there is none or it doesn't exist; a leap second becomes the second
    before.
    """
    match = _REST.fullmatch(rest)
    if match is None:
        return None
    hour, minute, second, ahead, minutes = match.groups()
    zone: dt.tzinfo | None = dt.UTC if rest[-1] in "Zz" else None
    try:
        if ahead:
            east = dt.timedelta(hours=int(ahead), minutes=int(ahead[0] + (minutes or "00")))
            zone = dt.timezone(east)
        return dt.time(int(hour), int(minute), 59 if second == "60" else int(second or 0), tzinfo=zone)
    except ValueError:
        return None


def _shown(value: str) -> str:
    return repr(value if len(value) <= 40 else value[:40] + "…")
