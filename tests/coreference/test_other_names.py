"""Nicknames, short forms and maiden names lead to the person whose full name the article has."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes


def speaker(text: str) -> str | None:
    return extract_quotes(Article(text=text))[-1].speaker


@pytest.mark.parametrize(
    ("full", "alone"),
    [
        ('William "Buddy" Marsh', "Buddy"),
        ("William “Buddy” Marsh", "Buddy"),
        ("William ‘Buddy’ Marsh", "Buddy"),
        ("William 'Buddy' Marsh", "Buddy"),
        ("William (Buddy) Marsh", "Buddy"),
        ("William “Buddy” Marsh", "Marsh"),
        ("William 'Buddy' Marsh", "Mr Marsh"),
        ("Ivo “Big Mo” Marsh", "Big Mo"),
        ("Ivo “Matz” Marsh", "Matz"),
        ("Marisa “the Shark” Marsh", "The Shark"),
        ("Emeka “Tank” Nwosu", "Tank"),
        ("Rosa 'Chispa' Delgado", "Chispa"),
    ],
)
def test_a_nickname_inside_the_name(full: str, alone: str) -> None:
    said = speaker(f"{full} coached here for 30 years. The hall is old.\n\n“I never cut a kid,” {alone} said.")
    assert said is not None
    assert said.replace("'", "’") == full.replace("'", "’").replace("‘", "’")


@pytest.mark.parametrize(
    ("full", "behind", "alone"),
    [
        ("Tom Hale", ", aka Tank,", "Tank"),
        ("Tom Hale", ", a.k.a. Tank,", "Tank"),
        ("Tom Hale", ", known as “Tank”,", "Tank"),
        ("Tom Hale", ", better known as Tank,", "Tank"),
        ("Emeka Nwosu", ", popularly known as Baba Sule,", "Baba Sule"),
        ("Emeka Nwosu", " (alias Tank)", "Tank"),
        ("Tom Hale", ", nicknamed the Tank,", "The Tank"),
        ("Nina Morland", " (née Varga)", "Morland"),
        ("Nina Morland", " née Varga", "Morland"),
        ("Nina Morland", ", nee Varga,", "Morland"),
    ],
)
def test_another_name_behind_the_name(full: str, behind: str, alone: str) -> None:
    assert speaker(f"{full}{behind} runs the hall. It is old.\n\n“I never cut a kid,” {alone} said.") == full


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Robert Marsh", "Bob"), ("James Marsh", "Jim"), ("Elizabeth Varga", "Liz"), ("William Hale", "Bill"),
        ("Margaret Hale", "Peggy"), ("Alexander Varga", "Alex"), ("Katherine Hale", "Kate"), ("Michael Marsh", "Mick"),
        ("Susan Marsh", "Sue"), ("Thomas Hale", "Tommy"), ("Richard Marsh", "Dick"),
    ],
)  # fmt: skip
def test_a_short_form_alone(full: str, short: str) -> None:
    assert speaker(f"{full} coached here for 30 years. “I never cut a kid,” {short} said.") == full


@pytest.mark.parametrize(
    ("opening", "short"),
    [
        ("Robert Marsh and Bob Hale", "Bob Hale"),
        ("Robert Marsh and Robert Hale", "Bob"),
        ("Robert Marsh", "Sue"),
    ],
)
def test_a_short_form_that_may_be_another(opening: str, short: str) -> None:
    alone = short.split()[0]
    assert speaker(f"{opening} coached here for 30 years. “I never cut a kid,” {alone} said.") == short


def test_a_place_in_brackets_is_no_nickname() -> None:
    assert speaker("The Tyne (North) Council met. “It is late,” said Nina Morland.") == "Nina Morland"


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("a homeless man who goes by the name “Shrimp”", "Shrimp"),
        ("a docker who identified himself as Tom", "Tom"),
        ("a docker who gave his name only as Tom", "Tom"),
        ("a docker who is known as The Anvil", "The Anvil"),
        ("a docker who is known as a poet", "docker"),
        ("a docker who goes by train", "docker"),
        ("dockers who go by Tank", "dockers"),
    ],
)
def test_a_name_behind_a_description(description: str, expected: str) -> None:
    assert extract_quotes(Article(text=f"“It is dry,” said {description}."))[0].speaker == expected


def test_a_byline_asks_in_a_newsletter() -> None:
    text = (
        "I caught up with Dana Okafor at the mill. “It is dry,” she told me. “Really?” I asked. She shrugged. “Really.”"
    )
    found = [quote.speaker for quote in extract_quotes(Article(text=text, byline="Tess Varga"))]
    assert found == ["Dana Okafor", "Tess Varga", "Dana Okafor"]
