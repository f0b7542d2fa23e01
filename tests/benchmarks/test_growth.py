"""How time grows with a text: what happens inside regular expressions and joins counts here."""

from collections.abc import Callable

import pytest

from quotes.ingest.html import article_of_page
from quotes.model import Article
from quotes.pipeline import extract_quotes
from quotes.quotations.spans import find_quoted_spans
from tests.benchmarks.timing import growth
from tests.ingest.pages import BODY, HEAD, page
from tests.ingest.test_crowded_blocks import CROWDED
from tests.laws.test_pipeline_laws import LONG
from tests.laws.test_text_laws import UNITS, annotated, stops
from tests.quotations.test_spans import REPEATED

pytestmark = pytest.mark.timing


@pytest.mark.parametrize("kind", LONG)
def test_extraction(kind: str) -> None:
    """Four times the text takes about four times as long; something quadratic would take sixteen times."""
    short, long = (Article(text=LONG[kind](n)) for n in (400, 1600))
    assert growth(lambda: extract_quotes(short), lambda: extract_quotes(long), below=9) < 9


@pytest.mark.parametrize("repeat", REPEATED.values(), ids=REPEATED)
def test_finding_quotations(repeat: Callable[[int], str]) -> None:
    """Four times the text takes about four times as long; a quadratic search would take sixteen times."""
    short, long = repeat(3_000), repeat(12_000)
    assert growth(lambda: find_quoted_spans(short), lambda: find_quoted_spans(long), below=9) < 9


@pytest.mark.parametrize("unit", UNITS)
def test_annotation(unit: str) -> None:
    """Eight times the text takes about eight times as long; quadratic work would take sixty-four times."""
    repeated, times = UNITS[unit]
    assert growth(annotated(repeated, times // 8), annotated(repeated, times), below=20) < 20


def test_stops_that_run_into_a_word() -> None:
    assert growth(stops(20_000), stops(160_000), below=20) < 20


@pytest.mark.parametrize("kind", CROWDED)
def test_a_paragraph_of_inline_elements(kind: str) -> None:
    """Four times the elements take about four times as long; unwrapped where they stand they take sixteen times."""
    few, many = (page(HEAD, f"{BODY}<p>{CROWDED[kind][0] * number}</p>") for number in (4_000, 16_000))
    assert growth(lambda: article_of_page(few), lambda: article_of_page(many), below=9) < 9
