"""Whom a common noun stands for: a name beside it, whoever holds the role, an owner, or a description of its own."""

from quotes import names
from quotes.model import MentionKind, SpeakerKind
from quotes.resolve.antecedents import person, thing
from quotes.resolve.describe import SOURCES, describe, head_kind, is_plural, is_role, is_speech
from quotes.resolve.roles import role_match
from quotes.resolve.state import UNNAMED_FROM, WINDOW, Identity, State

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def noun(state: State, number: int) -> Identity:
    """Whom the common-noun mention at *number* stands for."""
    mention = state.mentions[number]
    tied = apposed(state, number)
    if tied is not None:
        return tied
    tokens = state.document.sentences[mention.sentence].tokens
    opening = tokens[mention.first].text.lower()
    kind = head_kind(mention.head)
    bare = mention.full_end == mention.end
    owner_of_speech = said_by(state, number)
    if owner_of_speech is not None:
        return owner_of_speech
    if opening in _DEFINITE:
        found = issuer(state, number) or introduced(state, number) or by_role(state, number, kind, bare=bare)
        if found is None and kind is SpeakerKind.UNNAMED and is_role(mention.head):
            found = salient_person(state, number)
        if found is not None:
            return found
    return state.unnamed(number, describe(state.document, mention, owner(state, number)))


def said_by(state: State, number: int) -> Identity | None:
    """The owner of an act of speech: *Okafor's claim*, *his remarks*."""
    mention = state.mentions[number]
    head = mention.head
    if not is_speech(head):
        return None
    if leads(state, number):
        return subject_after(state, number)
    token = state.document.sentences[mention.sentence].tokens[mention.first]
    if token.tag == "PRP$":
        gender = {"his": "m", "her": "f"}.get(token.text.lower())
        return person(state, number, gender) if gender else None
    if number and state.mentions[number - 1].sentence == mention.sentence and (
        mention.full_start <= state.mentions[number - 1].start and state.mentions[number - 1].end < mention.start
    ):  # fmt: skip
        return state.resolved[number - 1]
    return None


def leads(state: State, number: int) -> bool:
    """Whether the phrase opens its sentence behind a preposition, without an owner: *In a message praising …,*."""
    mention = state.mentions[number]
    tokens = state.document.sentences[mention.sentence].tokens
    return (
        mention.first == 1
        and tokens[0].text.lower() in ("in", "during", "with", "through", "via")
        and tokens[1].text.lower() in ("a", "an", "the", "one", "another")
    )


def subject_after(state: State, number: int) -> Identity | None:
    """The first name or pronoun behind a comma of the same sentence."""
    mention = state.mentions[number]
    tokens = state.document.sentences[mention.sentence].tokens
    for later in range(number + 1, len(state.mentions)):
        other = state.mentions[later]
        if other.sentence != mention.sentence:
            break
        if other.first > mention.last and tokens[other.first - 1].text == "," and other.kind in (
            MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE,
        ):  # fmt: skip
            entity = state.entity_of(other)
            return state.identity_of(entity, 0.9, "apposition") if entity is not None else None
    return None


def salient_person(state: State, number: int) -> Identity | None:
    """*the New York businessman*, where no role of the article says who that is: whom the text is about."""
    mention = state.mentions[number]
    head = mention.head
    attached = state.document.text[mention.end : mention.full_end].split()
    if is_plural(head) or head in SOURCES or (attached and attached[0] != "of"):
        return None
    points = state.salience_at(number)
    gender = names.gender_of(head)
    near = {
        t.key
        for t in state.traces[max(0, number - WINDOW) : number]
        if t is not None and mention.sentence - t.sentence <= 3
    }
    people = [
        (points.get(e.number, 0.0), e)
        for e in state.cast.entities
        if e.kind == "person" and e.number in near and (gender is None or e.gender in (None, gender))
    ]
    if not people:
        return None
    people.sort(key=lambda pair: (-pair[0], pair[1].number))
    best = people[0][0]
    second = people[1][0] if len(people) > 1 else 0.0
    return state.identity_of(people[0][1], best / (best + second) if best > 0 else 0.5, "role")


def issuer(state: State, number: int) -> Identity | None:
    """*the statement said*, where a body was just said to have said something *in a statement*: the body."""
    mention = state.mentions[number]
    if not is_speech(mention.head) or mention.full_end > mention.end:
        return None
    for back in range(number - 1, max(-1, number - WINDOW // 2), -1):
        earlier = state.mentions[back]
        if mention.sentence - earlier.sentence > 4 or earlier.kind is not MentionKind.NOUN:
            continue
        tokens = state.document.sentences[earlier.sentence].tokens
        if earlier.head != mention.head or tokens[earlier.first].text.lower() not in ("a", "an"):
            continue
        if earlier.first == 0 or tokens[earlier.first - 1].text.lower() != "in":
            return None
        for subject in range(back - 1, -1, -1):
            said_by = state.mentions[subject]
            if said_by.sentence != earlier.sentence:
                return None
            if said_by.last < len(tokens) and tokens[said_by.last].tag[:2] == "VB":
                return state.resolved[subject]._replace(how="role")
        return None
    return None


def introduced(state: State, number: int) -> Identity | None:
    """*the man*, where *a 43-year-old man* came before and nobody named him."""
    mention = state.mentions[number]
    for back in range(number - 1, max(-1, number - WINDOW), -1):
        earlier = state.mentions[back]
        if earlier.kind is MentionKind.NOUN and earlier.head == mention.head:
            tokens = state.document.sentences[earlier.sentence].tokens
            unnamed = state.resolved[back].key >= UNNAMED_FROM
            if unnamed and tokens[earlier.first].text.lower() in ("a", "an", "one", "another"):
                return state.resolved[back]
            return None
    return None


def owner(state: State, number: int) -> str | None:
    """The name behind a possessive pronoun that opens the phrase (*his spokesman*)."""
    mention = state.mentions[number]
    token = state.document.sentences[mention.sentence].tokens[mention.first]
    if token.tag != "PRP$":
        return None
    low = token.text.lower()
    if low == "his":
        found = person(state, number, "m")
    elif low == "her":
        found = person(state, number, "f")
    elif low in ("its", "their"):
        found = thing(state, number, plural=low == "their")
    else:
        return None
    return found.name


def apposed(state: State, number: int) -> Identity | None:
    """The name that an apposition ties this phrase to: *the group's president, John Smith* or the reverse."""
    mention = state.mentions[number]
    tokens = state.document.sentences[mention.sentence].tokens
    for back in range(number - 1, max(-1, number - 5), -1):
        earlier = state.mentions[back]
        if earlier.sentence != mention.sentence:
            break
        if earlier.kind not in (MentionKind.PRONOUN, MentionKind.NOUN) and (
            earlier.last + 1 == mention.first and earlier.full_end >= mention.end
        ):  # fmt: skip
            return state.resolved[back]._replace(how="apposition")
    if number + 1 < len(state.mentions):
        for forward in range(number + 1, min(len(state.mentions), number + 4)):
            later = state.mentions[forward]
            if later.sentence != mention.sentence:
                break
            if later.kind is MentionKind.PERSON and later.first >= mention.last:
                comma = later.first - 1
                tied = later.first == mention.last + 1 and tokens[comma].text == "and" and later.role
                entity = state.entity_of(later) if tied and not is_plural(mention.head) else None
                if entity is not None and tokens[mention.first].tag not in ("PRP$",) and is_role(mention.head):
                    return state.identity_of(entity, 0.9, "apposition")
                if tokens[comma].text == "," and tokens[comma - 1].end == mention.full_end and (
                    later.last >= len(tokens) or tokens[later.last].text in (",", ".", "")
                ):  # fmt: skip
                    entity = state.entity_of(later)
                    if entity is not None and not is_plural(mention.head):
                        return state.identity_of(entity, 1.0, "apposition")
                break
    return None


def by_role(state: State, number: int, kind: SpeakerKind, *, bare: bool) -> Identity | None:
    """The person or body whose role or name holds the head noun; else, for a body, the most salient one."""
    mention = state.mentions[number]
    head = mention.head
    if is_plural(head) and kind is not SpeakerKind.ORGANISATION:
        return None
    tokens = state.document.sentences[mention.sentence].tokens
    modified = any(t.text[:1].isupper() for t in tokens[mention.first + 1 : mention.last])
    points = state.salience_at(number)
    scored: list[tuple[float, int]] = []
    for entity in state.cast.entities:
        value = points.get(entity.number, 0.0)
        if kind is SpeakerKind.ORGANISATION:
            if entity.kind == "person":
                continue
            words = entity.name.lower().split()
            if modified and not all(
                t.text.lower() in words or t.text[:1].islower() for t in tokens[mention.first + 1 : mention.last]
            ):
                continue  # the French ministry is not the Russian one
            if head in words:
                value += 1.5
            elif any(head in role.split() for role in entity.roles):
                value += 1.2
            elif entity.kind != "organisation" or not bare or value < 0.6:
                continue
        else:
            if entity.kind not in ("person", "other"):
                continue
            strength = role_match(head, entity.roles)
            if not strength:
                continue
            value += strength
        if entity.first > mention.start:
            value -= 1.0
        scored.append((value, entity.number))
    if not scored:
        return None
    scored.sort(key=lambda item: (-item[0], item[1]))
    best = scored[0][0]
    second = scored[1][0] if len(scored) > 1 else 0.0
    sure = best / (best + max(0.0, second)) if best > 0 else 0.5
    return state.identity_of(state.cast.entities[scored[0][1]], sure, "role")
