"""Holds what resolution knows of an article: its entities, the identities found so far, who spoke and who was
mentioned.

A mention's identity follows from the text and the quotations before it, never from what was asked before. So only the
mentions asked for are resolved, and of the others those that a later pronoun needs.
"""

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes.coreference.article_names import ArticleNames
from quotes.coreference.entities import Entities, Entity
from quotes.coreference.entity_groups import build_entities
from quotes.coreference.mention_history import (
    MentionHistory,
    MentionRecord,
    OrganisationRecord,
    grammatical_function,
    record_mention,
    tells_of_another,
)
from quotes.coreference.quoted_words import QuotedWords
from quotes.coreference.uncertain_names import may_be_body
from quotes.english import names, pronouns
from quotes.english.nouns import NounClass, head_kind, is_plural, speaker_class
from quotes.model import Document, Identity, Mention, MentionKind, ProperName, SpeakerKind
from quotes.named_tuples import new_tuple
from quotes.weights.sums import Sums, sums

WINDOW = 60
"""Mentions looked back over for an antecedent."""
UNNAMED_FROM = 1_000_000
"""Keys of what has no name begin here: this number, plus the position of the mention."""
FIRST_PERSON = UNNAMED_FROM - 1
"""Entity key of the author who writes *I* and has no entity of their own."""
LABELLED = UNNAMED_FROM - 2
"""Entity key of a speaker who appears only as a label (``OKAFOR: …``)."""
_BODIES = frozenset(NounClass) - {NounClass.PERSON, NounClass.THING}
"""Classes of nouns that neutral pronouns may refer to."""


class CreditedQuotation(NamedTuple):
    """A quotation that was credited: where it stands and to whom."""

    start: int
    paragraph: int
    key: int
    sentence: int
    other: int
    """Position, among the credited quotations, of the last one before it by somebody else, or -1."""


class ResolutionContext(ArticleNames, ABC):
    """The document, its entities and their names, who was quoted, and what is known of its mentions."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        spans: Sequence[ProperName],
        entities: Entities | None = None,
        *,
        table: Mapping[str, float] | None = None,
    ) -> None:
        super().__init__(document, entities if entities is not None else build_entities(document, spans, mentions))
        self.mentions = mentions
        self.proper_names = spans
        self.quoted_words = QuotedWords(document, self.entities, spans)
        self.credited: list[CreditedQuotation] = []
        self._credited_starts: list[int] = []
        self._first_credited: dict[int, int] = {}
        self._starts = [sentence.start for sentence in document.sentences]
        self.weigh = sums("antecedents") if table is None else Sums(table)
        """Weights for choosing among people."""
        self.known: dict[int, Identity] = {}
        """Identities found so far, by position of the mention."""
        self._last_known = -1
        self.fitting: dict[tuple[int, str | None], bool] = {}
        """Whether *he* (``m``) or *she* (``f``) may refer to an entity key; a cache."""
        self.goes_by_they: frozenset[int] | None = None
        """The entities whom the article says to go by *they*; None until they are first asked for."""
        starts = [mention.start for mention in mentions]
        self._people: MentionHistory[MentionRecord] = MentionHistory(starts)
        self._organisations: MentionHistory[OrganisationRecord] = MentionHistory(starts)

    @abstractmethod
    def resolve(self, number: int) -> Identity:
        """Returns the entity that the mention at *number* refers to; a possessive pronoun in its description is left as
        it is.
        """

    def keep(self, number: int, identity: Identity) -> None:
        """Remembers the identity of the mention at *number*, until a quotation before it is credited."""
        self.known[number] = identity
        self._last_known = max(self._last_known, number)

    # identities

    def identity_of(self, entity: Entity, sure: float, how: str) -> Identity:
        """Returns the identity of an entity: its fullest name, titles dropped."""
        kind = kind_of(entity)
        name = names.strip_titles(entity.name) if kind is SpeakerKind.PERSON else entity.name
        return new_tuple(Identity, (entity.number, name or entity.name, kind, sure, how))

    def count_of(self, key: int) -> int:
        """Returns how often the article names the entity *key*; 0 for an entity without a name."""
        return self.entities.all[key].count if key < len(self.entities.all) else 0

    # sections

    def section_start(self, number: int) -> int:
        """Returns where the live blog's entry of the mention at *number* begins; 0 in other articles."""
        return self._section(self.mentions[number].start)[0] if self._breaks else 0

    # who spoke

    def credit(self, start: int, paragraph: int, position: int) -> None:
        """Notes that the quotation at *start* was credited to the mention at *position*.

        Mentions behind the quotation are resolved anew, knowing that, but for the one credited: that it speaks must
        not become evidence of who it is.
        """
        identity = self.resolve(position)
        key = identity.key
        credited = self.credited
        other = -1 if not credited else len(credited) - 1 if credited[-1].key != key else credited[-1].other
        credited.append(CreditedQuotation(start, paragraph, key, bisect_right(self._starts, start) - 1, other))
        self._credited_starts.append(start)
        self._first_credited.setdefault(key, start)
        for number in range(self._last_known, -1, -1):
            if self.mentions[number].start <= start:
                break
            self.known.pop(number, None)
            self._last_known = number - 1
        self.keep(position, identity)
        self._people.forget(start)
        self._organisations.forget(start)

    def credited_before(self, number: int) -> int:
        """Returns how many quotations were credited before the mention at *number*."""
        return bisect_left(self._credited_starts, self.mentions[number].start)

    def last_credited(self, number: int) -> CreditedQuotation | None:
        """Returns the quotation credited last before the mention at *number* in the same section, else None."""
        before = self.credited_before(number)
        last = self.credited[before - 1] if before else None
        return last if last is not None and last.start >= self.section_start(number) else None

    def has_spoken(self, key: int, number: int) -> bool:
        """Tests whether a quotation before the mention at *number* was credited to *key*."""
        return self._first_credited.get(key, len(self.document.text)) < self.mentions[number].start

    # earlier mentions

    def people_before(self, number: int) -> list[MentionRecord]:
        """Returns the records of people among the ``WINDOW`` mentions before the one at *number*, in reading order."""
        begin, found = self.section_start(number), self._people.before(number, WINDOW, self._person_record)
        return [t for t in found if t.start >= begin] if begin else found

    def organisations_before(self, number: int) -> list[OrganisationRecord]:
        """Returns the records of organisations, groups and texts among the ``WINDOW`` mentions before the one at
        *number*, in reading order.
        """
        begin, found = (
            self.section_start(number),
            self._organisations.before(number, WINDOW, self._organisation_mention),
        )
        return [t for t in found if t.start >= begin] if begin else found

    def _person_record(self, number: int) -> MentionRecord | None:
        """Returns the record of the mention at *number*, or None if *he*, *she* or a role cannot refer to it."""
        mention = self.mentions[number]
        if mention.kind is MentionKind.PRONOUN:
            if mention.head not in ("he", "she"):
                return None
        elif mention.kind is MentionKind.NOUN:
            if speaker_class(mention.head) is not NounClass.PERSON:
                return None
        elif mention.role[:3].lower() != "the" or not self._stands_for_office(number, mention):
            bearer = self.bearer(mention)
            if bearer is None or bearer[0].kind not in ("person", "other"):
                return None
            entity = bearer[0]
            return record_mention(self.document, self.mentions, number, entity.number, kind_of(entity), entity.first)
        identity = self.resolve(number)
        if identity.name is None or identity.how == "apposition":  # its name has a record
            return None
        if identity.key == UNNAMED_FROM + number and tells_of_another(self.document, self.mentions, number):
            return None
        return record_mention(self.document, self.mentions, number, identity.key, identity.kind, -1)

    def _stands_for_office(self, number: int, mention: Mention) -> bool:
        """Tests whether a name is the office of a person whom the article names: *the President*."""
        return mention.role.lower().partition(" ")[0] == "the" and self.resolve(number).how == "role"

    def _organisation_mention(self, number: int) -> OrganisationRecord | None:
        """Returns the record of the mention at *number*, or None if *it*, *they* or a noun for bodies cannot refer to
        it.
        """
        mention = self.mentions[number]
        if mention.kind is MentionKind.PRONOUN:
            if mention.head not in pronouns.NEUTRAL:
                return None
        elif mention.kind is MentionKind.NOUN:
            if speaker_class(mention.head) not in _BODIES:
                return None
        else:
            bearer = self.bearer(mention)
            if bearer is None or (bearer[0].kind == "person" and not may_be_body(bearer[0])):
                return None
            return self._organisation_record(number, mention, bearer[0].number)
        identity = self.resolve(number)
        if identity.name is None:
            return None
        if identity.kind is SpeakerKind.PERSON:  # *it* is the text, which leads to its author
            if mention.kind is not MentionKind.NOUN or speaker_class(mention.head) is not NounClass.DOCUMENT:
                return None
            return self._organisation_record(number, mention, UNNAMED_FROM + number)
        return self._organisation_record(number, mention, identity.key)

    def _organisation_record(self, number: int, mention: Mention, key: int) -> OrganisationRecord:
        function, reports = grammatical_function(self.document, self.mentions, number)
        return new_tuple(OrganisationRecord, (key, mention.start, mention.sentence, function, reports))

    def in_front(self, number: int) -> Mention | None:
        """Returns the mention before the one at *number*, or None for the first."""
        return self.mentions[number - 1] if number else None

    # those without a name

    def unnamed(self, number: int, name: str | None) -> Identity:
        """Returns the identity of somebody without a name, described as *name*: that of an earlier description with the
        same head that agrees, else a new one.
        """
        mention = self.mentions[number]
        kind = head_kind(mention.head) if mention.kind is MentionKind.NOUN else SpeakerKind.UNNAMED
        if mention.kind is MentionKind.NOUN and kind is SpeakerKind.UNNAMED and is_plural(mention.head):
            kind = SpeakerKind.GROUP
        key = UNNAMED_FROM + number
        for earlier in self._alike(number) if name else ():  # the same words again are the same people
            if earlier.key >= UNNAMED_FROM and agree(name or "", earlier.name or ""):
                return Identity(earlier.key, max(name or "", earlier.name or "", key=len), kind, 0.9, "description")
        return Identity(key, name, kind, 1.0 if name else 0.3, "description")

    def _alike(self, number: int) -> list[Identity]:
        """Returns the identities of the common nouns with the same head as the mention at *number* in the window before
        it, the nearest first.
        """
        chain = self._same_head(number)
        unknown = chain
        while unknown and unknown[-1] not in self.known:
            unknown = self._same_head(unknown[-1])
            chain = chain + unknown
        for back in reversed(chain):  # the earliest first: each finds those before it known
            self.resolve(back)
        return [self.resolve(back) for back in chain if back >= number - WINDOW]

    def _same_head(self, number: int) -> list[int]:
        head, mentions = self.mentions[number].head, self.mentions
        return [
            back
            for back in range(number - 1, max(0, number - WINDOW) - 1, -1)
            if mentions[back].head == head and mentions[back].kind is MentionKind.NOUN
        ]


def kind_of(entity: Entity) -> SpeakerKind:
    """Returns whether an entity is a person or an organisation; a name of unknown kind counts as a person's unless it
    reads as a body's.
    """
    if entity.kind == "person" or (entity.kind == "other" and not names.is_organisation_like(entity.name)):
        return SpeakerKind.PERSON
    return SpeakerKind.ORGANISATION


def agree(a: str, b: str) -> bool:
    """Tests whether two descriptions with the same head can mean the same: the words of one include those of
    the other.
    """
    one, two = (set(words.lower().replace("’s", "").split()) for words in (a, b))
    return one <= two or two <= one
