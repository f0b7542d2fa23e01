"""Tells the date of a day with a name (*Christmas Eve*, *Shrove Tuesday*) in a year, from
``lexicons/named_days.txt``.
"""

import datetime as dt
import re
from functools import cache

from quotes.english.lexicons import lines

_RULE = re.compile(
    r"(?P<month>\d\d)-(?P<day>\d\d)|easter(?P<easter>[+-]\d+)|(?P<in>\d\d)-(?P<weekday>[a-z]{3})-(?P<nth>-?\d)(?P<plus>\+\d)?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@cache
def named_days() -> dict[str, str]:
    """Returns the rule for the date of each named day, by its name in lower case with straight apostrophes."""
    return {name: rule for rule, name in (line.split(" ", 1) for line in lines("named_days"))}


def date_of(name: str, year: int) -> dt.date | None:
    """Returns the date of the day called *name* (as in :func:`named_days`) in *year*, or None if no rule tells it."""
    rule = _RULE.fullmatch(named_days()[name])
    if rule is None:
        return None
    if rule["month"]:
        return dt.date(year, int(rule["month"]), int(rule["day"]))
    if rule["easter"]:
        return easter(year) + dt.timedelta(int(rule["easter"]))
    day = _nth_weekday(year, int(rule["in"]), _WEEKDAYS.index(rule["weekday"]), int(rule["nth"]))
    return day + dt.timedelta(int(rule["plus"] or 0))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """Returns the *nth* *weekday* (Monday is 0) of a month, the last one if *nth* is -1."""
    if nth > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)
    return last - dt.timedelta((last.weekday() - weekday) % 7)


def easter(year: int) -> dt.date:
    """Returns Easter Sunday of the western churches in *year*, by the anonymous Gregorian algorithm (Nature, 20 April
    1876).
    """
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * shift) // 451
    month, day = divmod(moon + shift - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
