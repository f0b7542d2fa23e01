"""An article of ten megabytes takes as long for each kilobyte as one of a hundred kilobytes: ``pytest -m size``."""

import time

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes
from tests.benchmarks.corpus import record
from tests.benchmarks.timing import uncollected

pytestmark = pytest.mark.size


def joined(articles: int) -> Article:
    """Generated articles of some 4,600 characters, one behind the other, as one text."""
    return Article(text="\n\n".join(record(number)["text"] for number in range(articles)), language="en")


def seconds(article: Article) -> float:
    """CPU time for each character."""
    with uncollected():
        begin = time.process_time()
        extract_quotes(article)
        return (time.process_time() - begin) / len(article.text)


def test_ten_megabytes() -> None:
    short, long = joined(22), joined(2_200)
    assert len(long.text) > 10_000_000
    extract_quotes(short)  # what is loaded once
    assert seconds(long) <= 2 * max(seconds(short) for _ in range(3))
