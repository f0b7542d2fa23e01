"""Probabilities that can be trusted: what the ranking says, lessened by how seldom such names are right."""

from quotes.model import Identity

OF_RESOLUTION = {
    "full": 0.985, "name": 0.96, "pronoun": 0.93, "role": 0.85, "apposition": 0.93, "byline": 0.8, "description": 0.72,
}  # fmt: skip
"""Share of right names by the way they were found, given that the mention is right."""


DOUBLED = 0.55
"""Exponent of the product, whose factors count a doubt twice: a mention hard to tell is also hard to resolve.
Fitted on the 306 training articles whose speakers readers have labelled (3,900 quotations)."""


def confidence_of(probability: float, identity: Identity | None) -> float:
    """The probability that words and speaker are both right; without *identity*, that nobody is to be credited."""
    value = probability
    if identity is not None:
        value *= OF_RESOLUTION.get(identity.how, 0.8) * (0.6 + 0.4 * identity.sure if identity.sure < 1 else 1)
        value **= DOUBLED
    return round(min(0.99, max(0.01, value)), 3)
