"""The bundled articles: what they are there to show; and that those of the demo are read without a fault."""

import re
from typing import Any

import pytest

from quotes.evaluate import load_gold
from quotes.evaluate.matching import right
from quotes.model import Article, Quote
from quotes.pipeline import extract_quotes
from quotes.samples import articles, demo_articles, gold_path

TEXTS = [article.text for article in articles()]
WEEKDAY = r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"“[^”\n]+”", id="curly marks"),
        pytest.param(r'"[^"\n]+"', id="straight marks"),
        pytest.param(r"(?<!\w)‘[^’\n]+[,.]’", id="British singles"),
        pytest.param(r"''[^'\n]+''", id="double singles"),
        pytest.param(r"“[^”\n]+\n+“", id="a paragraph re-opened without a close"),
        pytest.param(r"\b(?:he|she|they) (?:said|says|added|told)\b", id="pronouns"),
        pytest.param(r"\bthe (?:official|spokesman|spokeswoman|minister|mayor)\b", id="a role"),
        pytest.param(r"\b(?:Association|Federation|Council|Bank|Agency|Party)\b", id="an organisation"),
        pytest.param(r"\btold AFP\b", id="told AFP"),
        pytest.param(WEEKDAY, id="weekdays"),
    ],
)
def test_they_show(pattern: str) -> None:
    assert any(re.search(pattern, text) for text in TEXTS)


def test_each_says_where_it_is_from() -> None:
    for article in articles():
        assert article.outlet
        assert article.published_on
        assert article.title
        assert article.byline
        assert article.url
        assert ".example/" in article.url


def test_the_demo_has_eight_of_them_in_the_order_of_its_screens() -> None:
    assert len(demo_articles()) == 8
    assert articles()[:8] == demo_articles()
    assert demo_articles()[0].id == "harbour-bridge"


def read(article: Article) -> list[tuple[dict[str, Any], Quote]]:
    """The labels of *article*, each with the quotation that was found there."""
    gold = next(record for record in load_gold(gold_path()) if record["id"] == article.id)
    found = {(quote.start, quote.end): quote for quote in extract_quotes(article)}
    return [
        (
            segment,
            found.get((segment["start"], segment["end"]))
            or next(each for each in found.values() if each.start < segment["end"] and segment["start"] < each.end),
        )
        for segment in (*gold["segments"], *gold["nested"])
    ]


@pytest.mark.parametrize("article", demo_articles(), ids=lambda article: str(article.id))
def test_each_is_read_right(article: Article) -> None:
    """Also of words quoted inside a quotation, where the scorer looks at the outer ones."""
    for segment, quote in read(article):
        if segment["status"] == "quote":
            assert right(quote.speaker, None, segment, article.text, full=True), (quote.text, quote.speaker)
        else:
            assert quote.speaker is None, (quote.text, quote.speaker)


@pytest.mark.parametrize("article", demo_articles(), ids=lambda article: str(article.id))
def test_medium_and_day_are_exact(article: Article) -> None:
    """The demo shows them: a street for a medium would be the first thing that a newcomer sees."""
    for segment, quote in read(article):
        day = quote.said_on.isoformat() if quote.said_on else None
        assert (quote.via, day) == (segment["via"], segment["said_on"]), quote.text


PHRASES = [
    pytest.param(article, segment, id=segment["when"])
    for article in demo_articles()
    for segment, _ in read(article)
    if segment["when"]
]


@pytest.mark.parametrize(("article", "label"), PHRASES)
def test_time_phrases_are_exact(article: Article, label: dict[str, Any]) -> None:
    (found,) = (quote for segment, quote in read(article) if segment["start"] == label["start"])
    assert found.said_on_phrase == label["when"]


def test_no_other_quotation_has_a_time_phrase() -> None:
    for article in demo_articles():
        for segment, quote in read(article):
            assert segment["when"] or not quote.said_on_phrase, quote.text
