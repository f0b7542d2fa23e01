"""Texts lead to who wrote or issued them, anywhere in the article."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(Article(text=text))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The Tolland Board, led by Mira Rao, declared in a note that it was ready. Gareth Lindqvist left.\n\n“We shall "
            "meet again,” the note went on.",
            "Tolland Board",
        ),
        (
            "The dockers’ union sent a letter to Dana Okafor. Gareth Lindqvist read it.\n\n“We shall meet again,” the letter "
            "said.",
            "dockers’ union",
        ),
        ("The report, written by Arlo Penn, said the bridge was “unsafe”.", "Arlo Penn"),
        ("The letter, which was signed by Arlo Penn, said the bridge was “unsafe”.", "Arlo Penn"),
        (
            "The report, published by the Tolland Institute on Monday, said the bridge was “unsafe”.",
            "Tolland Institute",
        ),
        ("A voicemail from Arlo Penn said: “Come home.”", "Arlo Penn"),
        (
            "Arlo Penn, whose report on the port called it “a hole in the ground”, left the board.",
            "Arlo Penn",
        ),
        (
            "In a memo that Arlo Penn wrote last year, pay was cut.\n\n“It was needed,” according to the memo.",
            "Arlo Penn",
        ),
        (
            "Dana Okafor watched the vote. In a statement, the Tolland Institute said it was sorry.\n\n“We shall meet "
            "again,” the statement read.",
            "Tolland Institute",
        ),
        (
            "The Tolland Institute closed. In a statement, it said it was sorry.\n\n“We shall meet again,” the statement "
            "read.",
            "Tolland Institute",
        ),
        (
            "A report into the fire published on Thursday by the Tolland Institute was short.\n\n“It was arson,” the report "
            "said.",
            "Tolland Institute",
        ),
        (
            "Gareth Lindqvist wrote his school essay at ten.\n\nThe essay mentions “a big red boat”.",
            "Gareth Lindqvist",
        ),
        ("Arlo Penn’s report was short. Dana Okafor read it.\n\n“It was arson,” the report said.", "Arlo Penn"),
    ],
    ids=[
        "said in a note, a participle between commas",
        "sent a letter",
        "written by, between commas",
        "which was signed by",
        "published by, between commas",
        "a voicemail",
        "whose report",
        "that somebody wrote",
        "in a statement, a name said",
        "in a statement, it said",
        "published by",
        "his essay",
        "a name's report",
    ],
)
def test_a_text_leads_to_its_author(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Dana Okafor wrote the law.\n\n“No ship may land,” the law says.", "law"),
        ("Dana Okafor asked about a report. Gareth Lindqvist left.\n\n“It was arson,” the report said.", "report"),
        (
            "Dana Okafor criticised a statement by the Tolland Board.\n\n“We shall meet again,” the statement read.",
            "Tolland Board",
        ),
    ],
    ids=["a law is nobody's", "an object that the subject didn't make", "by whom, not who speaks of it"],
)
def test_not_every_text_is_by_the_subject_near(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker
