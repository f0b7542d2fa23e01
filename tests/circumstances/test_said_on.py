"""Time phrases against publication dates, and the phrases that sentences give."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.english.time_phrases import PHRASE, resolve
from quotes.model import Article
from quotes.pipeline import extract_quotes

FOLDER = Path(__file__).parents[1] / "cases"
CASES = json.loads((FOLDER / "said_on.json").read_text(encoding="utf-8"))
SENTENCES = json.loads((FOLDER / "via_and_said_on.json").read_text(encoding="utf-8"))


def day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['phrase']} in {case['published_on']}: {case['point']}")
def test_the_days_a_phrase_means(case: dict[str, str | None]) -> None:
    found = resolve(str(case["phrase"]), day(case["published_on"]))
    assert (found.start, found.end) == (day(case["start"]), day(case["end"]))
    assert (found.precision.value if found.precision else None) == case["precision"]
    assert found.phrase == case["phrase"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60


@given(st.text(max_size=50), st.dates() | st.none())
def test_nothing_fails_and_no_date_lies_ahead(phrase: str, published: dt.date | None) -> None:
    found = resolve(phrase, published)
    assert (found.start is None) == (found.end is None) == (found.precision is None)
    if found.start is not None and found.end is not None:
        assert found.start <= found.end


@given(st.sampled_from([case["phrase"] for case in CASES]), st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)))
def test_relative_phrases_never_begin_after_publication(phrase: str, published: dt.date) -> None:
    found = resolve(phrase, published)
    if found.start is not None and not any(char.isdigit() for char in phrase):
        assert found.start <= published


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["point"])
def test_via_and_said_on_in_sentences(case: dict[str, Any]) -> None:
    quote = extract_quotes(Article(text=case["text"], published_on=dt.date(2025, 10, 10)))[case["quote"] - 1]
    assert quote.speaker is not None
    assert (quote.via, quote.said_on_phrase) == (case["via"], case["phrase"])
    assert quote.said_on == day(case["said_on"])


@given(st.text(alphabet="on Friday last week in 2019 Jan.,5\x00'’ ", max_size=200))
def test_the_pattern_is_quick(words: str) -> None:
    list(PHRASE.finditer(words))
