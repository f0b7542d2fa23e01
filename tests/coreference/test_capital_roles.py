"""Whom *the Dane*, *the Democrat* or *the MP* stands for, and a title in capitals with its name behind."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speaker_of(text: str) -> str | None:
    return extract_quotes(Article(text=text))[-1].speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Tom Oduya was beaten in three sets. Oduya said the tour had changed. “More of us can do it now,” said the "
            "American.",
            "Tom Oduya",
        ),
        ("Ned Coyle left the club in Bonn. The 55-year-old Frenchman said: “I love this club.”", "Ned Coyle"),
        ("Lars Bode won again. “I slept well,” the Dane said.", "Lars Bode"),
        ("Senator Ann Reed was firm. “The bill is dead,” the Democrat said.", "Ann Reed"),
        (
            "Labour MP Frank Fielder criticised the rivalry. “What a model,” the Labour MP for Birkley said.",
            "Frank Fielder",
        ),
        ("Frank Fielder MP criticised the rivalry. “What a model,” the MP said.", "Frank Fielder"),
        (
            "Norland Ambassador to Marland, Ammar Hijab, told the court on Monday that “death looms large”.",
            "Ammar Hijab",
        ),
        ("Deputy Minister for Roads, Ilse Brand, said it was “over”.", "Ilse Brand"),
    ],
    ids=["nation", "with an age", "no ending", "party", "letters of an office", "alone", "office in front", "and for"],
)
def test_a_role_in_capitals_stands_for_its_holder(text: str, speaker: str) -> None:
    assert speaker_of(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Oduya is a fraud, as The New Yorker put it: “A quack.”", "New Yorker"),
        ("Tom Oduya left. In a statement, the Norland and Marland ministries said it was “over”.", None),
    ],
    ids=["a name", "no noun"],
)
def test_look_alikes_do_not(text: str, speaker: str | None) -> None:
    found = speaker_of(text)
    assert found == speaker if speaker else found != "Tom Oduya"
