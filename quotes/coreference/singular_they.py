"""Finds the single person whom *they* refers to: one who is said to go by it, or the only person of the passage.

*Robin Ashe, who uses they/them pronouns, … they said*; *Robin Ashe runs the mill. “It is late,” they said.*
"""

import re
from bisect import bisect_left

from quotes.coreference.context import UNNAMED_FROM, ResolutionContext, kind_of
from quotes.coreference.mention_history import SUBJECTS, grammatical_function
from quotes.coreference.surfaces import surface
from quotes.english import pronouns
from quotes.english.nouns import NounClass, head_kind, is_plural, speaker_class
from quotes.model import Identity, MentionKind, SpeakerKind

NEAR = 2
"""Sentences back in which the only person of a passage must be mentioned, and neither another person nor a group."""
FAR = 6
"""Sentences back in which a person who goes by *they* must be mentioned."""
BESIDE = 4
"""Names looked back over for the person of whom the article tells it."""
SURE_OF_TOLD = 0.9
SURE_OF_ONLY = 0.7
"""Probabilities that *they* is resolved right where the article tells who goes by it, and where one person is near."""
_TOLD = re.compile(
    r"\bthey/(?:them|their)|\bpronouns?[^.\n]{0,20}\bthey\b|\bthey\b[^.\n]{0,12}\bpronouns?\b"
    r"|\b(?:is|as|are) (?:a )?(?:non-?binary|genderqueer)\b(?! [a-z]+s\b)",
    re.IGNORECASE,
)


_STOP = re.compile(r"[a-z)][.?!]\s|\n")
"""Where a sentence ends, as far as names stand on both sides of it."""


def person_of_they(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the person that *they* at *number* refers to, or None if it refers to several people or a body."""
    told = _told(context)
    if told:
        found = _last_told(context, number, told)
        if found is not None:
            return context.identity_of(context.entities.all[found], SURE_OF_TOLD, "pronoun")
    only = _only_person(context, number)
    return context.identity_of(context.entities.all[only], SURE_OF_ONLY, "pronoun") if only is not None else None


def _told(context: ResolutionContext) -> frozenset[int]:
    """Returns the entities whom the article says to go by *they*; computed once for each article."""
    if context.goes_by_they is None:
        text, found = context.document.text, set[int]()
        for match in _TOLD.finditer(text) if "they" in text or "binary" in text or "genderqueer" in text else ():
            of = _whose(context, match.start())
            if of is not None:
                found.add(of)
        context.goes_by_they = frozenset(found)
    return context.goes_by_they


def _whose(context: ResolutionContext, at: int) -> int | None:
    """Returns the person described by the words at the character *at*: the one named last before them in the sentence,
    else the first named behind; None if there is none.
    """
    text, spans = context.document.text, context.proper_names
    behind = bisect_left(spans, at, key=lambda span: span.start)
    for span in (*spans[max(0, behind - BESIDE) : behind][::-1], *spans[behind : behind + 1]):
        entity = context.entities.of(surface(text[span.start : span.end]))
        between = text[span.end : at] if span.start < at else text[at : span.start]
        if entity is not None and kind_of(entity) is SpeakerKind.PERSON and not _STOP.search(between):
            return entity.number
    return None


def _last_told(context: ResolutionContext, number: int, told: frozenset[int]) -> int | None:
    """Returns the person among *told* who was mentioned or quoted last before *number*, at most ``FAR`` sentences back;
    None if there is none or a group acted since.
    """
    last = context.last_credited(number)
    if last is not None and last.key in told and not _several(context, number, last.sentence + 1):
        return last.key
    here = context.mentions[number].sentence
    for record in reversed(context.people_before(number)):
        if record.sentence < here - FAR:
            break
        if record.key in told:
            return record.key if not _several(context, number, record.sentence) else None
    return None


def _only_person(context: ResolutionContext, number: int) -> int | None:
    """Returns the only person of the last ``NEAR`` sentences before *number*, or None if they mention another person, a
    group or a body.
    """
    begin = context.mentions[number].sentence - NEAR
    people = {record.key for record in context.people_before(number) if record.sentence >= begin}
    if len(people) != 1:
        return None
    key = people.pop()
    if key >= UNNAMED_FROM or kind_of(context.entities.all[key]) is not SpeakerKind.PERSON:
        return None
    for back in range(number - 1, -1, -1):
        mention = context.mentions[back]
        if mention.sentence < begin:
            break
        if mention.kind is MentionKind.ORGANISATION or (mention.kind is MentionKind.NOUN and _is_group(mention.head)):
            return None
        if mention.kind is MentionKind.PRONOUN and (mention.head in pronouns.GENDER or mention.head == "it"):
            return None  # he or she goes by that
    return key


def _is_group(head: str) -> bool:
    """Tests whether *they* may refer to what the common noun *head* names: several people, or a body."""
    if is_plural(head):
        return speaker_class(head) is not NounClass.THING
    return head_kind(head) in (SpeakerKind.ORGANISATION, SpeakerKind.GROUP)


def _several(context: ResolutionContext, number: int, begin: int) -> bool:
    """Tests whether a group or several people act in the sentences from *begin* to the mention at *number*."""
    for back in range(number - 1, -1, -1):
        mention = context.mentions[back]
        if mention.sentence < begin:
            break
        sentence = context.document.sentences[mention.sentence]
        joined = mention.first and sentence.lows[mention.first - 1] in ("and", "&")
        if joined and mention.kind is MentionKind.PERSON and _follows_person(context, back):
            return True
        group = mention.kind is MentionKind.NOUN and _is_group(mention.head)
        if (group or mention.kind is MentionKind.ORGANISATION) and (
            grammatical_function(context.document, context.mentions, back)[0] in SUBJECTS
        ):
            return True
    return False


def _follows_person(context: ResolutionContext, number: int) -> bool:
    """Tests whether the sentence of the mention at *number* names another person before it."""
    sentence = context.mentions[number].sentence
    for back in range(number - 1, -1, -1):
        if context.mentions[back].sentence != sentence:
            return False
        if context.mentions[back].kind is MentionKind.PERSON:
            return True
    return False
