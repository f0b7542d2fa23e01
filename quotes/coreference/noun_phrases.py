"""The entity that a common noun refers to: by a name beside it, the holder of a role, an owner, or by itself."""

from quotes.coreference.antecedent_features import Constraints
from quotes.coreference.antecedents import person_of_pronoun, person_of_role
from quotes.coreference.context import WINDOW, ResolutionContext
from quotes.coreference.descriptions import describe
from quotes.coreference.organisations import organisation_of_role
from quotes.english import names, pronouns
from quotes.english.lexicons import lexicon
from quotes.english.nouns import NounClass, head_kind, is_plural, is_role, is_speech, speaker_class
from quotes.english.titles import TITLES
from quotes.english.verbs import ISSUED_STATEMENT
from quotes.model import Identity, MentionKind, SpeakerKind

APPOSED = 4
"""Mentions looked at to both sides for a name that an apposition ties."""
_TYING = frozenset("of for in at from with on to the a an its their his her".split())
"""Words between a role and what it is tied to."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def identity_of_noun(context: ResolutionContext, number: int) -> Identity:
    """The entity that the common-noun mention at *number* refers to."""
    mention = context.mentions[number]
    tied = apposed_name(context, number)
    if tied is not None:
        return tied
    if speaker_class(mention.head) is NounClass.THING and mention.head not in lexicon(
        "media_nouns"
    ):  # neither text nor speech, nobody's role
        return context.unnamed(number, describe(context.document, mention))
    tokens = context.document.sentences[mention.sentence].tokens
    opening = tokens[mention.first].text.lower()
    kind = head_kind(mention.head)
    bare = mention.full_end == mention.end
    bearer = office_bearer(context, number)
    if bearer is not None:
        return bearer
    author = author_of_text(context, number)
    if author is not None:
        return author
    speech_owner = owner_of_speech(context, number)
    if speech_owner is not None:
        return speech_owner
    if opening in DEFINITE:
        found = issuer_of_statement(context, number)
        if found is None and (kind is SpeakerKind.ORGANISATION or mention.head in lexicon("media_nouns")):
            found = organisation_of_role(context, number, bare=bare)
        elif found is None:
            constraints = role_constraints(context, number)
            found = person_of_role(context, number, constraints) if constraints is not None else None
        if found is not None:
            return found
    joined = holder_of_joined_role(context, number)
    if joined is not None:
        return joined
    return context.unnamed(number, describe(context.document, mention))


def office_bearer(context: ResolutionContext, number: int) -> Identity | None:
    """Who holds an office whose words run into the name: *former secretary of state Dana Okafor*."""
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
    """Who wrote or made a text or statement: *a survey by Dana Okafor*, *in a statement by the union*."""
    mention = context.mentions[number]
    if not (is_speech(mention.head) or head_kind(mention.head) is SpeakerKind.DOCUMENT):
        return None
    tokens = context.document.sentences[mention.sentence].tokens
    if mention.last + 1 >= len(tokens) or tokens[mention.last].text.lower() != "by":
        return None
    for position in range(number + 1, len(context.mentions)):
        later = context.mentions[position]
        if later.sentence != mention.sentence or later.first > mention.last + 1:
            return None
        if later.first == mention.last + 1 and later.kind not in (MentionKind.PRONOUN, MentionKind.NOUN):
            entity = context.entity_of(later)
            return context.identity_of(entity, 0.9, "apposition") if entity is not None else None
    return None


def holder_of_joined_role(context: ResolutionContext, number: int) -> Identity | None:
    """The holder of the second of two roles of one person: *the former senator and current nominee*."""
    mention = context.mentions[number]
    tokens = context.document.sentences[mention.sentence].tokens
    if not number or mention.first < 2 or tokens[mention.first - 1].text.lower() != "and":
        return None
    if not is_role(mention.head) or is_plural(mention.head) or tokens[mention.first].tag in ("DT", "PRP$"):
        return None
    for back in range(number - 1, max(-1, number - 4), -1):
        earlier = context.mentions[back]
        joined = earlier.sentence == mention.sentence and earlier.full_end + 5 == mention.start
        if joined and earlier.kind is MentionKind.NOUN and is_role(earlier.head):
            found = context.resolve(back)
            return found if found.kind is SpeakerKind.PERSON else None
    return None


def owner_of_speech(context: ResolutionContext, number: int) -> Identity | None:
    """The owner of an act of speech: *Okafor's claim*, *his remarks*."""
    mention = context.mentions[number]
    head = mention.head
    if not is_speech(head):
        return None
    if opens_sentence(context, number):
        return subject_after(context, number)
    token = context.document.sentences[mention.sentence].tokens[mention.first]
    if token.tag == "PRP$":
        gender = pronouns.GENDER.get(token.text.lower())
        return person_of_pronoun(context, number, gender) if gender else None
    if number and context.mentions[number - 1].sentence == mention.sentence and (
        mention.full_start <= context.mentions[number - 1].start and context.mentions[number - 1].end < mention.start
    ):  # fmt: skip
        return context.resolve(number - 1)
    return None


def opens_sentence(context: ResolutionContext, number: int) -> bool:
    """Whether the phrase opens its sentence behind a preposition, without an owner: *In a message praising …,*."""
    mention = context.mentions[number]
    tokens = context.document.sentences[mention.sentence].tokens
    return (
        mention.first == 1
        and tokens[0].text.lower() in ("in", "during", "with", "through", "via")
        and tokens[1].text.lower() in ("a", "an", "the", "one", "another")
    )


def subject_after(context: ResolutionContext, number: int) -> Identity | None:
    """The first name or pronoun behind a comma of the same sentence."""
    mention = context.mentions[number]
    tokens = context.document.sentences[mention.sentence].tokens
    for later in range(number + 1, len(context.mentions)):
        other = context.mentions[later]
        if other.sentence != mention.sentence:
            break
        if other.first > mention.last and tokens[other.first - 1].text == "," and other.kind in (
            MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE,
        ):  # fmt: skip
            entity = context.entity_of(other)
            return context.identity_of(entity, 0.9, "apposition") if entity is not None else None
    return None


def may_be_person(head: str, kind: SpeakerKind) -> bool:
    """Whether a definite phrase with that head can stand for one person."""
    return kind is SpeakerKind.UNNAMED and not is_plural(head) and (is_role(head) or head in lexicon("unnamed_sources"))


def role_constraints(context: ResolutionContext, number: int) -> Constraints | None:
    """What the definite phrase at *number* says of the person that it may refer to; None where it can be no person."""
    mention = context.mentions[number]
    tokens = context.document.sentences[mention.sentence].tokens
    definite = tokens[mention.first].text.lower() in DEFINITE
    if not definite or not may_be_person(mention.head, head_kind(mention.head)):
        return None
    before = [t.text.lower() for t in tokens[mention.first + 1 : mention.last - 1] if t.tag != "POS"]
    behind = context.document.text[mention.end : mention.full_end].split()
    attached = frozenset(w for word in behind if (w := word.strip(".,;()'’").lower()) not in _TYING)
    gender = names.gender_of(mention.head)
    return Constraints(gender, mention.head, frozenset(w for w in before if len(w) > 1), attached)


def issuer_of_statement(context: ResolutionContext, number: int) -> Identity | None:
    """*the statement said*, where a body was just said to have said or issued *a statement*: the body."""
    mention = context.mentions[number]
    if not is_speech(mention.head) or mention.full_end > mention.end:
        return None
    for back in range(number - 1, max(-1, number - WINDOW // 2), -1):
        earlier = context.mentions[back]
        if mention.sentence - earlier.sentence > 4 or earlier.kind is not MentionKind.NOUN:
            continue
        tokens = context.document.sentences[earlier.sentence].tokens
        if earlier.head != mention.head or tokens[earlier.first].text.lower() not in ("a", "an"):
            continue
        before = tokens[earlier.first - 1] if earlier.first else None
        if before is None or (before.text.lower() != "in" and before.text.lower() not in ISSUED_STATEMENT):
            return None
        for subject in range(back - 1, -1, -1):
            maker = context.mentions[subject]
            if maker.sentence != earlier.sentence:
                return None
            if maker.last < len(tokens) and tokens[maker.last].tag[:2] == "VB":
                return context.resolve(subject)._replace(how="role")
        return None
    return None


def _singular(head: str) -> str:
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head


def apposed_name(context: ResolutionContext, number: int) -> Identity | None:
    """The name that an apposition ties this phrase to: *the group's president, John Smith* or the reverse."""
    mention = context.mentions[number]
    tokens = context.document.sentences[mention.sentence].tokens
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
    if number + 1 < len(context.mentions):
        for forward in range(number + 1, min(len(context.mentions), number + APPOSED)):
            later = context.mentions[forward]
            if later.sentence != mention.sentence:
                break
            if later.kind is MentionKind.PERSON and later.first >= mention.last:
                comma = later.first - 1
                following = tokens[later.last].text.lower() if later.last < len(tokens) else ""
                several = tokens[comma].text == "," and comma == mention.last and following in ("and", ",")
                if several and is_plural(mention.head) and is_role(_singular(mention.head)):
                    entity = context.entity_of(later)  # the ministers, Jun Okafor and Elise Grant: the first of them
                    return context.identity_of(entity, 0.9, "apposition") if entity is not None else None
                tied = later.first == mention.last + 1 and tokens[comma].text == "and" and later.role
                entity = context.entity_of(later) if tied and not is_plural(mention.head) else None
                if entity is not None and tokens[mention.first].tag not in ("PRP$",) and is_role(mention.head):
                    return context.identity_of(entity, 0.9, "apposition")
                if tokens[comma].text == "," and tokens[comma - 1].end == mention.full_end and (
                    later.last >= len(tokens) or tokens[later.last].text in (",", ".", "")
                ):  # fmt: skip
                    entity = context.entity_of(later)
                    if entity is not None and not is_plural(mention.head):
                        return context.identity_of(entity, 1.0, "apposition")
                break
    return None
