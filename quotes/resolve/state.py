"""What resolution knows while it goes through an article: the cast, the mentions resolved so far, who spoke."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes import names
from quotes.model import Document, Mention, MentionKind, NameSpan, QuotedSpan, Sentence, SpeakerKind, Token
from quotes.nouns import head_kind, is_person, is_plural, is_role
from quotes.resolve.cast import Cast, Entity, build_cast, surface
from quotes.resolve.salience import Trace, salience
from quotes.resources import lexicon
from quotes.resources.sums import Sums, sums

WINDOW = 60
"""Mentions looked back over for an antecedent."""
_SEPARATOR = re.compile(r"[_*=~—–-](?:\s?[_*=~—–.-]){2,40}")
"""A line that sets the entries of a live blog apart."""


_MAN = re.compile(r"\b(?:[Hh]e|[Hh]im|[Hh]is)\b")
_WOMAN = re.compile(r"\b(?:[Ss]he|[Hh]er|[Hh]ers)\b")


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


def _verb_behind(sentence: Sentence, mention: Mention) -> Token | None:
    """The verb that follows the mention, its apposition or its relative clause; None where none does."""
    at, tokens = mention.last, sentence.tokens
    while at < len(tokens) and tokens[at].start < mention.full_end:
        at += 1
    at = sentence.past_brackets(at)
    if at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].text.lower() in ("who", "which", "whose"):
        at += 2
        while at < len(tokens) and tokens[at].text not in (",", ""):
            at += 1
    while at < len(tokens) and (tokens[at].text in (",", "-", "--") or tokens[at].tag[:2] == "RB"):
        at += 1
    return tokens[at] if at < len(tokens) and tokens[at].tag[:2] in ("VB", "MD") else None


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
        self,
        document: Document,
        mentions: Sequence[Mention],
        spans: Sequence[NameSpan],
        cast: Cast | None = None,
        *,
        table: Mapping[str, float] | None = None,
    ) -> None:
        self.document = document
        self.mentions = mentions
        self.cast = cast if cast is not None else build_cast(document, spans, mentions)
        self._counts = {entity.number: entity.count for entity in self.cast.entities}
        self.said: list[Said] = []
        self._breaks = [
            paragraph.start
            for paragraph in document.paragraphs
            if _SEPARATOR.fullmatch(document.text, paragraph.start, paragraph.end)
        ]
        """Where the entries of a live blog are set apart: each has its own people."""
        self._starts = [sentence.start for sentence in document.sentences]
        self._names = spans
        self._name_starts = [span.start for span in spans]
        self._quoted_starts = [span.start for span in document.quoted]
        self._in_words: dict[int, frozenset[int]] = {}
        self.weigh = sums("antecedents") if table is None else Sums(table)
        """Weights for choosing among people."""
        self._by_head: dict[str, list[int]] | None = None
        self.resolved: list[Identity] = []
        self.traces: list[Trace | None] = []

    def entity_of(self, mention: Mention) -> Entity | None:
        """The entity that a proper name most likely names by itself; None for other mentions."""
        found = self.bearers(mention)
        return found[0] if found else None

    def bearers(self, mention: Mention) -> list[Entity]:
        """The entities that a proper name may name, the one the article names most first: several of one family."""
        if mention.kind in (MentionKind.PRONOUN, MentionKind.NOUN):
            return []
        found = self.cast.by_form.get(surface(mention.head), [])
        if len(found) > 1 and self._breaks:
            first, last = self._section(mention.start)
            here = [e for e in found if any(first <= place < last for place in e.full)]
            found = here or found
        title = mention.role.partition(";")[0].split()[-1:]
        gender = names.gender_of(title[0]) if title else None
        others = all(e.kind == "person" and e.gender not in (None, gender) for e in found)
        if found and gender and others and not names.is_full(mention.head):
            return [self._other_bearer(mention, gender)]
        if len(found) > 1 and mention.role:
            gender = names.gender_of(mention.role)
            fitting = [e for e in found if not gender or e.gender in (None, gender)]
            words = set(mention.role.lower().split())
            fitting.sort(key=lambda e: -sum(bool(words & set(role.split())) for role in e.roles) > 0)
            found = fitting or found
        return found

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

    def section_start(self, number: int) -> int:
        """Where the live blog's entry of the mention at *number* begins; 0 where there are none."""
        return self._section(self.mentions[number].start)[0] if self._breaks else 0

    def traces_before(self, number: int) -> list[Trace]:
        """What earlier mentions near the one at *number* left, in reading order."""
        low = max(0, number - WINDOW)
        begin = self.section_start(number)
        while low < number and self.mentions[low].start < begin:
            low += 1
        return [t for t in self.traces[low:number] if t is not None]

    def salience_at(self, number: int) -> dict[int, float]:
        """Points of each key that the mention at *number* may stand for."""
        mention = self.mentions[number]
        begin = self.section_start(number)
        last = None
        paragraph = self.document.sentences[mention.sentence].paragraph
        for said in reversed(self.said):
            if said.start < begin:
                break
            if said.start < mention.start:
                last = (said.key, max(0, paragraph - said.paragraph), said.sentence)
                break
        return salience(self.traces_before(number), mention.sentence, self._counts, last)

    def _trace(self, number: int, identity: Identity) -> Trace | None:
        if identity.name is None or identity.key == UNNAMED_FROM:
            return None
        mention = self.mentions[number]
        sentence = self.document.sentences[mention.sentence]
        place, says = self._place(number)
        behind = _verb_behind(sentence, mention) if place == "S" else None
        if behind is not None and behind.text.lower() in lexicon("reporting_forms"):
            says = True
        if mention.kind is MentionKind.NOUN and identity.kind is SpeakerKind.PERSON and not is_person(mention.head):
            place, behind = "P", None  # Okafor's statement: she is its owner
        if mention.kind is MentionKind.PRONOUN:
            form, first = "P", False
        elif mention.kind is MentionKind.NOUN:
            form, first = "D", False
        else:
            form = "F" if names.is_full(mention.head) else "N"
            entity = self.cast.entities[identity.key] if identity.key < len(self.cast.entities) else None
            first = entity is not None and entity.first == mention.start
        return Trace(
            identity.key, mention.start, mention.sentence, sentence.paragraph, place, says, form, first,
            identity.kind is SpeakerKind.PERSON, behind is not None,
        )  # fmt: skip

    def place_of(self, number: int) -> str:
        """What the mention at *number* is in its sentence, by the words beside it: as in a trace."""
        return self._place(number)[0]

    def _place(self, number: int) -> tuple[str, bool]:
        """The place of a mention, and whether it is the subject of a reporting verb."""
        mention = self.mentions[number]
        if self._is_apposed(number):
            return self._place(number - 1)
        tokens = self.document.sentences[mention.sentence].tokens
        following = tokens[mention.last] if mention.last < len(tokens) else None
        before = tokens[mention.first - 1] if mention.first else None
        says = following is not None and following.text.lower() in lexicon("reporting_forms")
        if (following is not None and following.tag == "POS") or tokens[mention.last - 1].tag == "PRP$":
            return "P", says
        if before is not None and before.tag in ("IN", "TO"):
            if (
                before.text.lower() == "to"
                and mention.first > 1
                and tokens[mention.first - 2].text.lower() == "according"
            ):
                return "S", True
            return "I", says
        if before is not None and before.tag[:2] == "VB" and (
            following is None or following.tag[:2] not in ("VB", "MD")
        ):  # fmt: skip
            earlier = tokens[mention.first - 2].text if mention.first > 1 else ""
            if earlier in ("", ",") and before.text.lower() in lexicon("reporting_forms"):
                return "S", True  # “…,” said Okafor
            return "O", says
        return "S", says

    def _is_apposed(self, number: int) -> bool:
        """Whether a name stands between commas behind the role that it names: *from his lawyer, Dana Okafor,*."""
        mention, role = self.mentions[number], self.mentions[number - 1] if number else None
        if role is None or role.sentence != mention.sentence or role.kind is not MentionKind.NOUN:
            return False
        tokens = self.document.sentences[mention.sentence].tokens
        between = mention.kind is MentionKind.PERSON and role.last + 1 == mention.first
        closed = mention.last < len(tokens) and tokens[mention.last].text == ","
        return between and closed and tokens[role.last].text == "," and is_role(role.head)

    def named_in_words(self, sentence: int) -> frozenset[int]:
        """The people whose names stand inside the quotations of the sentence at position *sentence*."""
        known = self._in_words.get(sentence)
        if known is None:
            here = self.document.sentences[sentence]
            found: set[int] = set()
            for span in self._quoted_in(here.start, here.end):
                low = bisect_left(self._name_starts, span.start)
                for name in self._names[low : bisect_left(self._name_starts, span.end, low)]:
                    entity = self.cast.of(surface(self.document.text[name.start : name.end]))
                    if entity is not None:
                        found.add(entity.number)
            known = self._in_words[sentence] = frozenset(found)
        return known

    def pronoun_in_words(self, sentence: int, gender: str) -> bool:
        """Whether a quotation of the sentence at *sentence* speaks of a man (``m``) or woman (``f``) by a pronoun."""
        here = self.document.sentences[sentence]
        pattern = _MAN if gender == "m" else _WOMAN
        return any(
            pattern.search(self.document.text, span.start, span.end) for span in self._quoted_in(here.start, here.end)
        )

    def _quoted_in(self, start: int, end: int) -> Sequence[QuotedSpan]:
        low = bisect_left(self._quoted_starts, start)
        return self.document.quoted[low : bisect_left(self._quoted_starts, end, low)]

    def unnamed(self, number: int, name: str | None) -> Identity:
        """Somebody without a name, called *name*; the same as before where a description with that head agrees."""
        mention = self.mentions[number]
        kind = head_kind(mention.head) if mention.kind is MentionKind.NOUN else SpeakerKind.UNNAMED
        if mention.kind is MentionKind.NOUN and kind is SpeakerKind.UNNAMED and is_plural(mention.head):
            kind = SpeakerKind.GROUP
        key = UNNAMED_FROM + number
        for back in self._alike(number) if name else ():  # the same words again are the same people
            earlier = self.resolved[back]
            if earlier.key >= UNNAMED_FROM and agree(name or "", earlier.name or ""):
                return Identity(earlier.key, max(name or "", earlier.name or "", key=len), kind, 0.9, "description")
        return Identity(key, name, kind, 1.0 if name else 0.3, "description")

    def _alike(self, number: int) -> Sequence[int]:
        """Common nouns with the same head as the mention at *number* in the window before it, the nearest first."""
        if self._by_head is None:
            self._by_head = defaultdict(list)
            for position, mention in enumerate(self.mentions):
                if mention.kind is MentionKind.NOUN:
                    self._by_head[mention.head].append(position)
        found = self._by_head.get(self.mentions[number].head, [])
        return found[bisect_right(found, number - WINDOW) : bisect_left(found, number)][::-1]

    def _sentence_at(self, start: int) -> int:
        """The position of the sentence that holds the character *start*."""
        return bisect_right(self._starts, start) - 1


def agree(a: str, b: str) -> bool:
    """Whether two descriptions with one head can mean the same: one says no more than the other."""
    one, two = (set(words.lower().replace("’s", "").split()) for words in (a, b))
    return one <= two or two <= one
