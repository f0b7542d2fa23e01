"""Which body a noun or a pronoun stands for."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(Article(text=text))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The Tolland Safety Committee met on Monday. The Marland Storm Centre sent a chart.\n\nThe agency warned of "
            "“grave harm”.",
            "Marland Storm Centre",
        ),
        (
            "Norland’s home ministry closed the port on Monday. The Tolland Safety Committee met.\n\n“It was unsafe,” the "
            "ministry said.",
            "Norland’s home ministry",
        ),
        (
            "The Tolland Safety Committee said that it was ready. Norland’s government had asked.\n\nThe government said it "
            "was “late”.",
            "Norland’s government",
        ),
        (
            "The Marland Finance Ministry closed the port. The Tolland Safety Committee met.\n\n“It was unsafe,” the "
            "ministry said.",
            "Marland Finance Ministry",
        ),
    ],
)
def test_a_body_noun_asks_for_a_body_of_its_class(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker
