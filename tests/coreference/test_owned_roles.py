"""Somebody's relative, lawyer or agent who was named a line before is that person when the role comes again."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speaker(opening: str, who: str) -> str | None:
    return extract_quotes(Article(text=f"{opening} The hall is old.\n\n“We waited,” {who} said."))[-1].speaker


@pytest.mark.parametrize(
    ("opening", "who", "name"),
    [
        ("Emeka Nwosu's wife, Ngozi, sat beside him.", "his wife", "Ngozi"),
        ("Emeka Nwosu came with his wife, Ngozi.", "his wife", "Ngozi"),
        ("Emeka Nwosu died in May. His mother, Rosa Dell, runs a shop.", "his mother", "Rosa Dell"),
        ("Emeka Nwosu died in May. His mother Rosa Dell runs a shop.", "Nwosu’s mother", "Rosa Dell"),
        ("Ada Hale came with her father, Tom.", "her father", "Tom"),
        ("Ada Hale came with her sister Lena Moss.", "her sister", "Lena Moss"),
        ("The boy's mother, Rosa Dell, called.", "the boy’s mother", "Rosa Dell"),
        ("Rosa Dell, the mother of Ivo Dell, cried.", "his mother", "Rosa Dell"),
        ("Pran Nath's cousin, Faiz Ismail, drove.", "his cousin", "Faiz Ismail"),
        ("Lee Nwosu sings. His parents, Sam and Ada Nwosu, came.", "his mother", "Ada Nwosu"),
        ("Lee Nwosu sings. His parents, Sam Nwosu and Ada Hale, came.", "his father", "Sam Nwosu"),
        ("Thandeka Mbali's lawyer, Tom Hale, stood.", "her lawyer", "Tom Hale"),
        ("Thandeka Mbali lost. Her coach, Jun Okafor, left.", "her coach", "Jun Okafor"),
        ("Emeka Nwosu's wife, Ngozi, sat beside him. His lawyer, Tom Hale, stood.", "his lawyer", "Tom Hale"),
    ],
)
def test_the_person_named_before(opening: str, who: str, name: str) -> None:
    assert speaker(opening, who) == name


@pytest.mark.parametrize(
    ("opening", "who", "name"),
    [
        pytest.param("Ada Hale's husband died.", "her son", "Ada Hale’s son", id="another relative"),
        pytest.param(
            "Ada Hale's husband, Sam, died.", "her son", "Ada Hale’s son", id="another relative was named",
        ),
        pytest.param(
            "Tom Hale's lawyer, Ann Moss, met Emeka Nwosu.", "Nwosu’s lawyer", "Nwosu’s lawyer", id="another's lawyer"
        ),
    ],
)  # fmt: skip
def test_somebody_else(opening: str, who: str, name: str) -> None:
    assert speaker(opening, who) == name
