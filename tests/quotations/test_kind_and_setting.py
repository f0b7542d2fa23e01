"""Kinds and settings of quoted spans: tables."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.model import Article, Kind, Setting, Span
from quotes.quotations.kind import _opens_sentence, kind_of
from quotes.quotations.setting import setting_of, settings_of
from quotes.quotations.spans import find_quoted_spans

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


@given(st.text(alphabet="ab.,?!…\"”’'»)—–-([ \n\r\u2028\xa0", max_size=12))
def test_where_a_sentence_opens(before: str) -> None:
    """The same as by one pattern, which is slower."""
    pattern = r"(?:\A|[\n\r\u2028\u2029]|[.?!…][\"”’'»)\]]*\s|[\"”»]\s)\s*[(\[—–-]?\s*\Z"
    assert _opens_sentence(before) == bool(re.search(pattern, before))


@given(
    st.lists(st.sampled_from(['"We open,"', " said Okafor.", "\n", "Bridge opens", " (Photo: A. Grant)", " so " * 140]))
)
def test_settings_in_a_row_are_those_one_by_one(parts: list[str]) -> None:
    article = Article(text="".join(parts), title="Bridge opens")
    spans = find_quoted_spans(article.text)
    assert list(settings_of(article, spans)) == [setting_of(article, span) for span in spans]


def test_long_lines_cost_no_time() -> None:
    """Every look is bounded: 20,000 spans of one line are as quick as 20,000 in lines of their own."""
    text = 'He said "we open" and left ' * 20_000
    article = Article(text=text, title="Bridge opens")
    spans = find_quoted_spans(text)
    assert {setting_of(article, span) for span in spans} == {Setting.BODY}
    assert len({kind_of(text, span) for span in spans}) == 1
