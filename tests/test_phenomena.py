"""What quotations look like in news: each phenomenon with its speaker; those we don't solve yet stay in, strictly."""

import json
from pathlib import Path

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes

CASES = json.loads((Path(__file__).parent / "cases" / "phenomena.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{case['n']} {case['label']}",
            marks=[pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else [],
        )
        for case in CASES
    ],
)
def test_phenomenon(case: dict[str, object]) -> None:
    article = Article(text=str(case["text"]), byline=case["byline"], title=case["title"])  # type: ignore[arg-type]
    found = [[quote.text, quote.speaker] for quote in extract_quotes(article)]
    assert found == case["quotes"]


def test_every_phenomenon_has_a_row() -> None:
    assert {case["n"] for case in CASES} >= set(range(1, 58))
