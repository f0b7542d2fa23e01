"""The words that report a quotation, the code for what decided, and why nobody is credited."""

import pytest

from quotes.attribution.cue import cue_and_reason, uncredited
from quotes.model import Reason, Uncredited
from tests.attribution.laid_out import decided


@pytest.mark.parametrize(
    ("text", "cue", "reason"),
    [
        ("Dana Okafor said the bridge was “never safe to cross”.", "said", Reason.NAME_THEN_VERB),
        ("“The bridge was never safe,” Dana Okafor said.", "said", Reason.NAME_THEN_VERB),
        ("“The bridge was never safe,” said Dana Okafor.", "said", Reason.VERB_THEN_NAME),
        ("“The bridge was never safe,” according to Dana Okafor.", "according to", Reason.ACCORDING_TO),
        ("According to Dana Okafor, the bridge was “never safe to cross”.", "According to", Reason.ACCORDING_TO),
        ("Dana Okafor: “The bridge was never safe.”", None, Reason.NAME_THEN_COLON),
        ("In Dana Okafor’s words, the bridge was “never safe to cross”.", None, Reason.POSSESSIVE),
        ("Dana Okafor shook her head. “The bridge was never safe.”", None, Reason.SENTENCE_BEFORE),
        ("“The bridge was never safe.” Dana Okafor shook her head.", None, Reason.SENTENCE_AFTER),
        ("Dana Okafor shook her head: “The bridge was never safe.”", None, Reason.SAME_SENTENCE),
    ],
)
def test_cue_and_reason(text: str, cue: str | None, reason: Reason) -> None:
    analysed, choices = decided(text)
    found, code = cue_and_reason(analysed.layout, choices[-1])
    assert (found.of(text) if found is not None else None, code) == (cue, reason)


def test_carried_over() -> None:
    analysed, choices = decided("“The bridge is closed,” said Dana Okafor. “It was never safe.”")
    assert [cue_and_reason(analysed.layout, choice)[1] for choice in choices] == [
        Reason.VERB_THEN_NAME,
        Reason.CARRIED_OVER,
    ]


def test_re_opened_paragraph() -> None:
    analysed, choices = decided("“The bridge is closed. It will stay so.\n\n“It was never safe,” Dana Okafor said.")
    assert cue_and_reason(analysed.layout, choices[-1])[1] is Reason.REOPENED


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("The band played “Rivers of the Northern Night” twice.", Uncredited.WORK_TITLE),
        ("The poster for “LOST SUMMER NIGHTS” was torn.", Uncredited.WORK_TITLE),
        ("He lives in a “smart” home near the river.", Uncredited.SCARE_QUOTE),
        ("The sign read “no swimming here in the summer months”.", Uncredited.NOBODY_NAMED),
    ],
)
def test_why_nobody_is_credited(text: str, because: Uncredited) -> None:
    _, (choice,) = decided(text)
    assert uncredited(choice) is because
