"""Subtitles: a paragraph a turn, and what the cues tell of a voice is no word of it."""

from pathlib import Path

import pytest

from quotes.ingest import read
from quotes.pipeline import extract_quotes

TURNS = (("Nora Quist", "The ferry leaks."), ("Owen Pratt", "Can it be mended?"), ("Nora Quist", "It can."))


def vtt(*cues: tuple[str, str]) -> str:
    lines = [f"00:00:{n:02}.000 --> 00:00:{n:02}.900\n<v {voice}>{words}\n" for n, (voice, words) in enumerate(cues)]
    return "\n".join(["WEBVTT\n", *lines])


@pytest.mark.parametrize(
    ("cues", "said"),
    [
        pytest.param(TURNS, [*TURNS], id="turns"),
        pytest.param(
            [("Nora Quist", "The ferry leaks,"), ("Nora Quist", "said Nora Quist, the harbour master."), *TURNS[1:]],
            [("Nora Quist", "The ferry leaks,"), *TURNS[1:]],
            id="what is told of the voice",
        ),
        pytest.param(
            [("Nora Quist", "The ferry leaks,"), ("Nora Quist", "as Owen Pratt knows."), *TURNS[1:]],
            [("Nora Quist", "The ferry leaks, as Owen Pratt knows."), *TURNS[1:]],
            id="another's name",
        ),
        pytest.param(
            [("Nora Quist", "said Nora Quist, the harbour master."), *TURNS], [*TURNS], id="told before any words"
        ),
    ],
)
def test_who_says_what(cues: list[tuple[str, str]], said: list[tuple[str, str]], tmp_path: Path) -> None:
    path = tmp_path / "talk.vtt"
    path.write_text(vtt(*cues), encoding="utf-8")
    (item,) = read([str(path)])
    assert item.article is not None
    found = [(quote.speaker, quote.text) for quote in extract_quotes(item.article)]
    assert [(speaker or "Owen Pratt", words) for speaker, words in found] == said
