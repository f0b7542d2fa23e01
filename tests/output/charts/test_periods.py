"""Periods are told from their dates, and none between the first and the last is left out."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.output.charts.periods import (
    Grain,
    day_of,
    every_period,
    first_day,
    grain_of,
    next_period,
    period_name,
    span_name,
)

DAYS = st.dates(dt.date(1600, 1, 1), dt.date(2400, 1, 1))
CASES = (
    ("months by their text", ["2025-01", "2025-03"], (), Grain.MONTH),
    ("years by their text", ["2024", "2025"], (), Grain.YEAR),
    ("first days of months", ["2025-01-01", "2025-03-01"], (), Grain.MONTH),
    ("first days of years", [dt.date(2024, 1, 1), dt.date(2025, 1, 1)], (), Grain.YEAR),
    ("Mondays", [dt.date(2025, 3, 3), dt.date(2025, 3, 17)], (), Grain.WEEK),
    ("any days", [dt.date(2025, 3, 3), dt.date(2025, 3, 4)], (), Grain.DAY),
    ("moments", [dt.datetime(2025, 3, 4, 5, 6)], (), Grain.DAY),
    ("a first day alone is a day", ["2025-09-01"], (), Grain.DAY),
    ("unless it is said to be a month", ["2025-09-01"], ("month",), Grain.MONTH),
    ("or a week", ["2025-09-01"], ("week",), Grain.WEEK),
    ("a hint that does not fit", ["2025-09-02"], ("month",), Grain.DAY),
    ("NULL beside them", ["2025-01", None], (), Grain.MONTH),
    ("a word among them", ["2025-01", "later"], (), None),
    ("no such day", ["2025-02-30"], (), None),
    ("numbers are no years", [2024, 2025], (), None),
    ("nothing but NULL", [None], (), None),
)


@pytest.mark.parametrize(("point", "values", "hints", "grain"), CASES, ids=[case[0] for case in CASES])
def test_grain(point: str, values: list[object], hints: tuple[str, ...], grain: Grain | None) -> None:
    assert grain_of(values, hints) is grain, point


@given(DAYS, DAYS, st.sampled_from(Grain))
def test_periods_follow_each_other_without_a_gap(one: dt.date, other: dt.date, grain: Grain) -> None:
    first, last = sorted((first_day(one, grain), first_day(other, grain)))
    days = every_period(first, last, grain, most=300_000)
    assert days is not None
    assert (days[0], days[-1]) == (first, last)
    assert len(set(days)) == len(days)
    assert all(first_day(day, grain) == day for day in days)
    middle = one + (other - one) / 2
    assert first_day(middle, grain) in days


@given(st.dates(), st.sampled_from(Grain))
def test_the_next_period_is_not_the_same(day: dt.date, grain: Grain) -> None:
    first = first_day(day, grain)
    following = next_period(first, grain)
    assert following is None or first_day(following, grain) == following > day


@given(DAYS)
def test_days_are_read_as_they_are_written(day: dt.date) -> None:
    assert day_of(day.isoformat()) == day
    assert day_of(day.isoformat()[:7]) == day.replace(day=1)


def test_too_many_periods_are_none() -> None:
    assert every_period(dt.date(1900, 1, 1), dt.date(2025, 1, 1), Grain.DAY, most=750) is None
    assert every_period(dt.date(9999, 1, 1), dt.date(9999, 12, 31), Grain.DAY, most=750) is not None


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-03-03", "2025-10-09", "3 March to 9 October 2025"),
        ("2025-10-03", "2025-10-09", "3 to 9 October 2025"),
        ("2024-10-09", "2025-10-09", "9 October 2024 to 9 October 2025"),
        ("2025-10-09", "2025-10-09", "9 October 2025"),
    ],
)
def test_a_span_says_once_what_its_ends_share(first: str, last: str, words: str) -> None:
    assert span_name(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == words


def test_names() -> None:
    day = dt.date(2025, 10, 6)
    assert [period_name(day, grain) for grain in Grain] == [
        "6 October 2025", "week of 6 October 2025", "October 2025", "2025"
    ]  # fmt: skip
