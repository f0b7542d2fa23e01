"""A sentence as a short row of units: mentions, verbs by class, marks, quotations; everything else is dropped.

The classes are what a pattern of attribution is made of (*name , apposition , say , quotation*).  Stretches that
never change who speaks (brackets, relative clauses, appositions, ages and party labels between commas) carry a
region number, so that a path between two units outside can leave them out.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from quotes.attribute.verbs import reporting_lemma
from quotes.model import QUOTED, Mention, MentionKind, Sentence
from quotes.resources import lexicon

BE = frozenset("be am is are was were been being 's 're 'm".split())
HAVE = frozenset("have has had having 've 'd".split())
DO = frozenset("do does did".split())
_PREPOSITIONS = frozenset(
    "by to of for in with at on from as about after before during against into over through".split()
)
LOOSE = frozenset("in at on during after before from for of with about into over through against".split())
"""Prepositions whose phrase can be left out of a path."""
_FINITE = frozenset("S v b m h d".split())
_LETTERS = {
    MentionKind.PERSON: "n",
    MentionKind.ORGANISATION: "o",
    MentionKind.PLACE: "l",
    MentionKind.NAME: "n",
    MentionKind.PRONOUN: "p",
    MentionKind.NOUN: "c",
}
_MARKS = {",": ",", ":": ":", ";": ";", "--": "-", "—": "-", "–": "-", "-": "-", ".": ".", "?": ".", "!": "."}
_PARTY = re.compile(r"[A-Z]{1,4}-[A-Z][\w.]*\Z")


class Unit(NamedTuple):
    """One unit of a sentence."""

    kind: str
    """Its class: ``n o l p c s t`` mention, ``S`` reporting verb, ``v`` other verb, ``Q`` quotation, a mark, a word."""
    first: int
    """Token position."""
    mention: int
    """Position in the sentence's mentions, or -1."""
    region: int
    """0, or the number of the stretch that a path may leave out."""
    word: str
    """Lower-case word of a verb, else empty."""


_new = tuple.__new__
"""Makes a unit of its fields at half the price of calling its class: they are many."""


def units_of(sentence: Sentence, mentions: Sequence[Mention]) -> list[Unit]:
    """The units of *sentence*; *mentions* are the sentence's own, in reading order."""
    tokens = sentence.tokens
    units: list[Unit] = []
    at: dict[int, int] = {}
    reached = 0
    for number, mention in enumerate(mentions):
        first = max(mention.first, reached)
        while first < mention.last - 1 and tokens[first].tag == "POS":
            first += 1  # what it is owned by comes before the mark of owning, which is a unit of its own
        at[first] = number
        reached = max(reached, mention.last)
    i, size = 0, len(tokens)
    while i < size:
        number = at.get(i, -1)
        if number >= 0:
            mention = mentions[number]
            units.append(_new(Unit, (_letter(mention), i, number, 0, "")))
            i = max(mention.last, i + 1)
            continue
        token = tokens[i]
        kind, word = _kind(token.text, token.tag, i + 1 == size or tokens[i + 1].text in (",", "", ":"))
        if kind:
            units.append(_new(Unit, (kind, i, -1, 0, word)))
        i += 1
    return _with_regions(units, sentence, mentions)


@cache
def _text_nouns() -> frozenset[str]:
    """Nouns for what is read, singular and plural."""
    nouns = lexicon("document_nouns")
    return nouns | {f"{noun}s" for noun in nouns}


@cache
def _speech_nouns() -> frozenset[str]:
    """Nouns for an act of speech, singular and plural."""
    nouns = lexicon("speech_nouns")
    return nouns | {f"{noun}s" for noun in nouns}


def _letter(mention: Mention) -> str:
    """The class of a mention's unit: texts (*the report*) and acts of speech (*his claim*) apart from other nouns."""
    if mention.kind is MentionKind.NOUN:
        if mention.head in _speech_nouns():
            return "s"
        if mention.head in _text_nouns():
            return "t"
    return _LETTERS[mention.kind]


@lru_cache(20_000)
def _kind(text: str, tag: str, closed: bool) -> tuple[str, str]:
    """The class of a word that is no mention, and the word if a verb; *closed* by a mark or the sentence's end."""
    if tag == QUOTED:
        return "Q", ""
    low = text.lower()
    if low == "according":
        return "acc", low
    if tag[:2] == "VB" or tag == "MD":
        if tag == "MD":
            return "m", low
        if low in BE:
            return "b", low
        if low in HAVE:
            return "h", low
        if low in DO:
            return "d", low
        form = {"VBG": "g", "VBN": "", "VB": "0"}.get(tag, "")
        return ("S" if reporting_lemma(low) else "v") + form, low
    if text in _MARKS:
        return _MARKS[text], ""
    if low in _PREPOSITIONS or tag == "TO":
        return low, ""
    if tag in ("WP", "WDT") or (low == "that" and tag in ("IN", "DT")):
        return "that" if low == "that" else "who", ""
    if tag == "POS":
        return "'s", ""
    if tag == "CC":
        return "&", ""
    if tag == "IN":
        return ("if" if low in ("if", "whether") else "i"), ""
    if tag == "-LRB-":
        return "(", ""
    if tag == "-RRB-":
        return ")", ""
    if tag == "WRB":
        return "i", ""
    if reporting_lemma(low) and tag in ("NN", "NNS", "JJ", "NNP") and closed:
        return "S", low
    if low in ("not", "n't", "never"):
        return "x", ""
    return "", ""


def _with_regions(units: list[Unit], sentence: Sentence, mentions: Sequence[Mention]) -> list[Unit]:
    number = 0
    i, size = 0, len(units)
    while i < size:
        stop = -1
        if units[i].kind == "(":
            stop = _closing(units, i)
        elif units[i].kind == "," and i + 1 < size and i > 0 and units[i - 1].mention >= 0:
            stop = _aside(units, i, sentence, mentions)
        if stop > i:
            number += 1
            for j in range(i, stop + 1):
                units[j] = units[j]._replace(region=number)
            i = stop
        i += 1
    return units


def _closing(units: Sequence[Unit], i: int) -> int:
    for j in range(i + 1, min(len(units), i + 12)):
        if units[j].kind == "Q":
            return -1
        if units[j].kind == ")":
            return j
    return -1


def _aside(units: Sequence[Unit], i: int, sentence: Sentence, mentions: Sequence[Mention]) -> int:
    """Last unit of the aside that the comma at *i* opens, or -1: an apposition, an age, a party, a clause, a phrase."""
    following = units[i + 1]
    before = mentions[units[i - 1].mention]
    if following.kind == "who":
        stop = _to_comma(units, i)
        return stop if stop > 0 else _to_second_verb(units, i)
    if sentence.tokens[units[i].first + 1].tag in ("VBN", "VBG"):
        stop = _to_comma(units, i)  # its report, published in May, says
        goes_on = 0 < stop < len(units) - 1 and units[stop + 1].kind in _FINITE
        return stop if goes_on else -1
    if following.kind == "," and following.first == units[i].first + 2:  # an age: ", 43,"
        return i + 1
    if following.mention >= 0:
        inner = mentions[following.mention]
        if inner.last - inner.first == 1 and _PARTY.match(sentence.tokens[inner.first].text):
            return i + 2 if i + 2 < len(units) and units[i + 2].kind == "," else i + 1
        if before.full_end > before.end and before.kind is not MentionKind.NOUN:
            j = i + 1
            while j < len(units) and sentence.tokens[units[j].first].start < before.full_end:
                j += 1
            if j < len(units) and units[j].kind == "who":
                return _to_comma(units, j - 1)
            if j < len(units) and units[j].kind == ",":
                return j
            return j - 1
    return -1


def _to_second_verb(units: Sequence[Unit], i: int) -> int:
    """Where a relative clause ends whose comma was forgotten: *Okafor, who leads the union said*; or -1."""
    verbs = 0
    for j in range(i + 2, min(len(units), i + 12)):
        kind = units[j].kind
        if kind in ("Q", ",", ":", "&", "that", "who", "if", "."):
            return -1
        if kind in ("S", "v", "b"):
            verbs += 1
            if verbs == 2 and kind == "S":
                return j - 1
    return -1


def _to_comma(units: Sequence[Unit], i: int) -> int:
    for j in range(i + 2, min(len(units), i + 16)):
        if units[j].kind == "Q":
            return -1
        if units[j].kind == ",":
            return j
    return -1
