"""A document laid out for attribution: mentions and quotations as units of their sentences, and who is near whom."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes.attribution.mention_context import Around, around
from quotes.attribution.unit_kinds import NOUNS
from quotes.attribution.unit_row import Row, row_of
from quotes.attribution.units import Units, units_of
from quotes.english.nouns import speaker_class
from quotes.model import Document, Mention, MentionKind, QuotedSpan, Sentence

BEFORE = 5
"""Sentences of the same paragraph before the quotation's whose mentions are candidates."""
EARLIER = 2
"""Last sentences of the paragraph before."""
MOST = 28
"""Most mentions of its own sentence that are candidates for one quotation: the nearest."""
MOST_BEFORE = 20
"""The same of the sentences before it."""


# Which mentions outside its own sentence are candidates for a quotation.  Of the 8,198 quotations of the training
# articles whose source is annotated the kinds left out have 20; they are more than half of all mentions near.
_SINGLE = frozenset({"he", "she", "i"})
_PRONOUNS_BEFORE = _SINGLE | {"it", "they", "we", "who"}
_NOUNS_BEFORE = frozenset({"r", "rs", "g", "o", "d"})
_NOUN_LETTERS = frozenset(NOUNS)
_NAMES = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.NAME, MentionKind.PLACE})


def _from_sentence_before(mention: Mention) -> bool:
    if mention.kind is MentionKind.NOUN:
        return speaker_class(mention.head) in _NOUNS_BEFORE
    return mention.kind is not MentionKind.PRONOUN or mention.head in _PRONOUNS_BEFORE


def _from_afar(mention: Mention) -> bool:
    return mention.kind in _NAMES or mention.head in _SINGLE


def _from_paragraph_before(mention: Mention) -> bool:
    if mention.kind is MentionKind.NOUN:
        return speaker_class(mention.head) == "d"
    return mention.kind is not MentionKind.PLACE and (
        mention.kind is not MentionKind.PRONOUN or mention.head in _SINGLE
    )


def _firsts(mentions: Sequence[Mention], sentences: int) -> list[int]:
    """Position of each sentence's first mention, and the number of mentions at the end."""
    found: list[int] = []
    for number, mention in enumerate(mentions):
        while len(found) <= mention.sentence:
            found.append(number)
    return found + [len(mentions)] * (sentences + 1 - len(found))


_DASHES = frozenset({"--", "—", "–", "-"})


class Place(NamedTuple):
    """Where an outermost quotation stands: its position in ``Document.quoted``, sentence and unit."""

    quoted: int
    sentence: int
    unit: int


class _Units(dict[int, Units]):
    """The units of each sentence, made when first looked at: many sentences never are."""

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
    """The position among its sentence's units of each mention; -1 where it has none."""

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
    """The row of each sentence with an aside or, where that is 0, with none."""

    __slots__ = ("_units",)

    def __init__(self, units: _Units) -> None:
        super().__init__()
        self._units = units

    def __missing__(self, key: tuple[int, int]) -> Row:
        sentence, region = key
        row = self[key] = row_of(self._units[sentence], region)
        return row


class Scene:
    """The units of every sentence, the place of every mention and of every outermost quotation."""

    def __init__(self, document: Document, mentions: Sequence[Mention], entities: Mapping[int, int]) -> None:
        self.document = document
        self.mentions = mentions
        self.entities = entities
        """The person or body that each mention names by itself, -1 where a name alone doesn't tell."""
        self.first_mention = _firsts(mentions, len(document.sentences))
        """Position of each sentence's first mention, and the number of mentions at the end."""
        self.units = _Units(document.sentences, mentions, self.first_mention)
        self.unit_of = _Positions(self.units, mentions, self.first_mention)
        self.places = self._places()
        self.rows = _Rows(self.units)
        self._around: dict[int, Around] = {}

    def _places(self) -> list[Place]:
        sentences = self.document.sentences
        starts = [sentence.start for sentence in sentences]
        places: list[Place] = []
        for quoted, span in enumerate(self.document.quoted):
            if span.parent is not None:
                continue
            number = bisect_right(starts, span.outer_start) - 1
            if number < 0:
                continue
            tokens, units = sentences[number].tokens, self.units[number]
            at = units.letters.find("Q")
            while at >= 0 and tokens[units[at].first].start < span.outer_start:
                at = units.letters.find("Q", at + 1)
            if at >= 0 and tokens[units[at].first].start == span.outer_start:
                places.append(Place(quoted, number, at))
        return places

    def candidates_here(self, place: Place) -> list[int]:
        """Positions of the mentions of its own sentence that may have said the quotation at *place*, in reading order.

        With what stands behind: *“We open!” Okafor thundered*, and a paragraph that begins with a dash.
        """
        units, first = self.units[place.sentence], self.first_mention[place.sentence]
        found = [i for i, at in enumerate(units.positions, first) if at >= 0 and self._may_speak(i)]
        if units.letters[place.unit + 1 : place.unit + 2] in _NOUN_LETTERS:
            described = first + units[place.unit + 1].mention
            if described in found and self._is_described(place, described):
                found.remove(described)
        found += [i for i in self._behind(place) if self.unit_of[i] >= 0 and self._may_speak(i)]
        if len(found) > MOST:
            middle = bisect_right(found, first + sum(u.mention >= 0 for u in units[: place.unit]))
            low = max(0, min(middle - (MOST * 3) // 4, len(found) - MOST))
            found = found[low : low + MOST]
        return found

    def candidates_before(self, place: Place) -> list[int]:
        """Positions of the mentions in the sentences before that may have said it, in reading order: the nearest."""
        sentences, mentions, first_mention = self.document.sentences, self.mentions, self.first_mention
        here = place.sentence
        paragraph = sentences[here].paragraph
        first = here
        while first > 0 and here - first < BEFORE and sentences[first - 1].paragraph == paragraph:
            first -= 1
        earlier = first
        if first and sentences[first - 1].paragraph == paragraph - 1:
            while earlier > 0 and first - earlier < EARLIER and sentences[earlier - 1].paragraph == paragraph - 1:
                earlier -= 1
        found = [i for i in range(first_mention[earlier], first_mention[first]) if _from_paragraph_before(mentions[i])]
        if first < here - 1:
            found += [i for i in range(first_mention[first], first_mention[here - 1]) if _from_afar(mentions[i])]
        if first < here:
            last = first_mention[here]
            found += [i for i in range(first_mention[here - 1], last) if _from_sentence_before(mentions[i])]
        return [i for i in found if self.unit_of[i] >= 0 and self._may_speak(i)][-MOST_BEFORE:]

    def _behind(self, place: Place) -> Sequence[int]:
        """The mentions of the next sentence, where it can be a byline; its first, where the words end this one."""
        sentences, after = self.document.sentences, place.sentence + 1
        if after >= len(sentences):
            return ()
        first, last = self.first_mention[after], self.first_mention[after + 1]
        gap = sentences[after].paragraph - sentences[place.sentence].paragraph
        if gap == 1:
            tokens = sentences[after].tokens
            return range(first, last) if tokens and tokens[0].text in _DASHES else ()
        ends = place.unit == len(self.units[place.sentence]) - 1
        opens = first < last and self.mentions[first].first == 0 and _from_afar(self.mentions[first])
        return (first,) if gap == 0 and ends and opens else ()

    def _may_speak(self, position: int) -> bool:
        """Whether a mention owns nobody who can speak.

        Of *said the union's leader* the owned one is the candidate.
        """
        if position + 1 >= len(self.mentions):
            return True
        mention, owned = self.mentions[position], self.mentions[position + 1]
        if owned.full_start > mention.start or owned.start < mention.end or owned.sentence != mention.sentence:
            return True
        if owned.kind is MentionKind.NOUN:
            return speaker_class(owned.head) not in ("r", "rs", "g", "o", "d")
        return owned.kind is not MentionKind.PERSON

    def _is_described(self, place: Place, position: int) -> bool:
        """Whether the words quoted describe the noun right behind them (*the “painful but right” cuts*)."""
        mention, units = self.mentions[position], self.units[place.sentence]
        if mention.kind is not MentionKind.NOUN or mention.first != units[place.unit].first + 1:
            return False
        closed = self.document.text[self.span(place).end - 1] in ",.?!"
        verb = place.unit + 2 < len(units) and units[place.unit + 2].kind[0] in "Sv"
        first = self.document.sentences[mention.sentence].tokens[mention.first]
        return not closed and not verb and first.tag not in ("DT", "PRP$")

    def around(self, position: int) -> Around:
        """What surrounds the mention at *position* in its sentence."""
        found = self._around.get(position)
        if found is None:
            sentence = self.mentions[position].sentence
            units = self.units[sentence]
            at = units.positions[position - self.first_mention[sentence]]
            found = self._around[position] = around(units, at, self.rows[sentence, units[at].region])
        return found

    def in_words(self, place: Place, mention: Mention) -> bool:
        """Whether the last word of a name stands in the words quoted: people seldom name themselves."""
        span = self.span(place)
        last = mention.head.split()[-1] if mention.head else ""
        return bool(last) and self.document.text.find(last, span.start, span.end) >= 0

    def span(self, place: Place) -> QuotedSpan:
        """The quoted span at *place*."""
        return self.document.quoted[place.quoted]
