"""Stretches in marks that nobody says: stage directions, lines of the house."""

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes
from quotes.quotations.notes import is_note
from quotes.quotations.spans import find_quoted_spans


@pytest.mark.parametrize(
    ("words", "note"),
    [
        pytest.param("(CROSSTALK.)", True, id="crosstalk"),
        pytest.param("[laughter and applause]", True, id="sounds in square brackets"),
        pytest.param("(BEGIN VIDEO CLIP)", True, id="a clip"),
        pytest.param("Follow Dana Okafor on Twitter @danaokafor.", True, id="follow the author"),
        pytest.param("Sign up for our newsletter", True, id="a newsletter"),
        pytest.param("(We) will win", False, id="a word put in by the desk"),
        pytest.param("[The bridge]", False, id="all put in by the desk"),
        pytest.param("Follow me on the bridge", False, id="an invitation"),
        pytest.param("Follow the money, and you will find who posted it.", False, id="advice"),
        pytest.param("I heard applause (and boos)", False, id="speech about sounds"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_notes_are_told_from_speech(words: str, note: bool) -> None:
    text = f"“{words}”"
    found = find_quoted_spans(text)
    assert bool(found) is bool(words)
    assert all(is_note(text, span) is note for span in found)


def test_an_invitation_that_somebody_speaks_is_speech() -> None:
    found = extract_quotes(
        Article(text="“Follow me on Twitter,” Dana Okafor said.\n\nShe added: “Find us on Facebook.”")
    )
    assert [quote.speaker for quote in found] == ["Dana Okafor", "Dana Okafor"]


def test_a_stage_direction_between_turns_is_nobodys() -> None:
    text = "“GRANT: We open in May.\n\n“(CROSSTALK)\n\n“OKAFOR: We do not.”"
    found = extract_quotes(Article(text=text))
    assert [quote.speaker for quote in found] == ["Grant", None, "Okafor"]
    assert found[1].uncredited_because == "not-speech"
