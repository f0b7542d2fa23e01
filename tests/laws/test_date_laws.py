"""Laws of time phrases over the whole calendar, its first and last days among them."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotes.english.time_phrases import PHRASE, resolve
from quotes.model import Article, Precision, SaidOn
from quotes.pipeline import extract_quotes
from quotes.store.speakers.office_links import NEAR, _around

CASES = json.loads((Path(__file__).parents[1] / "cases" / "said_on.json").read_text(encoding="utf-8"))

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December Jan. Sept. Dec.".split()
COUNTS = ["a", "an", "two", "ten", "12", "99", "999", "a few", "several"]
UNITS = ["day", "days", "week", "weeks", "month", "months", "year", "years", "hours"]
YEARS = ["0000", "0001", "1900", "2024", "2099", "9999"]

one_of = st.sampled_from
phrases = st.one_of(
    one_of([case["phrase"] for case in CASES]),
    one_of(["today", "yesterday", "the day before yesterday", "tonight", "tomorrow", "last night", "this morning"]),
    st.tuples(one_of(["", "on ", "last ", "next ", "this "]), one_of(WEEKDAYS)).map("".join),
    st.tuples(one_of(WEEKDAYS), one_of([" last week", " of last week", " a week ago", " evening"])).map("".join),
    st.tuples(one_of(["this", "last", "next", "past", "the past", "the same"]), one_of([*UNITS, "weekend"])).map(
        " ".join
    ),
    st.tuples(one_of(["over", "at", "during"]), one_of(["the weekend", "the past weekend"])).map(" ".join),
    st.tuples(one_of(COUNTS), one_of(UNITS), one_of(["ago", "earlier", "before"])).map(" ".join),
    st.tuples(one_of(["", "on "]), one_of(MONTHS), st.integers(0, 32).map(str)).map(lambda t: f"{t[0]}{t[1]} {t[2]}"),
    st.tuples(one_of(MONTHS), one_of(["1", "29", "31"]), one_of(YEARS)).map(lambda t: f"{t[0]} {t[1]}, {t[2]}"),
    st.tuples(one_of(["in ", "last ", "in early ", ""]), one_of(MONTHS)).map("".join),
    st.tuples(one_of(["in ", ""]), one_of(MONTHS), one_of(YEARS)).map(lambda t: f"{t[0]}{t[1]} {t[2]}"),
    one_of(YEARS).map("in {}".format),
    st.tuples(one_of(YEARS), one_of(["01-01", "02-29", "12-31", "13-01"])).map("-".join),
)
ends = one_of([dt.date.min, dt.date.max]).flatmap(
    lambda end: st.integers(0, 800).map(
        lambda n: dt.date.fromordinal(end.toordinal() + (n if end == dt.date.min else -n))
    )
)
days = st.one_of(st.dates(), ends)


def holds(found: SaidOn) -> None:
    assert (found.start is None) == (found.end is None) == (found.precision is None)
    if found.start is not None and found.end is not None:
        assert found.start <= found.end
        days_meant = (found.end - found.start).days + 1
        longest = {Precision.DAY: 2, Precision.WEEK: 7, Precision.MONTH: 31, Precision.YEAR: 366}
        assert days_meant <= longest[found.precision or Precision.DAY]


@settings(max_examples=600)
@given(phrases, days)
@example("last week", dt.date.min)
@example("this week", dt.date.max)
@example("last year", dt.date.min)
@example("on Tuesday", dt.date.min)
@example("over the weekend", dt.date(1, 1, 3))
@example("over the weekend", dt.date.max)
def test_no_phrase_on_any_day_fails(phrase: str, published: dt.date) -> None:
    holds(resolve(phrase, published))


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max])
def test_what_lies_within_the_calendar_is_still_dated_at_its_ends(published: dt.date) -> None:
    assert resolve("today", published).start == published
    assert resolve(f"on {WEEKDAYS[published.weekday()]}", published).start == published
    assert resolve("this year", published).precision is Precision.YEAR


def test_what_lies_outside_the_calendar_keeps_its_phrase_alone() -> None:
    for phrase, published in (("last week", dt.date.min), ("yesterday", dt.date.min), ("this week", dt.date.max)):
        assert resolve(phrase, published) == SaidOn(phrase)


SENTENCES = [
    "“We open,” said Dana Okafor {}.",
    "“We open,” Dana Okafor told AFP {}, and left.",
    "{}, Dana Okafor said that it was “a disgrace”.",
    "Dana Okafor said in a statement {} that it was “a disgrace”.",
    "Dana Okafor came to Tarnmouth {}. “We open,” she said.",
    "Moreover {} Dana Okafor called it “a disgrace”.",
]


@settings(max_examples=400, deadline=None)
@given(
    one_of(SENTENCES),
    phrases,
    one_of([str, str.capitalize, lambda words: words.replace(" ", "\u00a0"), lambda words: words.replace(" ", "  ")]),
    st.none() | days,
)
def test_the_phrase_stands_in_the_article(
    sentence: str, phrase: str, written: object, published: dt.date | None
) -> None:
    """Letter for letter, and whole words of it, but for blanks in a row, of which one is kept."""
    assert callable(written)
    text = sentence.format(written(phrase))
    words = f" {' '.join(text.split())} "
    for quote in extract_quotes(Article(text=text, published_on=published)):
        if quote.said_on_phrase is not None:
            where = words.find(quote.said_on_phrase)
            assert where > 0
            assert not words[where - 1].isalnum()
            assert not words[where + len(quote.said_on_phrase)].isalnum()
        if quote.said_on is not None:
            assert quote.said_on_end is not None
            assert quote.said_on <= quote.said_on_end
        assert quote.said_on is None or quote.said_on_phrase is not None


def test_the_phrases_are_those_that_are_looked_for() -> None:
    """Most of the phrases above are found in running text, so that the law speaks of something."""
    known = [case["phrase"] for case in CASES]
    assert sum(PHRASE.search(f"said {phrase}.") is not None for phrase in known) > 0.7 * len(known)


@given(days)
@example(dt.date.min)
@example(dt.date.max)
def test_the_days_around_a_day_lie_within_the_calendar(day: dt.date) -> None:
    first, last = _around(day)
    assert first <= day <= last
    assert (day - first).days == NEAR or first == dt.date.min
    assert (last - day).days == NEAR or last == dt.date.max
