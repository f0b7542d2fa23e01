"""Whether the words were said, over the development sets: what was said must not be taken for anything else."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from quotes.model import Article, Modality
from quotes.pipeline import extract_quotes

SHARED = Path(__file__).parents[3] / "shared"
CASES = Path(__file__).parents[1] / "cases" / "modality.json"
LABELS = json.loads((Path(__file__).parent / "modality_labels.json").read_text(encoding="utf-8"))["sets"]
FLAGGED = 0.01
"""Share of what was said that may be taken for something else."""
FOUND = 0.8
"""Share of the table's rows of each code that must be found."""
ANSWERED = 0.7
"""The same of the labels of real articles, which are few."""


class Judged(NamedTuple):
    """One quotation of a development set: what we say and what the labels say."""

    got: str
    want: str
    shown: str


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    if not (SHARED / "bench").is_dir():
        pytest.skip("no gold here")
    found = []
    for name, labels in LABELS.items():
        wanted = {(article, start, end): code for article, start, end, code in labels["labels"]}
        for line in (SHARED / "bench" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            record: dict[str, Any] = json.loads(line)
            for quote in extract_quotes(Article(text=record["text"])):
                want = wanted.get((record["id"], quote.start, quote.end), Modality.SAID.value)
                shown = f"{name} {record['text'][max(0, quote.start - 100) : quote.end]!r}"
                found.append(Judged(quote.modality.value, want, shown))
    return found


def test_what_was_said_is_not_flagged(judged: list[Judged]) -> None:
    said = [each for each in judged if each.want == Modality.SAID]
    flagged = [each for each in said if each.got != Modality.SAID]
    print(*(f"{each.got}: {each.shown}" for each in flagged), sep="\n")
    assert len(said) > 1800
    assert len(flagged) <= FLAGGED * len(said)


def test_what_was_not_said_is_found(judged: list[Judged]) -> None:
    wanted = [each for each in judged if each.want != Modality.SAID]
    missed = [each for each in wanted if each.got != each.want]
    print(*(f"{each.want}, not {each.got}: {each.shown}" for each in missed), sep="\n")
    assert len(wanted) == sum(len(labels["labels"]) for labels in LABELS.values())
    assert len(wanted) - len(missed) >= ANSWERED * len(wanted)


@pytest.mark.parametrize("code", list(Modality))
def test_each_code_is_found_in_the_table(code: Modality) -> None:
    rows = [row for row in json.loads(CASES.read_text(encoding="utf-8")) if row["modality"] == code]
    found = [
        quote.modality is code
        for row in rows
        for quote in extract_quotes(Article(text=row["text"]))
        if quote.text == row["words"]
    ]
    assert len(rows) >= 10
    assert sum(found) >= FOUND * len(rows)
