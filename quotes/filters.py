"""Reads the filters that Python code and the addresses of pages give, as the store takes them.

Days are :class:`datetime.date` or text (2025-10-09; as a bound also 2025-10, 2025, -2w, yesterday).
"""

import datetime as dt
from typing import Any, TypedDict

from quotes.errors import UsageProblem
from quotes.ingest.dates import parse_date
from quotes.ingest.given_articles import is_a
from quotes.store.query.filters import CODES, Filter, codes_of
from quotes.store.query.values import days

Day = dt.date | str
"""A day, or text that says one."""


class Filters(TypedDict, total=False):
    """The conditions that narrow a listing, named as the options of the command line; days are inclusive.

    Several kinds, statuses or modalities are written with commas between.
    """

    speaker: str
    outlet: str
    since: Day
    until: Day
    said_since: Day
    said_until: Day
    via: str
    kind: str
    status: str
    modality: str
    min_confidence: float
    uncredited: bool
    all_versions: bool
    distinct: bool


def filter_of(given: Filters) -> Filter:
    """Returns the filter that the store takes for *given*.

    :raises UsageProblem: there is no such filter, or a value cannot be read as what it should be.
    """
    names = tuple(Filters.__annotations__)
    unknown = [name for name in given if name not in names]
    if unknown:
        raise UsageProblem(f"there is no filter {unknown[0]!r}; there are {', '.join(names)}")
    values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    for name in ("speaker", "outlet", "via", *CODES):
        is_a(name, values.get(name, ""), str)
    for name in ("uncredited", "all_versions", "distinct"):
        is_a(f"True or False for {name}", values.get(name, False), bool)
    codes = {name: tuple(codes_of(name, values[name])) for name in CODES if values.get(name)}
    sure = values.get("min_confidence", 0)
    if not isinstance(sure, float | int) or not 0 <= sure <= 1:
        raise UsageProblem(f"{sure!r} is no confidence; it is a number from 0 to 1")
    for name in ("since", "until", "said_since", "said_until"):
        if name in values:
            values[name] = _bound(values[name], int(name.endswith("until")))
    if "modality" in values:
        values["modality"] = codes.get("modality", ())
    return Filter(**values)


def _bound(given: Day, end: int) -> dt.date:
    """Returns the first (*end* 0) or last day of a time."""
    if not isinstance(given, str):
        return day_of(given)
    span = days(given.strip()) if ".." not in given else None
    if span is None:
        return parse_date(given)
    day = span[0] if end == 0 or given.strip().startswith("-") else span[1]
    return parse_date(given) if day is None else day


def day_of(given: Day) -> dt.date:
    """Returns *given* as a day, without the time of an instant.

    :raises UsageProblem: it says none.
    """
    if isinstance(given, dt.datetime):
        return given.date()
    is_a("day", given, dt.date | str)
    return given if isinstance(given, dt.date) else parse_date(given)
