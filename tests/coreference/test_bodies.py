"""Which body a noun or a pronoun stands for."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(Article(text=text))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tolland Holdings said the sale was over. The company said it was “pleased”.", "Tolland Holdings"),
        ("Tolland Gas, a food company, sold three shops. The company said it was “pleased”.", "Tolland Gas"),
        ("A crowd came to see Tavano, a retailer. The retailer said it was “pleased”.", "Tavano"),
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
        (
            "Games firm Biolore is to meet actors.\n\nThe firm, which makes games such as Knights of the Old Orrin and "
            "Marland Nights, is seeking people. The Norland-based company says it wants “all sorts of people”.",
            "Biolore",
        ),
        (
            "Film studio Foxley is to meet actors. Harbour Nights was made by Norland Mills.\n\nThe company said it was "
            "looking for “all sorts of people”.",
            "Foxley",
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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Tavano wouldn't confirm how many people use its watch. But the company reported that half of them “never look "
            "at it”.",
            "Tavano",
        ),
        (
            "Pellan has said its annual profit will be lower because its sale was a failure.\n\n“Sales were below what we "
            "hoped,” the company said.",
            "Pellan",
        ),
        ("The airline Aerovalo cancelled flights. The carrier said it was “sorry”.", "Aerovalo"),
        ("The Marland Herald ran the piece. The paper called it “a scandal”.", "Marland Herald"),
        ("Bioplanto wants new faces. The Riga-based company says it looks for “people of all ages”.", "Bioplanto"),
        ("Kestavo sells drives. “They look cool,” said Kestavo. “It is a first,” it said.", "Kestavo"),
        (
            "A spokesman for Readers Without Walls called the sentence “harsh”. “They make an example of him,” the "
            "organisation said in a note.",
            "Readers Without Walls",
        ),
    ],
    ids=[
        "a name nobody knows",
        "in the sentence before",
        "a class beside it",
        "the paper",
        "where it is",
        "it",
        "whose spokesman spoke",
    ],
)
def test_a_name_of_one_word_may_be_a_bodys(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Mr Tavano shut the gate. He was tired. The company said it was “ready”.",
        "Okafor shut the gate. The ministry said it was “ready”.",
    ],
    ids=["a person by title", "a class of its own"],
)
def test_a_person_is_no_body(text: str) -> None:
    assert speakers(text)[-1] in ("company", "ministry")
