"""Dates as people and records write them: ISO days, and instants of which the day counts."""

import datetime as dt
import re

from quotes.errors import UsageProblem

_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?\Z", re.DOTALL)


def parse_date(value: str) -> dt.date:
    """The day of ``2025-10-09``, ``20251009`` or ``2025-10-09T18:30:00+02:00`` (as written, no zone applied).

    :raises UsageProblem: it is none, or a day that doesn't exist.
    """
    match = _DAY.match(value)
    if match is None:
        raise UsageProblem(f"{value[:40]!r} is not a date; write it as 2025-10-09")
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise UsageProblem(f"{value[:40]!r} is not a day that exists") from None
