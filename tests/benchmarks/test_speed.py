"""Speed, as a share of a plain NLTK pass over the same articles in the same process."""

from functools import cache

import pytest

from quotes.annotation import annotate
from quotes.model import Article
from quotes.pipeline import extract_quotes
from quotes.quotations.spans import find_quoted_spans
from tests.benchmarks.reference import articles, once, plain_pass, ratio

pytestmark = pytest.mark.timing

ARTICLES = 12
"""Articles of each set: enough for a steady ratio, few enough for every run of the tests."""


MOST = 0.44
"""The most that extraction may take; 0.37 was reached on two quiet cores, where what it did before names, places on the
page, clauses and resolution were told for whole articles gave 0.29."""
WANTED = 0.30
ROUNDS = 9
"""Rounds of which the least counts: with three the share wavers by a tenth, with nine by a hundredth."""
TRIES = 3
"""Times that it is measured at most: whatever else a machine does can only add."""


@cache
def share_of_a_pass() -> float:
    """The least share that was measured in a few tries."""
    texts = [Article(text=text) for text in articles(ARTICLES)]
    shares: list[float] = []
    while len(shares) < TRIES and not any(share <= MOST for share in shares):
        share = ratio(
            lambda: [extract_quotes(article) for article in texts],
            lambda: plain_pass([article.text for article in texts]),
            ROUNDS,
        )
        shares.append(share)
    return min(shares)


def test_extraction_takes_less_than_half() -> None:
    assert share_of_a_pass() <= MOST


@pytest.mark.xfail(strict=True, reason="what is told for whole articles takes its time")
def test_extraction_takes_at_most_what_is_wanted() -> None:
    assert share_of_a_pass() <= WANTED


def test_articles_seen_for_the_first_time() -> None:
    """Without what is remembered of an article's own words; what was reached is 0.55."""
    texts = articles(4 * ARTICLES)
    known, new = texts[::2], texts[1::2]
    for text in known:
        extract_quotes(Article(text=text))
    plain_pass(known[:4])
    share = once(
        lambda: [extract_quotes(Article(text=text)) for text in new],
        lambda: plain_pass(new),
    )
    assert share <= 0.70


def test_the_text_stage_takes_at_most_a_twelfth() -> None:
    texts = [(Article(text=text), find_quoted_spans(text)) for text in articles(ARTICLES)]
    share = ratio(
        lambda: [annotate(article, quoted) for article, quoted in texts],
        lambda: plain_pass([article.text for article, _ in texts]),
    )
    assert share <= 1 / 12
