"""What ``quotes add`` says at the end, and that it knows every outcome of the store."""

import datetime as dt
from dataclasses import replace

import pytest

from quotes.output.rows import as_row
from quotes.output.summary import OUTCOMES, ArticleLine, Summary
from quotes.store.search.show import Passage
from quotes.store.statuses import Outcome


def line(outcome: str, *speakers: str | None, outlet: str | None = "Courier", day: bool = True) -> ArticleLine:
    return ArticleLine(
        name="Bridge opens",
        outlet=outlet,
        published_on=dt.date(2025, 3, 14) if day else None,
        uid="a1",
        outcome=outcome,
        version=2,
        count=len(speakers),
        said=len(speakers),
        not_said=0,
        credited=sum(each is not None for each in speakers),
        filled=("title",),
        differing=("byline",),
        quotations=[{"words": "We open.", "speaker": each} for each in speakers],
    )


def test_every_outcome_of_the_store_is_known() -> None:
    assert set(OUTCOMES) == set(Outcome)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([line("new", "Dana Okafor", None)], "1 new article, 2 quotations (1 with a speaker); in q.db"),
        (
            [line("new"), line("new version", "X")],
            "1 new article, 1 new version, 1 quotation (1 with a speaker); in q.db",
        ),
        ([line("new")], "1 new article, 0 quotations; in q.db"),
        ([line("already stored")], "1 already stored; in q.db"),
        ([None, line("already stored", "X", outlet=None)], "1 already stored, 1 failed; in q.db"),
        ([None], "1 failed; nothing stored"),
        (
            [line("new", outlet=None), line("new", outlet=None, day=False)],
            "2 new articles, 0 quotations; in q.db\n"
            "2 articles have no outlet: add again with --outlet to fill it in\n"
            "1 article has no date: add again with --date to fill it in",
        ),
    ],
)
def test_the_last_lines(lines: list[ArticleLine | None], says: str) -> None:
    summary = Summary(dry_run=False)
    for each in lines:
        summary.count(each)
    assert summary.done == len(lines)
    assert summary.text("q.db") == says


@pytest.mark.parametrize(
    ("outcome", "full", "says"),
    [
        ("new", True, "Bridge opens · Courier · 2025-03-14 · a1: new; filled in: title; differs from what is stored, left as it was: byline\n\n  “We open.”\n    — X\n\n"),
        ("new", False, "Bridge opens · Courier · 2025-03-14 · a1: new; filled in: title; differs from what is stored, left as it was: byline, 1 quotation\n"),
        ("new version", False, "Bridge opens · Courier · 2025-03-14 · a1: new version, number 2; filled in: title; differs from what is stored, left as it was: byline, 1 quotation\n"),
        ("already stored", True, "Bridge opens · Courier · 2025-03-14 · a1: already stored; filled in: title; differs from what is stored, left as it was: byline\n"),
    ],
)  # fmt: skip
def test_the_line_of_an_article(outcome: str, full: bool, says: str) -> None:
    assert line(outcome, "X").text(full=full, width=88, styled=lambda text, _: text) == says


def test_named_tuples_become_rows() -> None:
    passage = Passage("We open.", 0, True, False, (0, 8), None, (1, 2))
    assert as_row((passage, "x")) == (
        {
            "text": "We open.",
            "offset": 0,
            "begins": True,
            "ends": False,
            "quotation": (0, 8),
            "mention": None,
            "cue": (1, 2),
        },
        "x",
    )
    assert as_row([passage]) == [passage]


@pytest.mark.parametrize("full", [False, True])
def test_a_name_with_line_ends_is_one_line(full: bool) -> None:
    heading = replace(line("new"), name="a\nb\tc").text(full=full, width=80, styled=lambda text, _: text)
    assert heading.startswith("a␊b␉c · Courier")
