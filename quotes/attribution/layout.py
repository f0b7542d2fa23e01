"""Lays a document out for attribution: its mentions and quotations as units of their sentences."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes.attribution.clauses import Group, groups_of, roles_at
from quotes.attribution.mention_context import MentionContext, context_of
from quotes.attribution.unit_kinds import UnitKind
from quotes.attribution.unit_row import Row, row_of
from quotes.attribution.units import Units, units_of
from quotes.model import Document, Mention, QuotedSpan, Sentence
from quotes.named_tuples import new_tuple


def _firsts(mentions: Sequence[Mention], sentences: int) -> list[int]:
    """Returns the position of each sentence's first mention, and as the last item the number of mentions."""
    found: list[int] = []
    for number, mention in enumerate(mentions):
        while len(found) <= mention.sentence:
            found.append(number)
    return found + [len(mentions)] * (sentences + 1 - len(found))


TERM = 60
"""Characters of the longest quotation that can be a term."""


def _folded(words: str) -> str:
    return words.casefold().strip(".,;:!?")


class Slot(NamedTuple):
    """Where an outermost quotation stands: its position in ``Document.quoted``, sentence and unit."""

    quoted: int
    sentence: int
    unit: int


class _Units(dict[int, Units]):
    """The units of each sentence, made when they are first looked at, which for many sentences is never."""

    __slots__ = ("_first_mention", "_mentions", "_sentences")

    def __init__(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mention], first_mention: Sequence[int]
    ) -> None:
        super().__init__()
        self._sentences, self._mentions, self._first_mention = sentences, mentions, first_mention

    def __missing__(self, sentence: int) -> Units:
        own = self._mentions[self._first_mention[sentence] : self._first_mention[sentence + 1]]
        units = self[sentence] = units_of(self._sentences[sentence], own)
        return units


class _Positions(dict[int, int]):
    """The position of each mention among its sentence's units, or -1 if it has none."""

    __slots__ = ("_first_mention", "_mentions", "_units")

    def __init__(self, units: _Units, mentions: Sequence[Mention], first_mention: Sequence[int]) -> None:
        super().__init__()
        self._units, self._mentions, self._first_mention = units, mentions, first_mention

    def __missing__(self, mention: int) -> int:
        sentence = self._mentions[mention].sentence
        first = self._first_mention[sentence]
        for number, position in enumerate(self._units[sentence].positions, first):
            self[number] = position
        return self[mention]


class _Rows(dict[tuple[int, int], Row]):
    """The row of units by sentence and aside; 0 stands for no aside."""

    __slots__ = ("_units",)

    def __init__(self, units: _Units) -> None:
        super().__init__()
        self._units = units

    def __missing__(self, key: tuple[int, int]) -> Row:
        sentence, region = key
        row = self[key] = row_of(self._units[sentence], region)
        return row


class _Contexts(dict[int, MentionContext]):
    """The surroundings of each mention in its sentence, computed when first asked for."""

    __slots__ = ("_first_mention", "_mentions", "_rows", "_units")

    def __init__(self, units: _Units, rows: _Rows, mentions: Sequence[Mention], first_mention: Sequence[int]) -> None:
        super().__init__()
        self._units, self._rows, self._mentions, self._first_mention = units, rows, mentions, first_mention

    def __missing__(self, position: int) -> MentionContext:
        sentence = self._mentions[position].sentence
        units = self._units[sentence]
        at = units.positions[position - self._first_mention[sentence]]
        found = self[position] = context_of(units, at, self._rows[sentence, units[at].region])
        return found


class Layout:
    """The units of every sentence, and where every mention and every outermost quotation stands among them."""

    def __init__(self, document: Document, mentions: Sequence[Mention], entities: Mapping[int, int]) -> None:
        self.document = document
        self._quoted = document.quoted
        self.mentions = mentions
        self.entities = entities
        """Number of the entity that each mention names by itself; -1 where its words alone don't tell."""
        self.first_mention = _firsts(mentions, len(document.sentences))
        """Position of each sentence's first mention, and the number of mentions at the end."""
        self.units = _Units(document.sentences, mentions, self.first_mention)
        self.unit_of = _Positions(self.units, mentions, self.first_mention)
        self.slots = self._slots()
        self.rows = _Rows(self.units)
        self.context = _Contexts(self.units, self.rows, mentions, self.first_mention).__getitem__
        """What surrounds the mention at a position in its sentence."""
        self._groups: dict[int, list[Group]] = {}
        self._roles: dict[Slot, dict[int, str]] = {}
        self._counts: Counter[str] | None = None

    def _slots(self) -> list[Slot]:
        sentences = self.document.sentences
        starts = [sentence.start for sentence in sentences]
        slots: list[Slot] = []
        for quoted, span in enumerate(self.document.quoted):
            if span.parent is not None:
                continue
            number = bisect_right(starts, span.outer_start) - 1
            if number < 0:
                continue
            token_starts, units = sentences[number].starts, self.units[number]
            at = units.letters.find(UnitKind.QUOTATION)
            while at >= 0 and token_starts[units[at].first] < span.outer_start:
                at = units.letters.find(UnitKind.QUOTATION, at + 1)
            if at >= 0 and token_starts[units[at].first] == span.outer_start:
                slots.append(new_tuple(Slot, (quoted, number, at)))
        return slots

    def stands_again(self, slot: Slot) -> bool:
        """Tests whether the same words are quoted elsewhere in the article, as terms are; case is ignored."""
        if self._counts is None:
            text = self.document.text
            spans = [self.span(each) for each in self.slots]
            self._counts = Counter([_folded(text[a.start : a.end]) for a in spans if a.end - a.start <= TERM])
        span = self.span(slot)
        return self._counts[_folded(self.document.text[span.start : span.end])] > 1

    def roles(self, slot: Slot) -> dict[int, str]:
        """Returns the part that each unit of its sentence plays for the quotation at *slot*, as :func:`roles_at` codes
        it.
        """
        found = self._roles.get(slot)
        if found is None:
            units = self.units[slot.sentence]
            found = self._roles[slot] = roles_at(units, self._groups_of(slot.sentence), slot.unit)
        return found

    def _groups_of(self, sentence: int) -> list[Group]:
        groups = self._groups.get(sentence)
        if groups is None:
            groups = self._groups[sentence] = groups_of(self.units[sentence], self.document.sentences[sentence])
        return groups

    def in_words(self, slot: Slot, mention: Mention) -> bool:
        """Tests whether the last word of a name stands in the words quoted, which speaks against it: people seldom name
        themselves.
        """
        span = self.span(slot)
        last = mention.head.split()[-1] if mention.head else ""
        return bool(last) and self.document.text.find(last, span.start, span.end) >= 0

    def span(self, slot: Slot) -> QuotedSpan:
        """Returns the quoted span at *slot*."""
        return self._quoted[slot.quoted]
