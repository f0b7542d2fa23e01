"""Who says words together, and where *and* only begins what somebody else does."""

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.model import Article, Quote, Role
from quotes.pipeline import extract_quotes

CASES = json.loads((Path(__file__).parents[1] / "cases" / "joint_speakers.json").read_text(encoding="utf-8"))


def speakers(quote: Quote) -> list[str]:
    assert quote.speaker is not None
    return sorted([quote.speaker, *(credit.name for credit in quote.credits if credit.role is Role.JOINT)])


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else []
        )
        for case in CASES
    ],
)
def test_joint_speakers(case: dict[str, Any]) -> None:
    found = extract_quotes(Article(text=case["text"]))
    assert [speakers(quote) for quote in found] == [sorted(names) for names in case["speakers"]]


def test_table_is_big_enough() -> None:
    single = [case for case in CASES if any(len(names) == 1 for names in case["speakers"])]
    assert len(CASES) >= 30
    assert len(single) >= 15


def test_joint_speakers_stand_in_reading_order() -> None:
    (quote,) = extract_quotes(
        Article(text="“We open,” said Dana Okafor, Gareth Lindqvist, Mira Castellan and Tobias Renner.")
    )
    assert [credit.name for credit in quote.credits] == ["Gareth Lindqvist", "Mira Castellan", "Tobias Renner"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers, Dana Okafor and Gareth Lindqvist, who led the talks, said that they had “slept on the floor”.",
        "Dr Dana Okafor and Dr Gareth Lindqvist, in a joint letter, urged both sides to “sheathe their swords”.",
        "Dana Okafor and Gareth Lindqvist said the bridge was “never safe to cross”.",
    ],
    ids=["who behind the last", "with titles", "no more"],
)
def test_the_first_of_joint_speakers_is_the_speaker(text: str) -> None:
    (quote,) = extract_quotes(Article(text=text))
    assert (quote.speaker, [credit.name for credit in quote.credits]) == ("Dana Okafor", ["Gareth Lindqvist"])


def test_a_title_before_a_name_is_no_joint_speaker() -> None:
    (quote,) = extract_quotes(
        Article(text="Chief Executive Officer and President Rolf Amsel said the firm was “fine”.")
    )
    assert quote.speaker == "Rolf Amsel"
