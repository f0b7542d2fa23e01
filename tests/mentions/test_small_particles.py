"""Family names with a particle in small letters or cut short by an apostrophe, and names that begin like English words."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna van ’t Veld runs it. “It is dry,” van ’t Veld said. “So dry,” said Van ’t Veld.",
            ["Anna van 't Veld"] * 2,
        ),
        ("In ’t Harde, mayor Kees van ’t Land said: ‘It is dry.’", ["Kees van 't Land"]),
        ("Mayor Kees van 't Land spoke. \"It is dry,\" van 't Land said.", ["Kees van 't Land"]),
        ("Avi ben Tolad stays. “It is dry,” said ben Tolad.", ["Avi ben Tolad"]),
        ("Avi ben Tolad met Ben Harl. “It is dry,” said Ben Harl.", ["Ben Harl"]),
    ],
)
def test_particles(text: str, expected: list[str]) -> None:
    assert [quote.speaker for quote in extract_quotes(Article(text=text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is dry,” said Do Van Ha.", ["Do Van Ha"]),
        ("“It is dry,” said Trinh Thi Mai.", ["Trinh Thi Mai"]),
        ("“It is dry,” said singer Van Hale.", ["Van Hale"]),
        ("“It is dry,” Singer Van Hale said.", ["Van Hale"]),
    ],
)
def test_vietnamese(text: str, expected: list[str]) -> None:
    assert [quote.speaker for quote in extract_quotes(Article(text=text))] == expected


@pytest.mark.parametrize("title", ["Kum.", "Ust.", "Hav.", "Asm.", "Addl. Commr.", "Apos.", "Shri."])
def test_abbreviated_title(title: str) -> None:
    found = extract_quotes(Article(text=f"Work starts soon. “It is dry,” said {title} Dana Okafor, who runs the mill."))
    assert [quote.speaker for quote in found] == ["Dana Okafor"]


def test_a_name_that_ends_its_sentence() -> None:
    found = extract_quotes(Article(text="“It is dry,” said Kum Sung-ho. Dana Okafor left."))
    assert [quote.speaker for quote in found] == ["Kum Sung-ho"]
