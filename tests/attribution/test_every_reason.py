"""Every code that says why somebody, or nobody, is credited has a sentence that leads to it."""

import pytest

from quotes.model import Article, Quote, Reason, Uncredited
from quotes.pipeline import extract_quotes

CREDITED = {
    Reason.NAME_THEN_VERB: "Dana Okafor said the bridge was “never safe to cross”.",
    Reason.VERB_THEN_NAME: "“The bridge was never safe,” said Dana Okafor.",
    Reason.ACCORDING_TO: "The bridge was “never safe to cross”, according to Dana Okafor.",
    Reason.NAME_THEN_COLON: "Dana Okafor: “The bridge was never safe.”",
    Reason.POSSESSIVE: "In Dana Okafor’s words, the bridge was “never safe to cross”.",
    Reason.SAME_SENTENCE: "Dana Okafor shook her head: “The bridge was never safe.”",
    Reason.SENTENCE_BEFORE: "Dana Okafor shook her head. “The bridge was never safe.”",
    Reason.SENTENCE_AFTER: "“The bridge was never safe.” Dana Okafor shook her head.",
    Reason.CARRIED_OVER: "“The bridge is closed,” said Dana Okafor. “It was never safe.”",
    Reason.REOPENED: "“The bridge is closed,” said Dana Okafor. “It will stay so.\n\n“It was never safe.”",
    Reason.TURN: "GRANT: Is it safe?\n\nOKAFOR: It was never safe.\n\nGRANT: Never?\n\nOKAFOR: The bridge is closed.",
    Reason.BYLINE_BEHIND: "> The bridge was never safe to cross. — Dana Okafor",
    Reason.WITHIN_QUOTATION: "“Grant told me, ‘It was never safe,’” said Dana Okafor.",
}
NOBODY = {
    Uncredited.WORK_TITLE: "The band played “Rivers of the Northern Night” twice.",
    Uncredited.SCARE_QUOTE: "He lives in a “smart” home near the river.",
    Uncredited.NOBODY_NAMED: "There was “no swimming here in the summer months” again.",
    Uncredited.SPEAKER_NOT_TOLD: "It rained. “The bridge was never safe,” she said.",
    Uncredited.FIRST_PERSON: "“The bridge was never safe,” I said.",
    Uncredited.QUESTIONER: "Q: Is it safe?\n\nA: It was never safe.",
    Uncredited.NOT_SPEECH: "“(CROSSTALK)”",
    Uncredited.OTHER_LANGUAGE: "„Die Brücke ist nicht mehr sicher“, sagte Dana Okafor, und sie hat es auch so gemeint.",
}


def quotes(text: str) -> tuple[Quote, ...]:
    return extract_quotes(Article(text=text))


@pytest.mark.parametrize("reason", list(Reason))
def test_what_decided_a_credit(reason: Reason) -> None:
    found = quotes(CREDITED[reason])
    assert reason in [quote.reason for quote in found]
    for quote in found:
        assert (quote.speaker is None) == (quote.reason is None) == (quote.uncredited_because is not None)


@pytest.mark.parametrize("because", list(Uncredited))
def test_why_nobody_is_credited(because: Uncredited) -> None:
    (first, *_) = quotes(NOBODY[because])
    assert (first.speaker, first.reason, first.uncredited_because) == (None, None, because)
