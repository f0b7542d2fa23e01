"""Speed, as a share of a plain NLTK pass over the same articles in the same process."""

import pytest
from reference import articles, plain_pass, ratio

from quotes.find.spans import find_quoted_spans
from quotes.model import Article
from quotes.pipeline import extract_quotes
from quotes.text import annotate

ARTICLES = 12
"""Articles of each set: enough for a steady ratio, few enough for every run of the tests."""


@pytest.mark.xfail(strict=True, reason="features as strings and resolution take most of it")
def test_extraction_takes_at_most_a_quarter() -> None:
    texts = [Article(text=text) for text in articles(ARTICLES)]
    share = ratio(
        lambda: [extract_quotes(article) for article in texts],
        lambda: plain_pass([article.text for article in texts]),
    )
    assert share <= 0.25


def test_the_text_stage_takes_at_most_an_eighth() -> None:
    texts = [(Article(text=text), find_quoted_spans(text)) for text in articles(ARTICLES)]
    share = ratio(
        lambda: [annotate(article, quoted) for article, quoted in texts],
        lambda: plain_pass([article.text for article, _ in texts]),
    )
    assert share <= 0.125
