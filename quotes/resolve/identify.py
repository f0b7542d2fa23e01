"""Who a mention is, within one article: the fullest name, or a description where there is no name."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from quotes import names
from quotes.model import Article, Document, Mention, MentionKind, NameSpan, SpeakerKind
from quotes.resolve.cast import Cast, Entity, build_cast, surface
from quotes.resolve.describe import SOURCES, describe, head_kind, is_plural, is_speech
from quotes.resolve.pronouns import (
    GENDER_KNOWN,
    OBJECT,
    PHRASE,
    POSSESSOR,
    SUBJECT,
    Trace,
    salience,
)
from quotes.resolve.roles import role_match

WINDOW = 60
"""Mentions looked back over for an antecedent."""
_MALE = frozenset({"he", "him", "himself", "his"})
_FEMALE = frozenset({"she", "her", "herself", "hers"})
_PLURAL = frozenset({"they", "them", "themselves", "theirs"})
_FIRST = frozenset({"i", "me", "we", "us", "mine", "ours"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


_SEPARATOR = re.compile(r"[_*=~—–-](?:\s?[_*=~—–.-]){2,40}")
"""A line that sets the entries of a live blog apart."""


class Identity(NamedTuple):
    """Whom a mention stands for."""

    key: int
    """The same for the same person or body; an entity's number, or from 1,000,000 for what has no name."""
    name: str | None
    kind: SpeakerKind
    sure: float
    """How much the choice stood out, 0 to 1; 1 where there was nothing to choose."""
    how: str
    """``name``, ``full``, ``pronoun``, ``role``, ``apposition``, ``byline`` or ``description``."""


class Said(NamedTuple):
    """A quotation that was credited: where it stands and to whom."""

    start: int
    paragraph: int
    key: int
    sentence: int


UNNAMED_FROM = 1_000_000


class Resolver:
    """Identities of the mentions of one document, in reading order, knowing who was quoted before."""

    def __init__(
        self, document: Document, mentions: Sequence[Mention], spans: Sequence[NameSpan], cast: Cast | None = None
    ) -> None:
        self.document = document
        self.mentions = mentions
        self.cast = cast if cast is not None else build_cast(document, spans, mentions)
        self._counts = {entity.number: entity.count for entity in self.cast.entities}
        self._same_head: dict[str, list[int]] = {}
        self.said: list[Said] = []
        self._breaks = [
            paragraph.start
            for paragraph in document.paragraphs
            if _SEPARATOR.fullmatch(document.text, paragraph.start, paragraph.end)
        ]
        """Where the entries of a live blog are set apart: each has its own people."""
        self._starts = [sentence.start for sentence in document.sentences]
        self._resolved: list[Identity] = []
        self._traces: list[Trace | None] = []

    def entities(self) -> list[int]:
        """For each mention the number of the entity that its name alone tells, else -1."""
        found: list[int] = []
        for mention in self.mentions:
            entity = self._named(mention)
            found.append(entity.number if entity is not None else -1)
        return found

    def identify(self, position: int) -> Identity:
        """Whom the mention at *position* stands for, given what was credited so far."""
        while len(self._resolved) <= position:
            number = len(self._resolved)
            identity = self._identify(number)
            self._resolved.append(identity)
            self._traces.append(self._trace(number, identity))
        return self._resolved[position]

    def key_of(self, position: int) -> int:
        """A number that is equal for mentions of the same speaker."""
        return self.identify(position).key

    def credit(self, start: int, paragraph: int, position: int) -> None:
        """Note that the quotation at *start* was credited to the mention at *position*.

        Mentions behind the quotation are looked at anew, knowing that.
        """
        key = self.identify(position).key
        self.said.append(Said(start, paragraph, key, self._sentence_at(start)))
        keep = len(self._resolved)
        while keep and self.mentions[keep - 1].start > start:
            keep -= 1
        del self._resolved[keep:], self._traces[keep:]

    def _sentence_at(self, start: int) -> int:
        """The position of the sentence that holds the character *start*."""
        return bisect_right(self._starts, start) - 1

    def named(self, words: str) -> Identity | None:
        """Whom a label outside the sentences names (``OKAFOR``); a name the article lacks stands for itself."""
        form = surface(words.strip())
        if not form:
            return None
        titled = form.title() if form.isupper() else form
        for each in (form, titled, names.strip_titles(titled), titled.split()[-1]):
            entity = self.cast.of(each)
            if entity is not None and entity.kind == "person":
                return self._entity(entity, 1.0, "name")
        last = titled.split()[-1]
        bearers = [e for e in self.cast.entities if e.kind == "person" and last in e.name.split()]
        if bearers:
            return self._entity(max(bearers, key=lambda e: (e.count, -e.first)), 0.9, "name")
        name = names.strip_titles(titled)
        return Identity(UNNAMED_FROM - 1, name, SpeakerKind.PERSON, 0.9, "name") if name else None

    def main_person(self) -> Identity | None:
        """The person whom the article names most: who answers in an interview."""
        people = [e for e in self.cast.entities if e.kind == "person"]
        if not people:
            return None
        return self._entity(max(people, key=lambda e: (e.count, -e.first)), 0.8, "name")

    # names

    def _named(self, mention: Mention) -> Entity | None:
        if mention.kind in (MentionKind.PRONOUN, MentionKind.NOUN):
            return None
        found = self.cast.by_form.get(surface(mention.head), [])
        if len(found) > 1 and self._breaks:
            first, last = self._section(mention.start)
            here = [e for e in found if any(first <= place < last for place in e.full)]
            found = here or found
        if found and mention.role and names.gender_of(mention.role) and not names.is_full(mention.head):
            gender = names.gender_of(mention.role)
            if all(e.kind == "person" and e.gender not in (None, gender) for e in found):
                return self._other_bearer(mention, gender)
        if len(found) > 1 and mention.role:
            gender = names.gender_of(mention.role)
            fitting = [e for e in found if not gender or e.gender in (None, gender)]
            words = set(mention.role.lower().split())
            fitting.sort(key=lambda e: -sum(bool(words & set(role.split())) for role in e.roles) > 0)
            found = fitting or found
        return found[0] if found else None

    def _section(self, place: int) -> tuple[int, int]:
        """The ends of the live blog's entry that holds the character *place*; the whole text where there are none."""
        at = bisect_right(self._breaks, place)
        return (
            self._breaks[at - 1] if at else 0,
            self._breaks[at] if at < len(self._breaks) else len(self.document.text),
        )

    def _other_bearer(self, mention: Mention, gender: str | None) -> Entity:
        """*Mr Grant*, where the article's only full name of a Grant is a woman's: somebody else."""
        form = f"{surface(mention.head)} ({gender})"
        entity = self.cast.of(form)
        if entity is None:
            entity = Entity(len(self.cast.entities), "person", surface(mention.head), mention.start)
            entity.gender = gender
            self.cast.entities.append(entity)
            self.cast.by_form[form] = [entity]
            self._counts[entity.number] = 1
        return entity

    def _identify(self, number: int) -> Identity:
        mention = self.mentions[number]
        if mention.kind is MentionKind.PRONOUN:
            return self._pronoun(number)
        if mention.kind is MentionKind.NOUN:
            return self._noun(number)
        entity = self._named(mention)
        if entity is None:
            return Identity(UNNAMED_FROM + number, mention.head, SpeakerKind.PERSON, 0.5, "name")
        return self._entity(entity, 1.0, "full" if mention.head == entity.name else "name")

    def _entity(self, entity: Entity, sure: float, how: str) -> Identity:
        kind = SpeakerKind.PERSON if entity.kind in ("person", "other") else SpeakerKind.ORGANISATION
        if entity.kind == "other" and names.is_organisation_like(entity.name):
            kind = SpeakerKind.ORGANISATION
        name = names.strip_titles(entity.name) if kind is SpeakerKind.PERSON else entity.name
        return Identity(entity.number, name or entity.name, kind, sure, how)

    # pronouns

    def _pronoun(self, number: int) -> Identity:
        mention = self.mentions[number]
        low = mention.head
        if low in _FIRST:
            return self._first_person()
        if low == "who":
            return self._relative(number)
        if low in _MALE:
            return self._person(number, "m")
        if low in _FEMALE:
            return self._person(number, "f")
        return self._thing(number, plural=low in _PLURAL)

    def _first_person(self) -> Identity:
        byline = first_author(self.document.article)
        if byline is None:
            return Identity(UNNAMED_FROM, None, SpeakerKind.PERSON, 1.0, "byline")
        entity = self.cast.of(byline)
        key = entity.number if entity is not None else UNNAMED_FROM
        return Identity(key, byline, SpeakerKind.PERSON, 1.0, "byline")

    def _relative(self, number: int) -> Identity:
        mention = self.mentions[number]
        back = number - 1
        while back >= 0 and self.mentions[back].sentence == mention.sentence:
            earlier = self.mentions[back]
            if earlier.full_end + 2 >= mention.start and earlier.kind is not MentionKind.PRONOUN:
                found = self._resolved[back]
                outer = back - 1
                while outer >= 0 and self.mentions[outer].sentence == mention.sentence and (
                    self.mentions[outer].full_end >= earlier.full_end
                ):  # fmt: skip
                    found = self._resolved[outer]
                    outer -= 1
                return found._replace(how="role")
            back -= 1
        return self._unnamed(number, None)

    def _person(self, number: int, gender: str) -> Identity:
        mention = self.mentions[number]
        points = self._salience(number)
        scored: list[tuple[float, int, int]] = []
        for key, value in points.items():
            if key < UNNAMED_FROM:
                entity = self.cast.entities[key]
                if entity.kind not in ("person", "other"):
                    continue
                if entity.kind == "other":
                    value -= 0.8
                if entity.gender is not None and entity.gender != gender:
                    continue
                if entity.gender == gender:
                    value += GENDER_KNOWN
            else:
                found = self._resolved[key - UNNAMED_FROM] if key - UNNAMED_FROM < len(self._resolved) else None
                if found is None or found.kind is not SpeakerKind.UNNAMED:
                    continue
                words = self.mentions[key - UNNAMED_FROM]
                if is_plural(words.head) or not _is_person(words.head):
                    continue
                hint = names.gender_of(words.head)
                if hint is not None and hint != gender:
                    continue
                value += GENDER_KNOWN if hint == gender else -0.35
            scored.append((value, -key, key))
        if not scored:
            return self._fallback(number, gender)
        scored.sort(reverse=True)
        best, _, key = scored[0]
        second = scored[1][0] if len(scored) > 1 else 0.0
        sure = best / (best + max(0.0, second)) if best > 0 else 0.5
        if key < UNNAMED_FROM:
            return self._entity(self.cast.entities[key], sure, "pronoun")
        found = self._resolved[key - UNNAMED_FROM]
        return found._replace(sure=sure, how="pronoun") if mention else found

    def _fallback(self, number: int, gender: str) -> Identity:
        """Nobody is near: the person named last before, or the one the article names most."""
        mention = self.mentions[number]
        people = [e for e in self.cast.entities if e.kind == "person" and e.gender in (None, gender)]
        if not people:
            return self._unnamed(number, None)
        before = [e for e in people if e.first < mention.start]
        entity = max(before or people, key=lambda e: (e.count, -e.first))
        return self._entity(entity, 0.4, "pronoun")

    def _thing(self, number: int, *, plural: bool) -> Identity:
        points = self._salience(number)
        scored: list[tuple[float, int, int]] = []
        for key, value in points.items():
            if key < UNNAMED_FROM:
                entity = self.cast.entities[key]
                if entity.kind == "person":
                    continue
                value += 0.3 if entity.kind == "organisation" else -0.3
            else:
                if key - UNNAMED_FROM >= len(self._resolved):
                    continue
                words = self.mentions[key - UNNAMED_FROM]
                kind = head_kind(words.head)
                if plural != (is_plural(words.head) or kind is SpeakerKind.GROUP) and (
                    kind is not SpeakerKind.ORGANISATION
                ):  # fmt: skip
                    continue
            scored.append((value, -key, key))
        if not scored:
            return self._unnamed(number, None)
        scored.sort(reverse=True)
        best, _, key = scored[0]
        second = scored[1][0] if len(scored) > 1 else 0.0
        sure = best / (best + max(0.0, second)) if best > 0 else 0.5
        if key < UNNAMED_FROM:
            return self._entity(self.cast.entities[key], sure, "pronoun")
        return self._resolved[key - UNNAMED_FROM]._replace(sure=sure, how="pronoun")

    def _salience(self, number: int) -> dict[int, float]:
        mention = self.mentions[number]
        low = max(0, number - WINDOW)
        begin = 0
        if self._breaks:
            begin, _ = self._section(mention.start)
            while low < number and self.mentions[low].start < begin:
                low += 1
        traces = [t for t in self._traces[low:number] if t is not None]
        last = None
        paragraph = self.document.sentences[mention.sentence].paragraph
        for said in reversed(self.said):
            if said.start < begin:
                break
            if said.start < mention.start:
                last = (said.key, max(0, paragraph - said.paragraph), said.sentence)
                break
        return salience(traces, mention.sentence, self._counts, last)

    def _trace(self, number: int, identity: Identity) -> Trace | None:
        if identity.name is None or identity.key == UNNAMED_FROM:
            return None
        mention = self.mentions[number]
        tokens = self.document.sentences[mention.sentence].tokens
        following = tokens[mention.last].tag if mention.last < len(tokens) else ""
        before = tokens[mention.first - 1] if mention.first else None
        if following == "POS" or tokens[mention.last - 1].tag == "PRP$":
            points = POSSESSOR
        elif before is not None and before.tag in ("IN", "TO"):
            points = PHRASE
        elif before is not None and before.tag[:2] == "VB" and following[:2] not in ("VB", "MD"):
            points = OBJECT
        else:
            points = SUBJECT
        return Trace(identity.key, mention.sentence, points, identity.kind is SpeakerKind.PERSON)

    # common nouns

    def _noun(self, number: int) -> Identity:
        mention = self.mentions[number]
        tied = self._apposed(number)
        if tied is not None:
            return tied
        tokens = self.document.sentences[mention.sentence].tokens
        opening = tokens[mention.first].text.lower()
        kind = head_kind(mention.head)
        bare = mention.full_end == mention.end
        said_by = self._said_by(number)
        if said_by is not None:
            return said_by
        if opening in _DEFINITE:
            found = self._issuer(number) or self._introduced(number) or self._by_role(number, kind, bare=bare)
            if found is None and kind is SpeakerKind.UNNAMED and _is_role(mention.head):
                found = self._salient_person(number)
            if found is not None:
                return found
        return self._unnamed(number, describe(self.document, mention, self._owner(number)))

    def _said_by(self, number: int) -> Identity | None:
        """The owner of an act of speech: *Okafor's claim*, *his remarks*."""
        mention = self.mentions[number]
        head = mention.head
        if not is_speech(head):
            return None
        if self._leads(number):
            return self._subject_after(number)
        token = self.document.sentences[mention.sentence].tokens[mention.first]
        if token.tag == "PRP$":
            gender = {"his": "m", "her": "f"}.get(token.text.lower())
            return self._person(number, gender) if gender else None
        if number and self.mentions[number - 1].sentence == mention.sentence and (
            mention.full_start <= self.mentions[number - 1].start and self.mentions[number - 1].end < mention.start
        ):  # fmt: skip
            return self._resolved[number - 1]
        return None

    def _leads(self, number: int) -> bool:
        """Whether the phrase opens its sentence behind a preposition, without an owner: *In a message praising …,*."""
        mention = self.mentions[number]
        tokens = self.document.sentences[mention.sentence].tokens
        return (
            mention.first == 1
            and tokens[0].text.lower() in ("in", "during", "with", "through", "via")
            and tokens[1].text.lower() in ("a", "an", "the", "one", "another")
        )

    def _subject_after(self, number: int) -> Identity | None:
        """The first name or pronoun behind a comma of the same sentence."""
        mention = self.mentions[number]
        tokens = self.document.sentences[mention.sentence].tokens
        for later in range(number + 1, len(self.mentions)):
            other = self.mentions[later]
            if other.sentence != mention.sentence:
                break
            if other.first > mention.last and tokens[other.first - 1].text == "," and other.kind in (
                MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE,
            ):  # fmt: skip
                entity = self._named(other)
                return self._entity(entity, 0.9, "apposition") if entity is not None else None
        return None

    def _salient_person(self, number: int) -> Identity | None:
        """*the New York businessman*, where no role of the article says who that is: whom the text is about."""
        mention = self.mentions[number]
        head = mention.head
        attached = self.document.text[mention.end : mention.full_end].split()
        if is_plural(head) or head in SOURCES or (attached and attached[0] != "of"):
            return None
        points = self._salience(number)
        gender = names.gender_of(head)
        near = {
            t.key
            for t in self._traces[max(0, number - WINDOW) : number]
            if t is not None and mention.sentence - t.sentence <= 3
        }
        people = [
            (points.get(e.number, 0.0), e)
            for e in self.cast.entities
            if e.kind == "person" and e.number in near and (gender is None or e.gender in (None, gender))
        ]
        if not people:
            return None
        people.sort(key=lambda pair: (-pair[0], pair[1].number))
        best = people[0][0]
        second = people[1][0] if len(people) > 1 else 0.0
        return self._entity(people[0][1], best / (best + second) if best > 0 else 0.5, "role")

    def _issuer(self, number: int) -> Identity | None:
        """*the statement said*, where a body was just said to have said something *in a statement*: the body."""
        mention = self.mentions[number]
        if not is_speech(mention.head) or mention.full_end > mention.end:
            return None
        for back in range(number - 1, max(-1, number - WINDOW // 2), -1):
            earlier = self.mentions[back]
            if mention.sentence - earlier.sentence > 4 or earlier.kind is not MentionKind.NOUN:
                continue
            tokens = self.document.sentences[earlier.sentence].tokens
            if earlier.head != mention.head or tokens[earlier.first].text.lower() not in ("a", "an"):
                continue
            if earlier.first == 0 or tokens[earlier.first - 1].text.lower() != "in":
                return None
            for subject in range(back - 1, -1, -1):
                said_by = self.mentions[subject]
                if said_by.sentence != earlier.sentence:
                    return None
                if said_by.last < len(tokens) and tokens[said_by.last].tag[:2] == "VB":
                    return self._resolved[subject]._replace(how="role")
            return None
        return None

    def _introduced(self, number: int) -> Identity | None:
        """*the man*, where *a 43-year-old man* came before and nobody named him."""
        mention = self.mentions[number]
        for back in range(number - 1, max(-1, number - WINDOW), -1):
            earlier = self.mentions[back]
            if earlier.kind is MentionKind.NOUN and earlier.head == mention.head:
                tokens = self.document.sentences[earlier.sentence].tokens
                unnamed = self._resolved[back].key >= UNNAMED_FROM
                if unnamed and tokens[earlier.first].text.lower() in ("a", "an", "one", "another"):
                    return self._resolved[back]
                return None
        return None

    def _owner(self, number: int) -> str | None:
        """The name behind a possessive pronoun that opens the phrase (*his spokesman*)."""
        mention = self.mentions[number]
        token = self.document.sentences[mention.sentence].tokens[mention.first]
        if token.tag != "PRP$":
            return None
        low = token.text.lower()
        if low == "his":
            found = self._person(number, "m")
        elif low == "her":
            found = self._person(number, "f")
        elif low in ("its", "their"):
            found = self._thing(number, plural=low == "their")
        else:
            return None
        return found.name

    def _apposed(self, number: int) -> Identity | None:
        """The name that an apposition ties this phrase to: *the group's president, John Smith* or the reverse."""
        mention = self.mentions[number]
        tokens = self.document.sentences[mention.sentence].tokens
        for back in range(number - 1, max(-1, number - 5), -1):
            earlier = self.mentions[back]
            if earlier.sentence != mention.sentence:
                break
            if earlier.kind not in (MentionKind.PRONOUN, MentionKind.NOUN) and (
                earlier.last + 1 == mention.first and earlier.full_end >= mention.end
            ):  # fmt: skip
                return self._resolved[back]._replace(how="apposition")
        if number + 1 < len(self.mentions):
            for forward in range(number + 1, min(len(self.mentions), number + 4)):
                later = self.mentions[forward]
                if later.sentence != mention.sentence:
                    break
                if later.kind is MentionKind.PERSON and later.first >= mention.last:
                    comma = later.first - 1
                    tied = later.first == mention.last + 1 and tokens[comma].text == "and" and later.role
                    entity = self._named(later) if tied and not is_plural(mention.head) else None
                    if entity is not None and tokens[mention.first].tag not in ("PRP$",) and _is_role(mention.head):
                        return self._entity(entity, 0.9, "apposition")
                    if tokens[comma].text == "," and tokens[comma - 1].end == mention.full_end and (
                        later.last >= len(tokens) or tokens[later.last].text in (",", ".", "")
                    ):  # fmt: skip
                        entity = self._named(later)
                        if entity is not None and not is_plural(mention.head):
                            return self._entity(entity, 1.0, "apposition")
                    break
        return None

    def _by_role(self, number: int, kind: SpeakerKind, *, bare: bool) -> Identity | None:
        """The person or body whose role or name holds the head noun; else, for a body, the most salient one."""
        mention = self.mentions[number]
        head = mention.head
        if is_plural(head) and kind is not SpeakerKind.ORGANISATION:
            return None
        tokens = self.document.sentences[mention.sentence].tokens
        modified = any(t.text[:1].isupper() for t in tokens[mention.first + 1 : mention.last])
        points = self._salience(number)
        scored: list[tuple[float, int]] = []
        for entity in self.cast.entities:
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
        return self._entity(self.cast.entities[scored[0][1]], sure, "role")

    def _unnamed(self, number: int, name: str | None) -> Identity:
        mention = self.mentions[number]
        kind = head_kind(mention.head) if mention.kind is MentionKind.NOUN else SpeakerKind.UNNAMED
        if mention.kind is MentionKind.NOUN and kind is SpeakerKind.UNNAMED and is_plural(mention.head):
            kind = SpeakerKind.GROUP
        key = UNNAMED_FROM + number
        for back in range(number - 1, max(-1, number - WINDOW), -1):  # the same words again are the same people
            earlier = self.mentions[back]
            if name and earlier.kind is MentionKind.NOUN and earlier.head == mention.head and (
                self._resolved[back].key >= UNNAMED_FROM and _agree(name, self._resolved[back].name or "")
            ):  # fmt: skip
                earlier_name = self._resolved[back].name
                return Identity(
                    self._resolved[back].key, max(name, earlier_name or "", key=len), kind, 0.9, "description"
                )
        return Identity(key, name, kind, 1.0 if name else 0.3, "description")


def _agree(a: str, b: str) -> bool:
    """Whether two descriptions with one head can mean the same: one says no more than the other."""
    one, two = (set(words.lower().replace("’s", "").split()) for words in (a, b))
    return one <= two or two <= one


def _is_person(head: str) -> bool:
    """Whether a common noun can be a person whom the article does not name."""
    return (
        head in SOURCES
        or _is_role(head)
        or head in ("child", "teen", "teenager", "friend", "victim", "suspect", "parent")
    )


def _is_role(head: str) -> bool:
    """Whether a common noun names what a person is, by its ending or the lists."""
    return (
        head.endswith(("er", "or", "ist", "man", "woman", "ian", "ent", "ant", "ee", "chief", "head", "star", "crat"))
        or head
        in (
            "mogul",
            "billionaire",
            "republican",
            "conservative",
            "liberal",
            "coach",
            "judge",
            "representative",
            "native",
        )
        or names.gender_of(head) is not None
    )


def first_author(article: Article) -> str | None:
    """The first name of the byline, without "By" and what follows a comma or "and"."""
    if not article.byline:
        return None
    line = article.byline.strip()
    if line[:3].lower() == "by ":
        line = line[3:]
    for separator in (",", " and ", " & ", ";", "|"):
        line = line.split(separator)[0]
    return " ".join(line.split()) or None
