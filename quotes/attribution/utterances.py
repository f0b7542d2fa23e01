"""Groups the quotations that are one act of speech."""

from collections.abc import Mapping

from quotes.attribution.choices import Choice
from quotes.attribution.layout import Layout
from quotes.attribution.unit_kinds import UnitKind
from quotes.model import Coreference

NEAR = 160
"""Most characters between two parts of one utterance in a paragraph: room for a name with its role and a verb."""


def utterances(layout: Layout, coreference: Coreference, choices: Mapping[int, Choice]) -> list[int]:
    """Returns the number of each quotation's utterance, from 1 in reading order without gaps.

    *choices* are the decisions by position of the quotation; those that have none, as nested ones, stand alone.
    """
    acts: list[int] = []
    """The act of speech of each quotation so far; acts whose number no quotation bears leave gaps."""
    newest = going_on = 0
    before: Choice | None = None
    for number, span in enumerate(layout.document.quoted):
        choice = choices.get(number)
        if choice is not None and before is not None and same_utterance(layout, coreference, before, choice):
            act = going_on
        else:
            act = newest = newest + 1
        if span.continues is not None and span.parent is None:
            act = acts[span.continues]
        acts.append(act)
        if choice is not None:
            before, going_on = choice, act
    numbers: dict[int, int] = {}
    return [numbers.setdefault(each, len(numbers) + 1) for each in acts]


def same_utterance(layout: Layout, coreference: Coreference, before: Choice, choice: Choice) -> bool:
    """Tests whether *choice* belongs to the utterance that *before* belongs to.

    A re-opened paragraph does, and so do parts of one sentence by one speaker, and the next sentence of the paragraph
    if nothing but the reporting words stands between.
    """
    if layout.span(choice.slot).continues == before.slot.quoted:
        return True
    if before.mention < 0 or choice.mention < 0:
        return False
    if choice.slot.sentence != before.slot.sentence and not _leads_on(layout, before, choice):
        return False
    return coreference.same(before.mention, choice.mention)


def _leads_on(layout: Layout, before: Choice, choice: Choice) -> bool:
    """Tests whether the words of *choice* open the sentence right behind that of *before*, and that earlier sentence
    names who says them.
    """
    here, earlier = choice.slot, before.slot
    named_before = choice.carried or layout.mentions[choice.mention].sentence == earlier.sentence
    if not named_before or here.sentence != earlier.sentence + 1:
        return False
    sentences = layout.document.sentences
    if sentences[here.sentence].paragraph != sentences[earlier.sentence].paragraph:
        return False
    leads = all(unit.kind in (UnitKind.QUOTATION, ".") for unit in layout.units[here.sentence][: here.unit])
    return leads and layout.span(here).outer_start - layout.span(earlier).outer_end <= NEAR
