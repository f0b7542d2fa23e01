"""Reads days on the command line, and the bounds of a time."""

import datetime as dt
from typing import Any

import click

from quotes.errors import UsageProblem


class Day(click.ParamType[dt.date]):
    """A type of values: a day such as 2025-10-09."""

    name = "date"

    def __init__(self, *, remarks: bool = True) -> None:
        self.remarks = remarks
        """Whether it is said that a day lies ahead."""

    also = ""
    """What else is possible, for the message."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Returns the day, or ends with a usage error."""
        if isinstance(value, dt.date):
            return value
        from quotes.ingest.dates import parse_date

        try:
            day = parse_date(str(value))
        except UsageProblem as error:
            said = str(error)
            self.fail(f"{said}{self.also if 'write it as' in said else ''}", param, ctx)
        if self.remarks and is_ahead(day):
            click.echo(f"quotes: {day} lies ahead; is that the day that was meant?", err=True)
        return day


def is_ahead(day: dt.date | None) -> bool:
    """Tests whether *day* has begun nowhere on earth."""
    return day is not None and day > (dt.datetime.now(dt.UTC) + dt.timedelta(hours=14)).date()


class Bound(Day):
    """A type of values: the first or last day of a time (2025-10-09, 2025-10, 2025), so long ago (-2w), or yesterday,
    last month.
    """

    also = ", 2025-10, 2025, -2w, yesterday or last month"

    def __init__(self, end: int) -> None:
        super().__init__(remarks=False)
        self.end = end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Returns the day, or ends with a usage error."""
        from quotes.store.query.values import days

        span = days(value.strip()) if isinstance(value, str) and ".." not in value else None
        if span is None:
            return super().convert(value, param, ctx)
        today_excluded = value.strip().startswith("-")
        day = span[0] if self.end == 0 or today_excluded else span[1]
        assert day is not None
        return day
