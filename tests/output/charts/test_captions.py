"""The words around a chart: the subject, the filters in words, and the source."""

import datetime as dt
from typing import Any

import pytest

from quotes.output.charts.captions import caption_of, filter_facts, source_line
from quotes.reports import Coverage, Report

REPORT = Report("timeline", "Timeline", "How often.", "SELECT 1", ())
DAY = dt.date(2025, 10, 9)
STORE = Coverage(1234, 210, 8, dt.date(2025, 3, 3), DAY)


@pytest.mark.parametrize(
    ("filters", "query", "title", "said"),
    [
        ({}, "", "Timeline", ()),
        ({"speaker": "Dana Okafor"}, "", "Timeline: Dana Okafor", ()),
        ({}, '"housing crisis"', "Timeline: “housing crisis”", ()),
        ({"speaker": "Okafor", "outlet": "AVP"}, "tax", "Timeline: Okafor, “tax”", ("outlet AVP",)),
        ({"since": DAY}, "", "Timeline", ("published since 9 October 2025",)),
        ({"since": DAY.replace(day=1), "until": DAY}, "", "Timeline", ("published 1 to 9 October 2025",)),
    ],
)
def test_captions(filters: dict[str, Any], query: str, title: str, said: tuple[str, ...]) -> None:
    caption = caption_of(REPORT, filters, query, {}, STORE)
    assert (caption.title, caption.filters) == (title, said)


def test_parameters_are_said() -> None:
    assert caption_of(REPORT, {}, "", {"period": "week"}, STORE).filters == ("period week",)


@pytest.mark.parametrize(
    ("filters", "facts"),
    [
        ({"kind": "direct,partial", "status": None, "modality": ()}, {"Kind": "direct, partial"}),
        ({"min_confidence": 0.9}, {"Confidence": "at least 0.9"}),
        ({"uncredited": True}, {"Credited": "nobody"}),
        ({"uncredited": False}, {"Credited": "somebody"}),
        (
            {"said_until": DAY, "all_versions": True},
            {"Said": "until 9 October 2025", "Versions": "superseded ones too"},
        ),
        ({"modality": ("denied", "asked"), "via": "AFP"}, {"Modality": "denied, asked", "Via": "AFP"}),
    ],
)
def test_filters_in_words(filters: dict[str, Any], facts: dict[str, str]) -> None:
    assert filter_facts(filters, "") == facts


@pytest.mark.parametrize(
    ("coverage", "line"),
    [
        (STORE, "Source: 1,234 utterances in 210 articles of 8 outlets, 3 March to 9 October 2025"),
        (Coverage(1, 1, 1, DAY, DAY), "Source: 1 utterance in 1 article of 1 outlet, 9 October 2025"),
        (Coverage(2, 1, 0), "Source: 2 utterances in 1 article"),
    ],
)
def test_source(coverage: Coverage, line: str) -> None:
    assert source_line(coverage) == line
