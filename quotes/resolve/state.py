"""What resolution knows while it goes through an article: the cast, the mentions resolved so far, who spoke."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from quotes import names
from quotes.model import Document, Mention, MentionKind, NameSpan, SpeakerKind
from quotes.resolve.cast import Cast, Entity, build_cast, surface
from quotes.resolve.describe import head_kind, is_plural
from quotes.resolve.pronouns import OBJECT, PHRASE, POSSESSOR, SUBJECT, Trace, salience

WINDOW = 60
"""Mentions looked back over for an antecedent."""
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


class State:
    """The document, its cast, and what was found of its mentions in reading order."""

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
        self.resolved: list[Identity] = []
        self.traces: list[Trace | None] = []

    def entity_of(self, mention: Mention) -> Entity | None:
        """The likeliest entity that a proper name names; None for other mentions."""
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

    def identity_of(self, entity: Entity, sure: float, how: str) -> Identity:
        """An entity as an identity: its fullest name, titles dropped."""
        kind = SpeakerKind.PERSON if entity.kind in ("person", "other") else SpeakerKind.ORGANISATION
        if entity.kind == "other" and names.is_organisation_like(entity.name):
            kind = SpeakerKind.ORGANISATION
        name = names.strip_titles(entity.name) if kind is SpeakerKind.PERSON else entity.name
        return Identity(entity.number, name or entity.name, kind, sure, how)

    def salience_at(self, number: int) -> dict[int, float]:
        """Points of each key that the mention at *number* may stand for."""
        mention = self.mentions[number]
        low = max(0, number - WINDOW)
        begin = 0
        if self._breaks:
            begin, _ = self._section(mention.start)
            while low < number and self.mentions[low].start < begin:
                low += 1
        traces = [t for t in self.traces[low:number] if t is not None]
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

    def unnamed(self, number: int, name: str | None) -> Identity:
        """Somebody without a name, called *name*; the same as before where a description with that head agrees."""
        mention = self.mentions[number]
        kind = head_kind(mention.head) if mention.kind is MentionKind.NOUN else SpeakerKind.UNNAMED
        if mention.kind is MentionKind.NOUN and kind is SpeakerKind.UNNAMED and is_plural(mention.head):
            kind = SpeakerKind.GROUP
        key = UNNAMED_FROM + number
        for back in range(number - 1, max(-1, number - WINDOW), -1):  # the same words again are the same people
            earlier = self.mentions[back]
            if name and earlier.kind is MentionKind.NOUN and earlier.head == mention.head and (
                self.resolved[back].key >= UNNAMED_FROM and agree(name, self.resolved[back].name or "")
            ):  # fmt: skip
                earlier_name = self.resolved[back].name
                return Identity(
                    self.resolved[back].key, max(name, earlier_name or "", key=len), kind, 0.9, "description"
                )
        return Identity(key, name, kind, 1.0 if name else 0.3, "description")

    def _sentence_at(self, start: int) -> int:
        """The position of the sentence that holds the character *start*."""
        return bisect_right(self._starts, start) - 1


def agree(a: str, b: str) -> bool:
    """Whether two descriptions with one head can mean the same: one says no more than the other."""
    one, two = (set(words.lower().replace("’s", "").split()) for words in (a, b))
    return one <= two or two <= one
