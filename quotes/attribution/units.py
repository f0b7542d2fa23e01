"""Represents a sentence as a short row of units: mentions, verbs by class, marks, quotations; everything else is
dropped.

The classes are what a pattern of attribution is made of (*name , apposition , say , quotation*).  Stretches that
never change who speaks (brackets, relative clauses, appositions, ages and party labels between commas) carry a
region number, so that a path between two units outside can leave them out.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from quotes.attribution.unit_kinds import FINITE, LETTER_OF, MENTIONS, PREPOSITIONS, WHO_LETTER, UnitKind, one_of
from quotes.english.lexicons import lexicon
from quotes.english.verbs import reporting_lemma
from quotes.model import QUOTED, Mention, MentionKind, Sentence
from quotes.named_tuples import new_tuple
from quotes.walking import Walk

BE = frozenset("be am is are was were been being 's 're 'm".split())
HAVE = frozenset("have has had having 've 'd".split())
DO = frozenset("do does did".split())
_ENDING = frozenset(LETTER_OF[kind] for kind in (UnitKind.QUOTATION, UnitKind.THAT, UnitKind.WHO, UnitKind.IF, *",:&."))
"""Units that end a relative clause."""
_MENTIONS = {
    MentionKind.PERSON: UnitKind.NAME,
    MentionKind.ORGANISATION: UnitKind.BODY,
    MentionKind.PLACE: UnitKind.PLACE,
    MentionKind.NAME: UnitKind.NAME,
    MentionKind.PRONOUN: UnitKind.PRONOUN,
}
_MARKS = {",": ",", ":": ":", ";": ";", "--": "-", "—": "-", "–": "-", "-": "-", ".": ".", "?": ".", "!": "."}
_TAGS = {"POS": UnitKind.OWNS, "CC": "&", "TO": "to", "-LRB-": "(", "-RRB-": ")", "WRB": UnitKind.CONJUNCTION}
_PARTY = re.compile(r"[A-Z]{1,4}-[A-Z][\w.]*\Z")
_MAIN_VERBS = frozenset({UnitKind.REPORTS, UnitKind.VERB, UnitKind.BE})


class Unit(NamedTuple):
    """One unit of a sentence."""

    kind: str
    """A ``UnitKind``, or the mark or preposition that it is."""
    first: int
    """Token position."""
    mention: int
    """Position in the sentence's mentions, or -1."""
    region: int
    """0, or the number of the stretch that a path may leave out."""
    word: str
    """Lower-case word of a verb, else empty."""


REMEMBERED = 20_000
"""Words whose kinds are kept."""


class Units(list[Unit]):
    """The units of one sentence, in order."""

    __slots__ = ("asides", "letters", "positions")

    letters: str
    """Their kinds, a letter each (``unit_kinds.py``)."""
    asides: int
    """The number of stretches that a path may leave out."""
    positions: list[int]
    """The position among the units of each mention of the sentence; -1 where it has none."""


def units_of(sentence: Sentence, mentions: Sequence[Mention]) -> Units:
    """Returns the units of *sentence*; *mentions* are the sentence's own, in reading order."""
    words, tags = sentence.words, sentence.tags
    size = len(words)
    begins: dict[int, int] = {}
    reached = 0
    for number, mention in enumerate(mentions):
        first, last = mention.first, mention.last
        if first < reached:
            first = reached
        while first < last - 1 and tags[first] == "POS":
            first += 1  # what it is owned by comes before the mark of owning, which is a unit of its own
        begins[first] = number
        if last > reached:
            reached = last
    begins[size] = -1
    units = Units()
    letters: list[str] = []
    positions = units.positions = [-1] * len(mentions)
    i, kinds = 0, _KINDS_OF_WORDS
    for first, number in begins.items():
        for text, tag in zip(words[i:first], tags[i:first], strict=True):
            found = kinds[tag][text]
            if found:
                letter, kind, word, ends = found
                if not ends or i + 1 == size or words[i + 1] in _CLOSING:
                    letters.append(letter)
                    units.append(new_tuple(Unit, (kind, i, -1, 0, word)))
            i += 1
        if i == size:
            break
        mention = mentions[number]
        kind = _MENTIONS.get(mention.kind) or _noun_kind(mention.head)
        positions[number] = len(units)
        letters.append(kind)
        units.append(new_tuple(Unit, (kind, first, number, 0, "")))
        i = max(mention.last, first + 1)
    units.letters = "".join(letters)
    units.asides = _mark_asides(units, sentence, mentions)
    return units


@cache
def _text_nouns() -> frozenset[str]:
    """Returns the nouns for what is read, singular and plural."""
    nouns = lexicon("document_nouns")
    return nouns | {f"{noun}s" for noun in nouns}


@cache
def _speech_nouns() -> frozenset[str]:
    """Returns the nouns for an act of speech, singular and plural."""
    nouns = lexicon("speech_nouns")
    return nouns | {f"{noun}s" for noun in nouns}


@lru_cache(REMEMBERED)
def _noun_kind(head: str) -> UnitKind:
    """Returns the class of a noun's unit; texts (*the report*) and acts of speech (*his claim*) have classes of their
    own.
    """
    if head in _speech_nouns():
        return UnitKind.SPEECH
    return UnitKind.TEXT if head in _text_nouns() else UnitKind.NOUN


_CLOSING = frozenset({",", "", ":"})


_UnitOfWord = tuple[str, str, str, bool] | None


class _KindsOfWords(dict[str, _UnitOfWord]):
    """Maps each word with one *tag* that is no mention to the unit that it makes: its letter, its class, and the word
    if it is a verb.

    The last item tells whether the unit counts only right before a mark or the sentence's end. The value is None for a
    word that makes no unit.
    """

    __slots__ = ("_tag",)

    def __init__(self, tag: str) -> None:
        super().__init__()
        self._tag = tag

    def __missing__(self, text: str) -> _UnitOfWord:
        if len(self) >= REMEMBERED:
            self.clear()
        kind, verb, ends = _kind(text, self._tag)
        found = self[text] = (LETTER_OF[kind], kind, verb, ends) if kind else None
        return found


class _KindsOfTags(dict[str, _KindsOfWords]):
    """Maps a tag to the kinds of its words: two look-ups by a string take less time than one by a pair of them."""

    def __missing__(self, tag: str) -> _KindsOfWords:
        found = self[tag] = _KindsOfWords(tag)
        return found


_KINDS_OF_WORDS = _KindsOfTags()


def _kind(text: str, tag: str) -> tuple[str, str, bool]:
    """Returns the class of a word that is no mention, the word if it is a verb, and whether this holds only right
    before a mark or the sentence's end. The class is empty for a word that makes no unit.
    """
    if tag == QUOTED:
        return UnitKind.QUOTATION, "", False
    low = text.lower()
    if low == "according":
        return UnitKind.ACCORDING, low, False
    if tag[:2] == "VB" or tag == "MD":
        return _verb_kind(low, tag), low, False
    if text in _MARKS:
        return _MARKS[text], "", False
    if low in PREPOSITIONS:
        return low, "", False
    if tag in ("WP", "WDT") or (low == "that" and tag in ("IN", "DT")):
        return UnitKind.THAT if low == "that" else UnitKind.WHO, "", False
    if tag == "IN":
        return UnitKind.IF if low in ("if", "whether") else UnitKind.CONJUNCTION, "", False
    if tag in _TAGS:
        return _TAGS[tag], "", False
    if reporting_lemma(low) and tag in ("NN", "NNS", "JJ", "NNP"):
        return UnitKind.REPORTS, low, True
    return UnitKind.NOT if low in ("not", "n't", "never") else "", "", False


def _verb_kind(low: str, tag: str) -> str:
    if tag == "MD":
        return UnitKind.MODAL
    if low in BE:
        return UnitKind.BE
    if low in HAVE:
        return UnitKind.HAVE
    if low in DO:
        return UnitKind.DO
    form = {"VBG": "g", "VBN": "", "VB": "0"}.get(tag, "")
    return ("S" if reporting_lemma(low) else "v") + form


_OPENING = re.compile(rf"\(|(?<={one_of(MENTIONS)}),(?=.)", re.S)
"""Matches what can open an aside: a bracket, or a comma right behind a mention."""


def _mark_asides(units: Units, sentence: Sentence, mentions: Sequence[Mention]) -> int:
    """Numbers the stretches that a path may leave out, in the units themselves, and returns how many there are."""
    number = 0
    letters = units.letters
    if "," not in letters and "(" not in letters:
        return 0  # a third of all sentences
    walk = Walk(_OPENING.search, letters)
    for opening in walk:
        i = opening.start()
        stop = _closing(letters, i) if letters[i] == "(" else _aside(units, i, sentence, mentions)
        if stop > i:
            number += 1
            for j in range(i, stop + 1):
                kind, first, mention, _, word = units[j]
                units[j] = new_tuple(Unit, (kind, first, mention, number, word))
            walk.reached = stop + 1
    return number


def _closing(letters: str, i: int) -> int:
    """Returns where the bracket that opens at *i* closes, at most 11 units behind and with no quotation inside; else
    -1.
    """
    stop = letters.find(")", i + 1, i + 12)
    return stop if letters.find(UnitKind.QUOTATION, i + 1, stop) < 0 else -1


def _aside(units: Units, i: int, sentence: Sentence, mentions: Sequence[Mention]) -> int:
    """Returns the last unit of the aside that the comma at *i* opens (an apposition, an age, a party, a clause, a
    phrase), or -1.
    """
    letters = units.letters
    following = units[i + 1]
    before = mentions[units[i - 1].mention]
    if letters[i + 1] == WHO_LETTER or (following.mention >= 0 and mentions[following.mention].head == "who"):
        stop = _to_comma(letters, i)
        return stop if stop > 0 else _to_second_verb(letters, i)
    if sentence.tags[units[i].first + 1] in ("VBN", "VBG"):
        stop = _to_comma(letters, i)  # its report, published in May, says
        goes_on = 0 < stop < len(units) - 1 and letters[stop + 1] in FINITE
        return stop if goes_on else -1
    if letters[i + 1] == "," and following.first == units[i].first + 2:  # an age: ", 43,"
        return i + 1
    if following.mention >= 0:
        inner = mentions[following.mention]
        if inner.last - inner.first == 1 and _PARTY.match(sentence.words[inner.first]):
            return i + 2 if letters[i + 2 : i + 3] == "," else i + 1
        if before.full_end > before.end and before.kind is not MentionKind.NOUN:
            j = i + 1
            while j < len(units) and sentence.starts[units[j].first] < before.full_end:
                j += 1
            if letters[j : j + 1] == WHO_LETTER:
                return _to_comma(letters, j - 1)
            return j if letters[j : j + 1] == "," else j - 1
    return -1


def _to_second_verb(letters: str, i: int) -> int:
    """Returns the last unit of a relative clause whose closing comma was forgotten (*Okafor, who leads the union
    said*), or -1.
    """
    verbs = 0
    for j in range(i + 2, min(len(letters), i + 12)):
        letter = letters[j]
        if letter in _ENDING:
            return -1
        if letter in _MAIN_VERBS:
            verbs += 1
            if verbs == 2 and letter == UnitKind.REPORTS:
                return j - 1
    return -1


def _to_comma(letters: str, i: int) -> int:
    """Returns the next comma at least two units behind the one at *i*, at most 15 behind and with no quotation between;
    else -1.
    """
    stop = letters.find(",", i + 2, i + 16)
    return stop if letters.find(UnitKind.QUOTATION, i + 2, stop) < 0 else -1
