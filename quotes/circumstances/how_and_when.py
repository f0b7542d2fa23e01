"""Finds how and when the words were said: as the reporting clause states it, or taken over if the same speaker
goes on.
"""

from typing import NamedTuple

from quotes.attribution.choices import Choice
from quotes.circumstances.known_texts import publication_of_known_text
from quotes.circumstances.occasions import event_in_front, is_printed
from quotes.circumstances.reporting_clause import (
    Clause,
    ReportingClauses,
    clause_before,
    earlier_writing,
    goes_on,
    is_report,
    scenes_before,
)
from quotes.circumstances.said_on import day_of_entry, said_on, scene_set_on
from quotes.circumstances.trigger_words import OCCASION
from quotes.circumstances.via import is_written, via
from quotes.english.lexicons import lexicon
from quotes.english.time_phrases import resolve
from quotes.model import SaidOn


class Circumstances(NamedTuple):
    """The medium and the time of one quotation."""

    via: str | None = None
    said_on: SaidOn | None = None
    inherited: bool = False
    """Whether medium and time were taken over from a paragraph before."""


NOTHING = Circumstances()
"""Circumstances that tell neither medium nor time."""


def stated(clauses: ReportingClauses, choice: Choice, clause: Clause | None) -> Circumstances:
    """Returns medium and time as the reporting *clause* states them, else a sentence shortly before; if neither does,
    the day of the scene.
    """
    if choice.carried:
        return NOTHING
    found = _reported(clauses, choice, clause) or NOTHING
    if clause is not None and clause.sentence < choice.slot.sentence and not is_report(clauses.layout, choice.mention):
        found = found._replace(said_on=None)  # of what the speaker did there, only a day counts
    occasion = _occasion_of_passage(clauses, choice) if found.via is None else None
    if occasion is not None:
        found = found._replace(via=occasion)
    if found.said_on is None and (found.via is None or not lexicon("document_nouns").isdisjoint(found.via.split())):
        day = _day_of_passage(clauses, choice)
        found = found._replace(said_on=day) if day is not None else found
    return found


def _occasion_of_passage(clauses: ReportingClauses, choice: Choice) -> str | None:
    """Returns the event with which an earlier sentence of the paragraph begins (*At the hearing, … Okafor disagreed:
    “…”*), or None.
    """
    sentences = clauses.layout.document.sentences
    here = choice.slot.sentence
    for number in range(here - 1, max(-1, here - 1 - PASSAGE_BACK), -1):
        if sentences[number].paragraph != sentences[here].paragraph:
            break
        found = event_in_front(clauses.masked(number)) if clauses.cues(number) & OCCASION else None
        if found is not None:
            return found
    return None


PASSAGE_BACK = 6
"""Sentences before the quotation's that an event in front of them may govern."""


def _day_of_passage(clauses: ReportingClauses, choice: Choice) -> SaidOn | None:
    """Returns the day of the scene in which the words stand, or of the entry of a chronicle, or None."""
    for clause in scenes_before(clauses, choice):
        when = scene_set_on(clauses, clause)
        if when is not None:
            return when
    document = clauses.layout.document
    paragraph = document.paragraphs[document.sentences[choice.slot.sentence].paragraph]
    speaker = clauses.layout.mentions[choice.mention].start
    head = document.text[paragraph.start : min(speaker, paragraph.start + MOST_OF_A_DATE)]
    return day_of_entry(head, document.article.published_on)


MOST_OF_A_DATE = 40
"""Characters at the head of a paragraph that can hold the date of an entry and its colon."""


def _reported(clauses: ReportingClauses, choice: Choice, clause: Clause | None) -> Circumstances | None:
    """Returns medium and time as the reporting *clause* states them, else the sentence shortly before in which the same
    speaker is reported.
    """
    found = _told_in(clauses, clause) if clause is not None else None
    if found is not None:
        return found
    before = clause_before(clauses, choice)
    found = _told_in(clauses, before, own=False) if before is not None else None
    if found is not None:
        return found
    for earlier in earlier_writing(clauses, choice):
        medium = via(clauses, earlier)
        if medium is not None and is_written(medium, earlier):
            return Circumstances(medium, said_on(clauses, earlier, medium))
    return None


def _told_in(clauses: ReportingClauses, clause: Clause, *, own: bool = True) -> Circumstances | None:
    """Returns medium and time that one *clause* states, the quotation's *own* or one before it; None if it states
    neither.
    """
    medium = via(clauses, clause)
    when = said_on(clauses, clause, medium, own=own)
    if own and medium is not None and when is None:
        known = publication_of_known_text(clauses, clause)
        if known is not None:
            day = clauses.layout.document.article.published_on
            return Circumstances(known.outlet, resolve(known.phrase, day) if known.phrase else None)
    return Circumstances(medium, when) if medium is not None or when is not None else None


def taken_over(
    clauses: ReportingClauses, before: Choice, earlier: Circumstances, choice: Choice, own: Circumstances
) -> Circumstances:
    """Returns *own*, completed by the *earlier* circumstances of the quotation *before* if the same speaker goes on.

    Within a paragraph they are always taken over. They are taken over once into the next paragraph, if it opens with
    the words and nothing but the break is between, and into any number of paragraphs in which a quotation is re-opened.
    """
    if earlier.via is not None and is_printed(earlier.via):
        earlier = earlier._replace(via=None)
    if (earlier.via is None and earlier.said_on is None) or before.mention < 0 or choice.mention < 0:
        return own
    if choice.surface.low and not choice.carried:
        return own  # a fragment in a sentence of its own has its own circumstances
    if not clauses.same(before.mention, choice.mention):
        return own
    sentences = clauses.layout.document.sentences
    slot, last = choice.slot, before.slot
    gap = sentences[slot.sentence].paragraph - sentences[last.sentence].paragraph
    if own.via is not None or own.said_on is not None:
        return own._replace(via=own.via or (earlier.via if gap == 0 else None))
    if gap == 0 or clauses.layout.span(slot).continues == last.quoted:
        return earlier
    follows = gap == 1 and slot.unit == 0 and slot.sentence - last.sentence == 1
    if follows and not earlier.inherited and (goes_on(clauses.layout, choice) or not before.surface.low):
        return earlier._replace(inherited=True)
    return own
