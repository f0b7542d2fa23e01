"""Whether the words were said, and who passed them on: a sentence for each construction of the labelling rules."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.circumstances.acts_of_speech import first_act
from quotes.circumstances.doubts_behind import taken_back
from quotes.model import Article, Modality, Quote, Role
from quotes.pipeline import extract_quotes

ROWS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "cases" / "modality.json").read_text(encoding="utf-8")
)
MODALITY_WRONG: dict[str, str] = {}
"""Rows whose modality we get wrong, with the reason."""
PARTIES_WRONG = {
    "disputes having promised": "the verb is taken for a part of the name",
    "as if to say": "the verb is taken for a noun that the name owns",
    "nested: hoped-for words": "a body without a capital inside a quotation is not looked for",
    "words first, then whose denial": "few words before a colon are taken for a title",
    "intends to tell, reported by his lawyer": "who tells of the plan is taken for who speaks",
    "rejected the idea as": "one word is taken for a term",
    "it was not until Friday that": "one word is taken for a term",
    "supposed last words": "a name inside of a noun phrase is no mention of its own",
    "correction: she did not say this": "the article itself is taken for a teller",
}
"""Rows whose speaker, teller or day we get wrong, with the reason."""


def quoted(row: dict[str, Any]) -> Quote:
    """The row's quotation as we extract it."""
    return next(quote for quote in extract_quotes(Article(text=row["text"])) if quote.text == row["words"])


def rows(wrong: dict[str, str]) -> list[Any]:
    return [
        pytest.param(
            row,
            id=row["label"],
            marks=[pytest.mark.xfail(strict=True, reason=wrong[row["label"]])] if row["label"] in wrong else [],
        )
        for row in ROWS
    ]


def plain(name: str | None) -> str | None:
    """A name as it is compared: without article and case."""
    words = name.lower().split() if name else []
    return " ".join(words[1:] if words and words[0] in ("the", "a", "an") else words) or None


@pytest.mark.parametrize("row", rows(MODALITY_WRONG))
def test_modality(row: dict[str, Any]) -> None:
    assert quoted(row).modality == row["modality"]


@pytest.mark.parametrize("row", rows(PARTIES_WRONG))
def test_speaker_teller_and_day(row: dict[str, Any]) -> None:
    quote = quoted(row)
    tellers = [plain(credit.name) for credit in quote.credits if credit.role is Role.REPORTED_BY]
    assert plain(quote.speaker) == plain(row["speaker"])
    assert tellers == ([plain(row["reported_by"])] if row["reported_by"] else [])
    if "said_on" in row:
        assert (quote.said_on, quote.said_on_phrase) == (None, None)


@pytest.mark.parametrize(
    ("text", "day", "phrase"),
    [
        ("Ada Brook is due to tell delegates on Friday: “We must mend what we broke.”", None, "on Friday"),
        ("“This is the last winter of waiting,” Ada Brook will say on Friday.", None, "on Friday"),
        ("If on Friday Ada Brook says “we were wrong”, the council will forgive her.", None, "on Friday"),
        ("Ada Brook denied on Friday that she had said “let them wait”.", None, None),
        ("“We open,” Ada Brook said on Friday. She denied that she ever said “let them wait”.", None, None),
        ("Ada Brook told delegates on Friday: “We must mend what we broke.”", dt.date(2025, 10, 10), "on Friday"),
        ("Ada Brook had been expected to resign on Friday, but said: “I stay where I am.”", None, None),
    ],
)
def test_no_day_on_which_words_were_said_that_were_not(text: str, day: dt.date | None, phrase: str | None) -> None:
    quote = extract_quotes(Article(text=text, published_on=dt.date(2025, 10, 14)))[-1]
    assert (quote.said_on, quote.said_on_end, quote.said_on_phrase) == (day, day, phrase)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("John Cole denied saying “a” or “b”.", [("denied", "John Cole"), ("denied", "John Cole")]),
        ("Ann Lee will say: “We go on.” “There is no way back.”", [("not-yet-said", "Ann Lee")] * 2),
        (
            "John Cole never said “no”. “I was busy,” he told the court.",
            [("not-said", "John Cole"), ("said", "John Cole")],
        ),
        ("Ann Lee accused John Cole of calling her “a crook”, a claim he denies.", [("denied", "John Cole")]),
        ("“He took the money,” said Ann Lee. He denies it.", [("said", "Ann Lee")]),
        ("“Who are you?” John Cole was asked by a guard.", [("said", "guard")]),
        ("When a guard asked John Cole “who are you?”, he laughed.", [("said", "guard")]),
        ("John Cole was asked if he would resign. “No,” he said.", [("said", "John Cole")]),
        ("John Cole, who will tell supporters to vote, said: “We will win.”", [("said", "John Cole")]),
        ("Ann Lee told the jury that John Cole never said “stop”.", [("disputed", "John Cole")]),
        ("Ann Lee is expected to say that the so-called “road to nowhere” has a future.", [("said", None)]),
    ],
)
def test_more_than_the_table_asks(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(quote.modality.value, quote.speaker) for quote in extract_quotes(Article(text=text))] == expected


def test_what_is_not_known_is_a_row() -> None:
    labels = Counter(row["label"] for row in ROWS)
    assert set(labels.values()) == {1}
    assert set(MODALITY_WRONG) | set(PARTIES_WRONG) <= set(labels)


@given(st.text(alphabet="he did not say denied that she'd told ,;:.A\x00“”", max_size=300))
def test_nothing_fails_and_an_act_lies_in_its_words(words: str) -> None:
    act = first_act(words)
    assert act is None or 0 <= act.start < act.end <= len(words)
    taken_back(Modality.SAID, words, words, words, lambda: True)
