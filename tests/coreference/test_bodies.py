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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Iceland did not appear before the judges of the Tolland Court, but, in a letter to the Port Union, rejected the "
            "case. It argued that the case was “absurd”.",
            "Iceland",
        ),
        (
            "The decision follows talks of ministers. The bill is expected to be opposed by the Harbour Democrats.\n\nThey "
            "have said the scheme is “deeply flawed”.",
            "Harbour Democrats",
        ),
        (
            "Talks at the Northern Ocean Treaty Organisation began on Monday. Noto has 12 members.\n\nThe alliance said it "
            "had “grave doubts”.",
            "Northern Ocean Treaty Organisation",
        ),
        (
            "The port was quiet. As host of Cop40, Norland goes first: the government says it will “lead by example” on "
            "climate.",
            "government",
        ),
        (
            "Norland on Wednesday summoned the envoy, the Ministry of Foreign Affairs said.\n\nIt said the act was “a grave "
            "mistake”.",
            "Ministry of Foreign Affairs",
        ),
    ],
    ids=[
        "a country acts",
        "they are several",
        "an acronym written as a word",
        "a government's name says what it is",
        "who said the sentence before",
    ],
)
def test_pronouns_and_nouns_of_bodies(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker
