"""Tells whether two wordings are of one utterance."""

from quotes.comparison import Meaning, compare

FEWEST_COMMON = 5
"""Units (words, numbers) that two wordings of one utterance have in common at least."""
NEAR = 0.88
"""Nearness from which two wordings are of one utterance, however many days are between them."""
LOOSE = 0.7
"""Nearness from which they are if they were published within :data:`SOON` days: what a speaker says once is reworded in
the days after, while a set phrase comes back a week later with other facts in it."""
SOON = 3
MOST_FACTS = 1
"""Names and numbers for which others stand in a wording that is only loosely near; with more of them, the same sentence
is said of something else."""
_FACTS = frozenset({Meaning.NAME, Meaning.NUMBER})


def are_one_utterance(a: str, b: str, days: int) -> bool:
    """Tests whether *a* and *b*, whichever is which, published so many *days* apart, are wordings of one utterance."""
    given, stored = sorted((a, b), key=lambda words: (len(words), words))
    found = compare(given, stored)
    if found.common < FEWEST_COMMON or found.nearness < LOOSE:
        return False
    if found.nearness >= NEAR:
        return True
    replaced = [each for each in found.changes if each.is_alteration and _FACTS.intersection(each.touches)]
    facts = sum(each.given.start < each.given.end and each.stored.start < each.stored.end for each in replaced)
    return days <= SOON and facts <= MOST_FACTS
