"""Computes the probability that words and speaker are both right, by a logistic model.

The ranking's probability is of the mention; whom the mention stands for may be wrong too, and mentions that are hard
to tell are also hard to resolve.  Weights: ``weights/confidence.json``, fitted by ``python -m quotes.learn
confidence`` on quotations of outlets that the other models had not seen.
"""

import math
from bisect import bisect

from quotes.attribution.choices import Choice
from quotes.attribution.layout import Layout
from quotes.model import Identity, MentionKind, Reason
from quotes.weights.sums import Feature, sums

_STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.985, 0.995)
"""Bounds of the classes into which the ranking's probabilities are put."""
_COARSE = (0.6, 0.8, 0.94, 0.985)
_SURE = (0.3, 0.5, 0.7, 0.85, 0.95, 0.999)


def confidence_features(layout: Layout, choice: Choice, identity: Identity, reason: Reason) -> list[Feature]:
    """Returns the features from which the confidence of a credited *choice* is computed.

    *identity* is the entity that the credited mention refers to, *reason* the code for what decided.
    """
    mention = layout.mentions[choice.mention]
    coarse, sure = bisect(_COARSE, choice.probability), bisect(_SURE, identity.sure)
    name = identity.name or ""
    found: list[Feature] = [
        (_asked, bisect(_STEPS, choice.probability), coarse, identity.how, sure, identity.kind),
        (_told, reason, coarse, mention.kind, choice.surface.alone, choice.surface.length),
        (_named, identity.how, identity.kind, min(len(name.split()), 3), name[:1].isupper()),
    ]
    if mention.sentence == choice.slot.sentence:
        role = layout.roles(choice.slot).get(layout.unit_of[choice.mention], "n")
        found.append((_governs, role[:3], coarse))
    if mention.kind is MentionKind.PRONOUN:
        found.append((_pronoun, mention.head, sure, choice.carried))
    return found


def _asked(step: int, coarse: int, how: str, sure: int, kind: str) -> list[str]:
    return ["bias", f"p:{step}", f"how:{how}:{coarse}", f"how:{how}", f"sure:{how}:{sure}", f"kind:{kind}:{how}"]


def _told(reason: str, coarse: int, mention: str, alone: str, length: str) -> list[str]:
    return [f"reason:{reason}", f"reason:{reason}:{coarse}", f"mention:{mention}:{coarse}", f"alone:{alone}:{reason}",
            f"length:{length}"]  # fmt: skip


def _named(how: str, kind: str, count: int, capital: bool) -> list[str]:
    return [f"words:{kind}:{count}{capital}", f"words:{how}:{kind}:{count}"]


def _governs(role: str, coarse: int) -> list[str]:
    return [f"role:{role}", f"role:{role}:{coarse}"]


def _pronoun(head: str, sure: int, carried: bool) -> list[str]:
    return [f"pronoun:{head}", f"pronoun:{head}:{sure}", f"pronoun:{carried}"]


def confidence_of(layout: Layout, choice: Choice, identity: Identity, reason: Reason) -> float:
    """Returns the probability, from .01 to .99, that *identity* said the words of a *choice* credited for *reason*."""
    score = sums("confidence").of(confidence_features(layout, choice, identity, reason))
    return rounded(squashed(score))


def squashed(score: float) -> float:
    """Returns the logistic function of a *score*, which is cut at 30 to both sides."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def rounded(probability: float) -> float:
    """Rounds a probability to three places and keeps it between .01 and .99."""
    return round(min(0.99, max(0.01, probability)), 3)
