"""Explains a choice: the likeliest candidates, and the features that weighed most for or against each."""

from collections.abc import Mapping

from quotes.attribution.choices import Choice
from quotes.attribution.features import CARRY, NOBODY
from quotes.attribution.layout import Layout
from quotes.weights import parameters
from quotes.weights.sums import spelled

SHOWN = 6
"""Most candidates in an explanation, and most features of each."""


def explanation(layout: Layout, choice: Choice) -> Mapping[str, object]:
    """Returns the likeliest candidates of a *choice* with probabilities and features, ready for JSON."""
    table: Mapping[str, float] = parameters("attribution")["weights"]
    text = layout.document.text
    ranked = sorted(choice.candidates, key=lambda c: -c.probability)[:SHOWN]
    shown: list[dict[str, object]] = []
    for candidate in ranked:
        if candidate.mention == CARRY:
            words = "(as the quotation before)"
        elif candidate.mention == NOBODY:
            words = "(nobody)"
        else:
            mention = layout.mentions[candidate.mention]
            words = text[mention.full_start : mention.full_end]
        weighed = sorted(((table.get(f, 0.0), f) for f in spelled(candidate.features)), key=lambda pair: -abs(pair[0]))
        shown.append({
            "candidate": words,
            "probability": round(candidate.probability, 4),
            "features": {feature: weight for weight, feature in weighed[:SHOWN] if weight},
        })  # fmt: skip
    return {"candidates": shown}
