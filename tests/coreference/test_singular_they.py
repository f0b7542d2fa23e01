"""*They* of a single person: who is said to go by it, or the only one of the passage; else a group, or nobody."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract_quotes(Article(text=text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Quinn Lowell, who uses they/them pronouns, paints boats for the council. “Blue is best,” they said. “It "
            "sells,” Lowell added.",
            ["Quinn Lowell", "Quinn Lowell"],
            id="pronouns told in a clause",
        ),
        pytest.param(
            "Quinn Lowell (they/them) paints boats. “Blue is best,” they said.", ["Quinn Lowell"], id="in brackets"
        ),
        pytest.param(
            "Quinn Lowell, who is non-binary, paints boats.\n\nLowell met Dana Okafor in May. “She paid me well,” they "
            "said. “I did,” Okafor said.",
            ["Quinn Lowell", "Dana Okafor"],
            id="beside another person",
        ),
        pytest.param(
            "Quinn Lowell runs the mill. “Blue is best,” they told the Echo. “It sells.”",
            ["Quinn Lowell", "Quinn Lowell"],
            id="the only person of the passage",
        ),
    ],
)
def test_one_person(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Quinn Lowell, who uses they/them pronouns, met residents on Monday. The residents were angry. “We were not "
            "asked,” they said.",
            "residents",
            id="a group acts since",
        ),
        pytest.param(
            "Quinn Lowell and Dana Okafor run the mill. “It is late,” they said.", None, id="two people joined by and"
        ),
        pytest.param("Officials met Quinn Lowell in May. “It is late,” they said.", "Officials", id="officials"),
        pytest.param("The union met Quinn Lowell. “It is late,” they said.", "union", id="a body"),
        pytest.param("Quinn Lowell met the police. “It is late,” they said.", "police", id="a group as the object"),
        pytest.param(
            "Gareth Lindqvist runs the mill. He likes it. “It is late,” they said.",
            None,
            id="who goes by another pronoun",
        ),
    ],
)
def test_others(text: str, expected: str | None) -> None:
    assert speakers(text) == [expected]


def test_not_told_of_one_of_two_joined() -> None:
    text = "Quinn Lowell, who uses they/them pronouns, and Dana Okafor wed in May. “We are happy,” they said."
    assert speakers(text) != ["Quinn Lowell"]
