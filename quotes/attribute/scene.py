"""A document laid out for attribution: mentions and quotations as units of their sentences, and who is near whom."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from quotes.attribute.around import Around, around
from quotes.attribute.rows import Row
from quotes.attribute.units import Unit, units_of
from quotes.model import QUOTED, Document, Mention, MentionKind, QuotedSpan
from quotes.nouns import speaker_class

BEFORE = 5
"""Sentences of the same paragraph before the quotation's whose mentions are candidates."""
AFTER = 2
"""Sentences of the same paragraph after it."""
EARLIER = 2
"""Last sentences of the paragraph before."""
MOST = 28
"""Most mentions that are candidates for one quotation: the nearest."""


class Place(NamedTuple):
    """Where an outermost quotation stands: its position in ``Document.quoted``, sentence and unit."""

    quoted: int
    sentence: int
    unit: int


class Scene:
    """The units of every sentence, the place of every mention and of every outermost quotation."""

    def __init__(self, document: Document, mentions: Sequence[Mention], entities: Sequence[int]) -> None:
        self.document = document
        self.mentions = mentions
        self.entities = entities
        """The person or body that each mention names by itself, -1 where a name alone doesn't tell."""
        sentences = document.sentences
        self.first_mention: list[int] = [0] * (len(sentences) + 1)
        own: list[list[Mention]] = [[] for _ in sentences]
        for mention in mentions:
            own[mention.sentence].append(mention)
        total = 0
        self.units: list[list[Unit]] = []
        self.unit_of: list[int] = [-1] * len(mentions)
        for number, sentence in enumerate(sentences):
            self.first_mention[number] = total
            units = units_of(sentence, own[number])
            self.units.append(units)
            for position, unit in enumerate(units):
                if unit.mention >= 0:
                    self.unit_of[total + unit.mention] = position
            total += len(own[number])
        self.first_mention[len(sentences)] = total
        self.places = self._places()
        self._around: dict[int, Around] = {}
        self._rows: dict[tuple[int, int], Row] = {}

    def _places(self) -> list[Place]:
        document = self.document
        by_start = {span.outer_start: number for number, span in enumerate(document.quoted) if span.parent is None}
        places: list[Place] = []
        for number, sentence in enumerate(document.sentences):
            for position, unit in enumerate(self.units[number]):
                if unit.kind == "Q" and sentence.tokens[unit.first].tag == QUOTED:
                    quoted = by_start.get(sentence.tokens[unit.first].start)
                    if quoted is not None:
                        places.append(Place(quoted, number, position))
        return places

    def candidates(self, place: Place) -> list[int]:
        """Positions of the mentions that may have said the quotation at *place*, in reading order."""
        sentences = self.document.sentences
        here = place.sentence
        paragraph = sentences[here].paragraph
        first = here
        while first > 0 and here - first < BEFORE and sentences[first - 1].paragraph == paragraph:
            first -= 1
        if first == 0 or sentences[first - 1].paragraph != paragraph:
            earlier = first
            while earlier > 0 and first - earlier < EARLIER and (
                sentences[earlier - 1].paragraph == sentences[first - 1].paragraph
            ):  # fmt: skip
                earlier -= 1
            if first - earlier and sentences[first - 1].paragraph == paragraph - 1:
                first = earlier
        last = here + 1
        while last < len(sentences) and last - here <= AFTER and sentences[last].paragraph == paragraph:
            last += 1
        if (
            last < len(sentences)
            and sentences[last].paragraph == paragraph + 1
            and self.units[last]
            and self.units[last][0].kind == "-"
        ):
            last += 1
        found = [
            i
            for i in range(self.first_mention[first], self.first_mention[last])
            if self.unit_of[i] >= 0 and not self._owns_speaker(i) and not self._is_described(place, i)
        ]
        if len(found) > MOST:
            middle = bisect_right(found, self.first_mention[here] + sum(
                u.mention >= 0 for u in self.units[here][: place.unit]))  # fmt: skip
            low = max(0, min(middle - (MOST * 3) // 4, len(found) - MOST))
            found = found[low : low + MOST]
        return found

    def _owns_speaker(self, position: int) -> bool:
        """Whether a mention owns one that can speak (*said the union's leader*): the owned one is the candidate."""
        if position + 1 >= len(self.mentions):
            return False
        mention, owned = self.mentions[position], self.mentions[position + 1]
        if owned.sentence != mention.sentence or not owned.full_start <= mention.start < mention.end <= owned.start:
            return False
        if owned.kind is MentionKind.NOUN:
            return speaker_class(owned.head) in ("r", "rs", "g", "o", "d")
        return owned.kind is MentionKind.PERSON

    def _is_described(self, place: Place, position: int) -> bool:
        """Whether the words quoted describe the noun right behind them (*the “painful but right” cuts*)."""
        mention, units = self.mentions[position], self.units[place.sentence]
        if mention.kind is not MentionKind.NOUN or mention.sentence != place.sentence:
            return False
        if self.unit_of[position] != place.unit + 1 or mention.first != units[place.unit].first + 1:
            return False
        closed = self.document.text[self.span(place).end - 1] in ",.?!"
        verb = place.unit + 2 < len(units) and units[place.unit + 2].kind[0] in "Sv"
        first = self.document.sentences[mention.sentence].tokens[mention.first]
        return not closed and not verb and first.tag not in ("DT", "PRP$")

    def around(self, position: int) -> Around:
        """What surrounds the mention at *position* in its sentence."""
        found = self._around.get(position)
        if found is None:
            mention = self.mentions[position]
            first = self.document.sentences[mention.sentence].tokens[mention.first]
            units, at = self.units[mention.sentence], self.unit_of[position]
            row = self.row(mention.sentence, units[at].region)
            found = self._around[position] = around(units, row, at, first.text)
        return found

    def row(self, sentence: int, region: int = 0) -> Row:
        """The kinds of the units of *sentence* outside asides and in the aside *region*."""
        key = (sentence, region)
        found = self._rows.get(key)
        if found is None:
            found = self._rows[key] = Row(self.units[sentence], region)
        return found

    def in_words(self, place: Place, mention: Mention) -> bool:
        """Whether the last word of a name stands in the words quoted: people seldom name themselves."""
        span = self.span(place)
        last = mention.head.split()[-1] if mention.head else ""
        return bool(last) and self.document.text.find(last, span.start, span.end) >= 0

    def span(self, place: Place) -> QuotedSpan:
        """The quoted span at *place*."""
        return self.document.quoted[place.quoted]
