"""Dates of people and records."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import UsageProblem
from quotes.ingest import parse_date
from quotes.ingest.dates import parse_instant


@pytest.mark.parametrize(
    "value",
    [
        "2025-10-09",
        "20251009",
        " 2025-10-09\n",
        "2025-10-09T18:30:00+02:00",
        "2025-10-09T23:59:59-11:00",
        "2025-10-09T18:30:00.123456789Z",
        "2025-10-09 18:30",
        "2025-10-09 18:30:00 +0200",
        "2025-10-09t18:30:60z",
        "9 October 2025",
        "09 Oct 2025",
        "9 oct. 2025",
        "9th of October 2025",
        "9-Oct-2025",
        "October 9, 2025",
        "Oct. 9th, 2025",
        "OCT 9 2025",
        "Thursday, 9 October 2025",
        "Thu 9  Oct,  2025",
        "Thursday, October 9, 2025",
        "Thu, 09 Oct 2025 18:30:00 +0200",
        "Thu, 09 Oct 2025 18:30 GMT",
    ],
)
def test_the_day_as_it_is_written(value: str) -> None:
    assert parse_date(value) == dt.date(2025, 10, 9)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("", "is not a date"),
        ("soon", "is not a date"),
        ("2025", "is not a date"),
        ("2025-10", "is not a date"),
        ("14/03/2025", "is not a date"),
        ("2025-1009", "is not a date"),
        ("2025-10-09 and later", "is not a date"),
        ("2025-10-09T", "is not a date"),
        ("٢٠٢٥-١٠-٠٩", "is not a date"),
        ("2025-W41-4", "is not a date"),
        ("9.10.2025", "is not a date"),
        ("9 October", "is not a date"),
        ("October 2025", "is not a date"),
        ("9 October 25", "is not a date"),
        ("9 Octopus 2025", "is not a date"),
        ("109 October 2025", "is not a date"),
        ("9 October 2025 and later", "is not a date"),
        ("May Day 2025", "is not a date"),
        ("٩ October 2025", "is not a date"),
        ("31 September 2025", "is not a day that exists"),
        ("February 29, 2025", "is not a day that exists"),
        ("9 October 0000", "is not a day that exists"),
        ("2025-02-29", "is not a day that exists"),
        ("2025-13-01", "is not a day that exists"),
        ("0000-01-01", "is not a day that exists"),
        ("2025-10-09T25:00", "time that doesn't exist"),
        ("2025-10-09T10:00+99:00", "time that doesn't exist"),
    ],
)
def test_what_is_no_date(value: str, why: str) -> None:
    with pytest.raises(UsageProblem, match=why):
        parse_date(value)


@pytest.mark.parametrize(
    ("value", "utc"),
    [
        ("2025-10-09T18:30:00+02:00", "2025-10-09T16:30:00+00:00"),
        ("2025-10-09T18:30Z", "2025-10-09T18:30:00+00:00"),
        ("2025-10-09T01:00:00-0530", "2025-10-09T06:30:00+00:00"),
        ("2025-10-09T18:30:00", None),
        ("2025-10-09", None),
        ("0001-01-01T00:00:00+05:00", None),
        ("2025-02-30T10:00Z", None),
        ("yesterday", None),
    ],
)
def test_an_instant_needs_a_time_and_a_zone(value: str, utc: str | None) -> None:
    found = parse_instant(value)
    assert (found.astimezone(dt.UTC).isoformat() if found else None) == utc


@given(st.datetimes(dt.datetime(1980, 1, 1), timezones=st.timezones()))  # older zones have odd seconds
def test_what_python_writes_is_read(instant: dt.datetime) -> None:
    assert parse_date(instant.isoformat()) == instant.date()


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused_in_one_line(value: str) -> None:
    try:
        parse_date(value)
    except UsageProblem as error:
        message = str(error)
        assert "\n" not in message
