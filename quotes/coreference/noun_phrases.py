"""Finds the entity that a common noun refers to: by a name beside it, the holder of a role, an owner, or by itself."""

import re
from bisect import bisect_left

from quotes.coreference.antecedent_features import Constraints
from quotes.coreference.antecedents import person_of_role
from quotes.coreference.authors import author_told, issuer_of_text, opens_sentence, subject_after
from quotes.coreference.context import UNNAMED_FROM, ResolutionContext
from quotes.coreference.descriptions import describe
from quotes.coreference.name_context import says_of
from quotes.coreference.organisations import organisation_of_role
from quotes.coreference.other_names import name_given_behind
from quotes.coreference.owned_roles import holder_named_before
from quotes.coreference.roles import role_fit
from quotes.coreference.surfaces import surface
from quotes.english import names
from quotes.english.lexicons import lexicon
from quotes.english.nouns import NounClass, head_kind, is_person, is_plural, is_role, is_speech, speaker_class
from quotes.english.titles import TITLES
from quotes.english.verbs import is_reporting_form, past_and_third_person
from quotes.model import Identity, MentionKind, SpeakerKind

APPOSED = 4
"""Mentions looked at to both sides for a name that an apposition ties."""
_TYING = frozenset("of for in at from with on to the a an its their his her".split())
"""Words between a role and what it is tied to."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def identity_of_noun(context: ResolutionContext, number: int) -> Identity:
    """Returns the entity that the common-noun mention at *number* refers to."""
    mention = context.mentions[number]
    tied = apposed_name(context, number) or _told_of(context, number)
    if tied is None:
        tied = holder_named_before(context, number)
    if tied is not None:
        return tied
    if speaker_class(mention.head) is NounClass.THING and mention.head not in lexicon(
        "media_nouns"
    ):  # neither text nor speech, nobody's role
        return context.unnamed(number, describe(context.document, mention))
    sentence = context.document.sentences[mention.sentence]
    opening = sentence.lows[mention.first]
    kind = head_kind(mention.head)
    bare = mention.full_end == mention.end
    bearer = office_bearer(context, number)
    if bearer is not None:
        return bearer
    author = author_of_text(context, number)
    if author is not None:
        return author
    if opening in DEFINITE:
        found = issuer_of_text(context, number)
        if found is None and (kind is SpeakerKind.ORGANISATION or mention.head in lexicon("media_nouns")):
            found = organisation_of_role(context, number, bare=bare)
        elif found is None:
            constraints = role_constraints(context, number)
            found = person_of_role(context, number, constraints) if constraints is not None else None
        if found is not None:
            return found
    joined = (
        holder_of_joined_role(context, number)
        or introduced_behind(context, number)
        or named_in_next_paragraph(context, number)
    )
    if joined is not None:
        return joined
    return _called_behind(context, number) or context.unnamed(number, describe(context.document, mention))


def _told_of(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the person of whom a verb says what the phrase at *number* names (*Okafor works as a midwife*), else
    None.
    """
    mention = context.mentions[number]
    if not number or is_plural(mention.head) or not is_role(mention.head):
        return None
    earlier = context.mentions[number - 1]
    if earlier.kind is not MentionKind.PERSON or earlier.sentence != mention.sentence:
        return None
    if not says_of(context.document.text, earlier.end, mention.start):
        return None
    entity = context.entity_of(earlier)
    return context.identity_of(entity, 0.9, "apposition") if entity is not None else None


def _called_behind(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the person described if a clause behind the description gives a name (*a docker who goes by “Tank”*),
    else None.
    """
    mention = context.mentions[number]
    if is_plural(mention.head) or not is_person(mention.head):
        return None
    called = name_given_behind(context.document.text, mention.end)
    if called is None:
        return None
    entity = context.entities.of(called)
    if entity is not None and entity.kind in ("person", "other"):
        return context.identity_of(entity, 0.9, "apposition")
    return Identity(UNNAMED_FROM + number, called, SpeakerKind.PERSON, 0.9, "apposition")


def office_bearer(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the holder of an office whose words run into the name (*former secretary of state Dana Okafor*), else
    None.
    """
    mention = context.mentions[number]
    if mention.full_end <= mention.end or not is_role(mention.head) or is_plural(mention.head):
        return None
    for later in context.mentions[number + 1 : number + 3]:
        if later.start >= mention.full_end:
            return None
        field = later.role.partition(";")[0].split()
        if (
            later.kind is MentionKind.PERSON
            and later.end == mention.full_end
            and len(field) == 1
            and field[0].islower()
        ):
            if field[0] != "state" and (is_role(field[0]) or field[0].rstrip(".") in TITLES):
                return None  # a friend of mayor Dana Okafor
            entity = context.entity_of(later)
            return context.identity_of(entity, 0.9, "apposition") if entity is not None else None
    return None


def author_of_text(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the author of the text or speech that the phrase names, as the phrase itself tells; where an act of
    speech opens a sentence, the subject of that sentence. None if neither is told.
    """
    if is_speech(context.mentions[number].head) and opens_sentence(context, number):
        return subject_after(context, number)
    return author_told(context, number)


def holder_of_joined_role(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the holder of the second of two joined roles of one person (*the former senator and current nominee*),
    else None.
    """
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    if not number or mention.first < 2 or sentence.lows[mention.first - 1] != "and":
        return None
    if not is_role(mention.head) or is_plural(mention.head) or sentence.tags[mention.first] in ("DT", "PRP$"):
        return None
    for back in range(number - 1, max(-1, number - 4), -1):
        earlier = context.mentions[back]
        joined = earlier.sentence == mention.sentence and earlier.full_end + 5 == mention.start
        if joined and earlier.kind is MentionKind.NOUN and is_role(earlier.head):
            found = context.resolve(back)
            return found if found.kind is SpeakerKind.PERSON else None
    return None


def may_be_person(head: str, kind: SpeakerKind) -> bool:
    """Tests whether a definite phrase with the head noun *head* can refer to one person."""
    return kind is SpeakerKind.UNNAMED and not is_plural(head) and (is_role(head) or head in lexicon("unnamed_sources"))


def role_constraints(context: ResolutionContext, number: int) -> Constraints | None:
    """Returns what the definite phrase at *number* requires of its person, or None if it can refer to no person."""
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    definite = sentence.lows[mention.first] in DEFINITE
    if not definite or not may_be_person(mention.head, head_kind(mention.head)):
        return None
    before = sentence.lows_between(mention.first + 1, mention.last - 1)
    behind = context.document.text[mention.end : mention.full_end].split()
    attached = frozenset(w for word in behind if (w := word.strip(".,;()'’").lower()) not in _TYING)
    gender = names.gender_of(mention.head)
    return Constraints(gender, mention.head, frozenset(w for w in before if len(w) > 1), attached)


def office_constraints(context: ResolutionContext, number: int) -> Constraints | None:
    """Returns what *the President* or *the Norland Minister*, written as a name, requires of its person; None if it is
    no office.
    """
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    words = sentence.lows_between(mention.first, mention.last)
    if mention.kind in (MentionKind.PRONOUN, MentionKind.NOUN) or len(words) < 2 or words[0] != "the":
        return None
    head = words[-1]
    if head not in TITLES or not is_role(head) or sentence.words[mention.last - 1].isupper():
        return None
    behind = sentence.lows[mention.last : mention.last + 1]
    named = any(m.first == mention.last + 1 for m in context.mentions[number + 1 : number + 2])
    if behind and (behind[0] in ("of", "for") or (behind[0] == "," and named)):
        return None
    return Constraints(names.gender_of(head), head, frozenset(w for w in words[1:-1] if len(w) > 1))


def holder_of_office(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the person who holds the office at *number* (*the President*) by a role that the article gives them, else
    None.
    """
    constraints = office_constraints(context, number)
    found = person_of_role(context, number, constraints) if constraints is not None else None
    if found is None or constraints is None or found.key >= len(context.entities.all):
        return None
    fit = role_fit(constraints.head, constraints.modifiers, context.entities.all[found.key].roles)
    only = fit.modifiers != "none" or len(context.entities.holders(constraints.head)) == 1
    return found if fit.match and only else None


LEAD = 2
"""Sentences at the head of an article that may describe somebody whose name follows only behind them."""
NAMED_WITHIN = 2
"""Paragraphs behind such a description in which the name must stand."""


def introduced_behind(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the person meant by *a senator* in the lead if the paragraphs behind first name exactly one person with
    that role, else None.
    """
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    low = sentence.lows[mention.first]
    if mention.sentence >= LEAD or low not in ("a", "an") or not may_be_person(mention.head, head_kind(mention.head)):
        return None
    words = frozenset(sentence.lows[mention.first + 1 : mention.last - 1])
    paragraphs = context.document.paragraphs
    here = context.document.sentences[mention.sentence].paragraph
    end = paragraphs[min(len(paragraphs) - 1, here + NAMED_WITHIN)].end
    holders = [e for e in context.entities.holders(mention.head) if e.kind == "person"]
    if f"{mention.head}s" in context.document.text[mention.end : end].lower():
        return None  # Senators Dana Okafor and Peter Moss
    if len(holders) != 1 or not mention.start < holders[0].first < end:
        return None
    fit = role_fit(mention.head, words, holders[0].roles)
    return context.identity_of(holders[0], 0.7, "role") if fit.match and fit.modifiers in ("", "all") else None


def named_in_next_paragraph(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the person meant by *a captain* in the lead if the next paragraph opens with somebody not named before
    who speaks, else None.

    *A captain has called the port “a trap”.* and then *Dana Okafor told a hearing …*.
    """
    mention = context.mentions[number]
    sentences = context.document.sentences
    sentence = sentences[mention.sentence]
    if mention.sentence >= LEAD or sentence.lows[mention.first] not in ("a", "an"):
        return None
    if not may_be_person(mention.head, head_kind(mention.head)) or mention.head in lexicon("source_nouns"):
        return None
    paragraphs, here = context.document.paragraphs, sentences[mention.sentence].paragraph
    if here + 1 >= len(paragraphs):
        return None
    start, text = paragraphs[here + 1].start, context.document.text
    at = bisect_left(context.proper_names, start, key=lambda span: span.start)
    name = context.proper_names[at] if at < len(context.proper_names) else None
    verb = _NEXT_WORD.match(text, name.end) if name is not None and name.start == start else None
    if name is None or verb is None or verb[1] not in past_and_third_person():
        return None
    form = surface(text[name.start : name.end])
    entity, gender, courtesy = context.entities.of(form), names.gender_of(mention.head), lexicon("courtesy_titles")
    if entity is None or entity.kind != "person" or entity.first != start or not names.is_full(form):
        return None
    known = any(is_role(word) and word not in courtesy for role in entity.roles for word in role.split())
    if known and not role_fit(mention.head, frozenset(), entity.roles).match:
        return None
    return context.identity_of(entity, 0.6, "role") if gender in (None, entity.gender) else None


_NEXT_WORD = re.compile(r"\s+(\w+)")


def _singular(head: str) -> str:
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head


def _runs_on(context: ResolutionContext, back: int, number: int) -> bool:
    """Tests whether a role without an article follows the name at *back*, and the comma behind it was left out.

    *Dana Okafor, economist at Tolland Trust said*.
    """
    earlier, mention = context.mentions[back], context.mentions[number]
    if earlier.kind is not MentionKind.PERSON or earlier.last + 1 != mention.first or not is_role(mention.head):
        return False
    sentence = context.document.sentences[mention.sentence]
    if sentence.words[earlier.last] != "," or sentence.tags[mention.first] in ("DT", "PRP$") or is_plural(mention.head):
        return False
    behind = bisect_left(sentence.starts, mention.full_end, mention.last)
    return behind < len(sentence.lows) and is_reporting_form(sentence.lows[behind])


def _opening_name(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the person with whose name a phrase for a role begins: *Dana Okafor policy specialist*; else None."""
    mention = context.mentions[number]
    if mention.last - mention.first < 3 or not is_role(mention.head) or is_plural(mention.head):
        return None
    sentence = context.document.sentences[mention.sentence]
    first = mention.first
    end = next((i for i in range(first, mention.last) if not sentence.words[i][:1].isupper()), first)
    if end - first < 2 or sentence.tags[end] == "POS":
        return None
    entity = context.entities.of(surface(context.document.text[sentence.starts[first] : sentence.ends[end - 1]]))
    if entity is None or entity.kind != "person":
        return None
    return context.identity_of(entity, 0.9, "role")  # the name has no mention of its own


def apposed_name(context: ResolutionContext, number: int) -> Identity | None:
    """Returns the name that an apposition ties the phrase at *number* to (*the group's president, John Smith*, or the
    reverse), else None.
    """
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    for back in range(number - 1, max(-1, number - 1 - APPOSED), -1):
        earlier = context.mentions[back]
        if earlier.sentence != mention.sentence:
            break
        if (
            earlier.last + 1 == mention.first
            and earlier.full_end >= mention.end
            and earlier.kind not in (MentionKind.PRONOUN, MentionKind.NOUN)
        ):
            return context.resolve(back)._replace(how="apposition")
        if _runs_on(context, back, number):
            return context.resolve(back)._replace(how="apposition")
    opening = _opening_name(context, number)
    if opening is not None:
        return opening
    if number + 1 < len(context.mentions):
        for forward in range(number + 1, min(len(context.mentions), number + APPOSED)):
            later = context.mentions[forward]
            if later.sentence != mention.sentence:
                break
            if later.kind is MentionKind.PERSON and later.first >= mention.last:
                comma = later.first - 1
                following = sentence.lows[later.last] if later.last < len(sentence.words) else ""
                several = sentence.words[comma] == "," and comma == mention.last and following in ("and", ",")
                if several and is_plural(mention.head) and is_role(_singular(mention.head)):
                    entity = context.entity_of(later)  # the ministers, Jun Okafor and Elise Grant: the first of them
                    return context.identity_of(entity, 0.9, "apposition") if entity is not None else None
                tied = later.first == mention.last + 1 and sentence.words[comma] == "and" and later.role
                entity = context.entity_of(later) if tied and not is_plural(mention.head) else None
                if entity is not None and sentence.tags[mention.first] not in ("PRP$",) and is_role(mention.head):
                    return context.identity_of(entity, 0.9, "apposition")
                if sentence.words[comma] == "," and sentence.ends[comma - 1] == mention.full_end and (
                    later.last >= len(sentence.words) or sentence.words[later.last] in (",", ".", "")
                ):  # fmt: skip
                    entity = context.entity_of(later)
                    if entity is not None and not is_plural(mention.head):
                        return context.identity_of(entity, 1.0, "apposition")
                break
    return None
