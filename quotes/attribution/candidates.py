"""Selects the mentions that are candidates for a quotation, from its own sentence and those near it."""

from bisect import bisect_right
from collections.abc import Sequence

from quotes.attribution.layout import Layout, Slot
from quotes.attribution.unit_kinds import NOUNS, VERBS
from quotes.english import pronouns
from quotes.english.nouns import NounClass, speaker_class
from quotes.model import Mention, MentionKind

BEFORE = 5
"""Sentences of the same paragraph before the quotation's whose mentions are candidates."""
EARLIER = 2
"""Sentences at the end of the previous paragraph whose mentions are candidates."""
MOST = 28
"""Most candidates that one quotation takes from its own sentence; the nearest are kept."""
MOST_BEFORE = 20
"""Most candidates that one quotation takes from the sentences before it."""


# Which mentions outside its own sentence are candidates for a quotation.  Of the 8,198 quotations of the training
# articles whose source is annotated the kinds left out have 20; they are more than half of all mentions near.
_NOUNS_BEFORE = frozenset(
    {NounClass.PERSON, NounClass.PEOPLE, NounClass.GROUP, NounClass.ORGANISATION, NounClass.DOCUMENT}
)
_NOUN_LETTERS = frozenset(NOUNS)
_NAMES = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.NAME, MentionKind.PLACE})


def _from_sentence_before(mention: Mention) -> bool:
    if mention.kind is MentionKind.NOUN:
        return speaker_class(mention.head) in _NOUNS_BEFORE
    return mention.kind is not MentionKind.PRONOUN or mention.head in pronouns.SUBJECTS


def _from_afar(mention: Mention) -> bool:
    return mention.kind in _NAMES or mention.head in pronouns.SINGULAR_SUBJECTS


def _from_paragraph_before(mention: Mention) -> bool:
    if mention.kind is MentionKind.NOUN:
        return speaker_class(mention.head) is NounClass.DOCUMENT
    return mention.kind is not MentionKind.PLACE and (
        mention.kind is not MentionKind.PRONOUN or mention.head in pronouns.SINGULAR_SUBJECTS
    )


_DASHES = frozenset({"--", "—", "–", "-"})
_SIGNS = frozenset(">|*•»#~")


def mentions_here(layout: Layout, slot: Slot) -> list[int]:
    """Returns the positions of the mentions of its own sentence that may have said the quotation at *slot*, in reading
    order.

    Mentions behind the sentence are added where they may name the speaker: *“We open!” Okafor thundered*, and a
    paragraph that begins with a dash.
    """
    units, first = layout.units[slot.sentence], layout.first_mention[slot.sentence]
    found = [i for i, at in enumerate(units.positions, first) if at >= 0 and _may_speak(layout, i)]
    if units.letters[slot.unit + 1 : slot.unit + 2] in _NOUN_LETTERS:
        described = first + units[slot.unit + 1].mention
        if described in found and _is_described(layout, slot, described):
            found.remove(described)
    found += [i for i in _behind(layout, slot) if layout.unit_of[i] >= 0 and _may_speak(layout, i)]
    if len(found) > MOST:
        middle = bisect_right(found, first + sum(u.mention >= 0 for u in units[: slot.unit]))
        low = max(0, min(middle - (MOST * 3) // 4, len(found) - MOST))
        found = found[low : low + MOST]
    return found


def mentions_before(layout: Layout, slot: Slot) -> list[int]:
    """Returns the positions of the nearest mentions of the sentences before that may have said the quotation at *slot*,
    in reading order.
    """
    sentences, mentions, first_mention = layout.document.sentences, layout.mentions, layout.first_mention
    here = slot.sentence
    paragraph = sentences[here].paragraph
    first = here
    while first > 0 and here - first < BEFORE and sentences[first - 1].paragraph == paragraph:
        first -= 1
    earlier = first
    if first and sentences[first - 1].paragraph == paragraph - 1:
        while earlier > 0 and first - earlier < EARLIER and sentences[earlier - 1].paragraph == paragraph - 1:
            earlier -= 1
    found = [i for i in range(first_mention[earlier], first_mention[first]) if _from_paragraph_before(mentions[i])]
    if first < here - 1:
        found += [i for i in range(first_mention[first], first_mention[here - 1]) if _from_afar(mentions[i])]
    if first < here:
        last = first_mention[here]
        found += [i for i in range(first_mention[here - 1], last) if _from_sentence_before(mentions[i])]
    return [i for i in found if layout.unit_of[i] >= 0 and _may_speak(layout, i)][-MOST_BEFORE:]


def _behind(layout: Layout, slot: Slot) -> Sequence[int]:
    """Returns the mentions of the next sentence if it can be a byline, or only its first if the quotation ends its own
    sentence.
    """
    sentences, after = layout.document.sentences, slot.sentence + 1
    if after >= len(sentences):
        return ()
    first, last = layout.first_mention[after], layout.first_mention[after + 1]
    gap = sentences[after].paragraph - sentences[slot.sentence].paragraph
    if gap == 1:
        return range(first, last) if not _DASHES.isdisjoint(sentences[after].words[:1]) else ()
    ends = slot.unit == len(layout.units[slot.sentence]) - 1
    opens = first < last and layout.mentions[first].first == 0 and _from_afar(layout.mentions[first])
    return (first,) if gap == 0 and ends and opens else ()


def _may_speak(layout: Layout, position: int) -> bool:
    """Tests whether a mention is no owner of somebody who can speak.

    In *said the union's leader* the candidate is the leader, not the union.
    """
    mention = layout.mentions[position]
    if mention.head in _SIGNS:
        return False  # a sign before quoted lines
    if position + 1 >= len(layout.mentions):
        return True
    owned = layout.mentions[position + 1]
    if owned.full_start > mention.start or owned.start < mention.end or owned.sentence != mention.sentence:
        return True
    if owned.kind is MentionKind.NOUN:
        return speaker_class(owned.head) not in _NOUNS_BEFORE
    return owned.kind is not MentionKind.PERSON


def _is_described(layout: Layout, slot: Slot, position: int) -> bool:
    """Tests whether the words quoted describe the noun right behind them (*the “painful but right” cuts*)."""
    mention, units = layout.mentions[position], layout.units[slot.sentence]
    if mention.kind is not MentionKind.NOUN or mention.first != units[slot.unit].first + 1:
        return False
    closed = layout.document.text[layout.span(slot).end - 1] in ",.?!"
    verb = slot.unit + 2 < len(units) and units.letters[slot.unit + 2] in VERBS
    tag = layout.document.sentences[mention.sentence].tags[mention.first]
    return not closed and not verb and tag not in ("DT", "PRP$")
