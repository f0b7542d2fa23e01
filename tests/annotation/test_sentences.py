"""Sentences with their quotations masked.  A bar marks where each row's sentences part."""

import json
from pathlib import Path

import pytest

from quotes.annotation.masking import mask, outermost
from quotes.annotation.sentences import LONGEST, find_sentences
from quotes.quotations.spans import find_quoted_spans

CASES = json.loads((Path(__file__).parents[1] / "cases" / "sentences.json").read_text(encoding="utf-8"))


def split(text: str) -> list[str]:
    masked = mask(text, outermost(find_quoted_spans(text)))
    return [text[a:b] for a, b in find_sentences(masked, text, 0, len(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(
            case["sentences"],
            id=case["label"],
            marks=[pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else [],
        )
        for case in CASES
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_endless_sentence_is_cut_at_blanks() -> None:
    pieces = split("word " * LONGEST)
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= LONGEST
    assert " ".join(pieces).split() == ["word"] * LONGEST


def test_long_quotation_is_not_cut_and_not_counted() -> None:
    text = "Okafor said “" + "We open. " * LONGEST + "Soon,” in May."
    assert split(text) == [text]


def test_words_that_cling_to_quotations_count() -> None:
    """Unpaired straight marks leave no blank between a masked stretch and the next word."""
    pieces = split('"word ' * LONGEST)
    assert len(pieces) >= 3
    assert "".join(pieces).replace(" ", "") == '"word' * LONGEST
