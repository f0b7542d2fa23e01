"""A firm told by its sign at a stock exchange: what it is called, and what *it* refers to."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Rival Brackley (BRK.L) fell 3% after it warned of “a dry year”.", "Brackley"),
        ("Retailer Brackley (LSE: BRK) fell 3% after it warned of “a dry year”.", "Brackley"),
        ("Brackley Pumps (NYSE:BRK) fell 3% after it warned of “a dry year”.", "Brackley Pumps"),
        ("Tolland Motors rose. Brackley (BRK.L) fell 3% after it warned of “a dry year”.", "Brackley"),
        ("Rival Sam Brackley (41) fell after he warned of “a dry year”.", "Sam Brackley"),
    ],
)
def test_it_is_the_firm(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in extract_quotes(Article(text=text))] == [speaker]
