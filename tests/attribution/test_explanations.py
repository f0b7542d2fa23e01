"""What ``--explain`` shows: the likeliest candidates with what weighed for each; and what confidence is made of."""

import json

import pytest

from quotes.attribution.confidence import confidence_of, rounded
from quotes.attribution.cue import cue_and_reason
from quotes.attribution.explanation import SHOWN, explanation
from quotes.attribution.ranking import decide
from quotes.model import Article
from quotes.pipeline import analyse
from tests.attribution.laid_out import decided

TEXT = "Dana Okafor met Gareth Lindqvist, Peter Moss, Mira Castellan, Tobias Renner, Ada Lund and Jo Vale.\n\n“We open,” said Moss."


def test_the_likeliest_candidates_with_what_weighed() -> None:
    analysed = analyse(Article(text=TEXT))
    (choice,) = decide(analysed.layout, analysed.fresh_resolver(), explain=True)
    shown = explanation(analysed.layout, choice)
    assert json.loads(json.dumps(shown)) == shown
    candidates = shown["candidates"]
    assert isinstance(candidates, list)
    assert 1 < len(candidates) <= SHOWN
    assert candidates[0]["candidate"] == "Moss"
    probabilities = [each["probability"] for each in candidates]
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) <= 1.001
    for each in candidates:
        weights = [abs(weight) for weight in each["features"].values()]
        assert len(weights) <= SHOWN
        assert weights == sorted(weights, reverse=True)
    assert "(nobody)" in [each["candidate"] for each in candidates] or len(candidates) == SHOWN


def test_candidates_are_kept_only_where_they_are_asked_for() -> None:
    analysed = analyse(Article(text=TEXT))
    plain = decide(analysed.layout, analysed.fresh_resolver())
    explained = decide(analysed.layout, analysed.fresh_resolver(), explain=True)
    assert [choice.mention for choice in plain] == [choice.mention for choice in explained]
    assert all(choice.candidates == () for choice in plain)


def confidence(text: str) -> float:
    analysed, choices = decided(text)
    choice, resolver = choices[-1], analysed.fresh_resolver()
    _, reason = cue_and_reason(analysed.layout, choice)
    return confidence_of(analysed.layout, choice, resolver.identify(choice.mention), reason)


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        pytest.param(
            "“The bridge is closed until May,” said Helena Okafor.",
            "Helena Okafor met Rosa Moss at the bridge. “It is closed until May.”",
            id="a verb of saying, and none",
        ),
        pytest.param(
            "Helena Okafor left. “The bridge is closed until May,” said Okafor.",
            "Helena Okafor met Rosa Moss. “The bridge is closed until May,” she said.",
            id="a name, and a pronoun for one of two",
        ),
    ],
)
def test_the_plainer_sentence_is_trusted_more(surer: str, less_sure: str) -> None:
    assert 1 >= confidence(surer) > confidence(less_sure) >= 0


@pytest.mark.parametrize(("probability", "shown"), [(0.0, 0.01), (0.12345, 0.123), (0.9, 0.9), (1.0, 0.99)])
def test_no_probability_is_shown_as_certain(probability: float, shown: float) -> None:
    assert rounded(probability) == shown
