"""Who says what where the layout of a page decides it: furniture, labels, turns, lists, wrapped lines, damaged marks.

Each kind stands beside look-alikes (*…, not*), which nothing but their looks have in common with it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotes.model import Article
from quotes.pipeline import extract_quotes
from quotes.wording import fold, folded_words

CASES = json.loads((Path(__file__).parents[1] / "cases" / "layout.json").read_text(encoding="utf-8"))


def _params() -> Iterator[Any]:
    for case in CASES:
        wrong = [pytest.mark.xfail(strict=True, reason=case["wrong"])] if "wrong" in case else []
        yield pytest.param(case, id=f"{case['kind']}: {case['label']}", marks=wrong)


@pytest.mark.parametrize("case", list(_params()))
def test_layout(case: dict[str, Any]) -> None:
    text = case["text"]
    found = extract_quotes(Article(text=text))
    assert all(quote.text == text[quote.start : quote.end] for quote in found)
    got = [(quote.text, quote.speaker) for quote in found if quote.parent is None]
    assert [_plain(*each) for each in got] == [_plain(*each) for each in case["quotes"]]


def _plain(words: str, speaker: str | None) -> tuple[str, str | None]:
    """Words as they stand, and a speaker as people compare them."""
    return words, fold(speaker).removeprefix("the ").removeprefix("a ") if speaker else None


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("We cannot af-\nford to wait", "we cannot afford to wait"),
        ("the of-\r\nfice", "the office"),
        ("a dis-\n  grace", "a disgrace"),
        ("soft\N{SOFT HYPHEN}\nware", "software"),
        ("well-known", "well known"),
        ("Anglo-\nSaxon", "anglo saxon"),
        ("one -\ntwo", "one two"),
        ("1-\n2", "1 2"),
        ("cut -\n\nhere", "cut here"),
    ],
)
def test_a_word_parted_at_the_end_of_a_line_is_found_whole(words: str, folded: str) -> None:
    assert fold(words) == folded
    assert [word.word for word in folded_words(words)] == folded.split()
