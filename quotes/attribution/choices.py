"""Represents decisions on quotations, and settles those that other places of the article decide."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes.attribution.arrangement import Echo, throughout, told_again
from quotes.attribution.layout import Layout, Slot
from quotes.attribution.quotation_surface import QuotationSurface, surface_of
from quotes.weights.sums import Feature


class Candidate(NamedTuple):
    """One possible answer: a mention's position, ``CARRY`` or ``NOBODY``; its probability and features."""

    mention: int
    probability: float
    features: Sequence[Feature]


class Choice(NamedTuple):
    """The decision on one outermost quotation."""

    slot: Slot
    surface: QuotationSurface
    mention: int
    """Position of the mention that is credited (that of an earlier quotation where it was carried), or -1."""
    carried: bool
    probability: float
    """Probability of the speaker, summed over all candidates that refer to the same one; or that nobody is credited."""
    candidates: tuple[Candidate, ...]
    """All candidates, kept only where an explanation is asked for; else empty."""


def rearranged(layout: Layout, choices: Sequence[Choice], repeated: Mapping[int, Echo]) -> list[Choice]:
    """Returns *choices* after other places of the article had their say: the sources of what is *repeated*, and
    utterances in several paragraphs.

    There is one choice for each slot of the *layout*, in order.
    """
    decided = {choice.slot: choice for choice in choices}
    for number, (source, alone) in repeated.items():
        slot, found = layout.slots[number], decided[layout.slots[source]]
        if alone or told_again(layout, decided[slot].mention, found.mention):
            decided[slot] = found._replace(slot=slot, surface=surface_of(layout, slot), carried=True, candidates=())
    ordered = [decided[slot] for slot in layout.slots]
    carried = [number for number, choice in enumerate(ordered) if choice.carried]
    for number, source in throughout(layout, [choice.mention for choice in ordered], carried).items():
        told = ordered[source]
        ordered[number] = ordered[number]._replace(mention=told.mention, carried=True, probability=told.probability)
    return ordered
