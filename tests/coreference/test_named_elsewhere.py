"""Roles whose holder is named beside them without a comma, or only in the next paragraph."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(Article(text=text))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Howard Arden, economist at Tolland Trust said growth “may slow”.", "Howard Arden"),
        (
            "It will sell, thinks Paolo Pescara mobile market specialist for the trust. “People want it,” he said.",
            "Paolo Pescara",
        ),
        ("Clive Obi won on Sunday. The Oscar-nominated Obi told reporters: “I am new to this.”", "Clive Obi"),
    ],
    ids=["the comma behind is left out", "no comma at all", "what was won"],
)
def test_a_role_beside_its_name(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("Ann Keith told a hearing in Farley that she was tired.", "Ann Keith"),
        ("Ann Keith was in Farley.", "shipping expert"),
        ("Painter Ann Keith said that she was tired.", "shipping expert"),
        ("On Monday Ann Keith said that she was tired.", "shipping expert"),
        ("The hearing goes on. Ann Keith said that she was tired.", "shipping expert"),
    ],
    ids=["speaks", "doesn't speak", "another role", "not at the head", "not in its first sentence"],
)
def test_who_opens_the_next_paragraph(behind: str, speaker: str) -> None:
    text = f"A shipping expert has told a hearing that the port is “a trap”.\n\n{behind}"
    assert speakers(text)[0] == speaker
