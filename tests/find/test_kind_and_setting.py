"""Kinds and settings of quoted spans: tables."""

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.find.kind import kind_of
from quotes.find.setting import setting_of
from quotes.find.spans import find_quoted_spans
from quotes.model import Article, Kind, Setting, Span

CASES = Path(__file__).parent.parent / "cases"


def rows(name: str) -> list[Any]:
    cases = json.loads((CASES / name).read_text(encoding="utf-8"))
    return [
        pytest.param(
            case,
            id=case["label"],
            marks=[pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else [],
        )
        for case in cases
    ]


@pytest.mark.parametrize("case", rows("kinds.json"))
def test_kinds(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [kind_of(text, span) for span in find_quoted_spans(text)] == [Kind(kind) for kind in case["kinds"]]


@pytest.mark.parametrize("case", rows("settings.json"))
def test_settings(case: dict[str, Any]) -> None:
    article = Article(
        text=case["text"],
        title=case.get("title"),
        headlines=tuple(Span(start, end) for start, end in case.get("headlines", ())),
        captions=tuple(Span(start, end) for start, end in case.get("captions", ())),
    )
    first = find_quoted_spans(article.text)[0]
    assert setting_of(article, first) is Setting(case["setting"])


def test_long_lines_cost_no_time() -> None:
    """Every look is bounded: 20,000 spans of one line are as quick as 20,000 in lines of their own."""
    text = 'He said "we open" and left ' * 20_000
    article = Article(text=text, title="Bridge opens")
    spans = find_quoted_spans(text)
    assert {setting_of(article, span) for span in spans} == {Setting.BODY}
    assert len({kind_of(text, span) for span in spans}) == 1
