"""Folds words for search, the same on every engine and for every query, and makes words that every engine can hold."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from quotes.letters import plain

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

LONGEST_WORD = 200
"""Characters of a word that count in search: PostgreSQL indexes at most 2,046 bytes, and no word is that long."""


def storable(words: str) -> str:
    """Returns *words* with NUL and lone surrogates, which a database refuses, replaced by U+FFFD one for one."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", words)


def text_or_none(value: str | None) -> str | None:
    """Returns what a source or a person says, storable and stripped of blanks, or None if nothing is left."""
    return None if value is None else storable(value).strip() or None


_CLOSING = {
    '"': '"', "'": "'", "“": "”“", "”": "”", "„": "“”", "«": "»", "»": "«»", "‹": "›", "›": "‹›", "‘": "’‘", "’": "’",
    "‚": "‘’", "「": "」", "『": "』", "＂": "＂",
}  # fmt: skip
"""The marks that open a quotation, each with those that close it."""
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def unmarked(words: str) -> str:
    """Returns *words* without blanks around them, and without the quotation marks if one pair encloses the whole.

    ``“a” and “b”`` stays: the mark at its beginning is closed before its end.  So does what has such a mark within for
    another reason; one pair is taken away, as what is inside may be a quotation itself.
    """
    words = words.strip()
    opening, closing = words[:1], words[-1:]
    if len(words) < 2 or closing not in _CLOSING.get(opening, ""):
        return words
    inside = _APOSTROPHE.sub("", words[1:-1])
    return words if opening in inside or closing in inside else words[1:-1].strip()


_CATEGORY = unicodedata.category
_IN_WORDS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl"})


class _Folding(dict[int, str]):
    """Maps each character to its folded form; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        # L, Nd and Nl are what both engines' indexes take for part of a word.
        self[code] = "".join(char if _CATEGORY(char) in _IN_WORDS else " " for char in plain(chr(code)))
        return self[code]


_FOLDING = _Folding()


_PARTED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\r?\n[ \t>]{0,8}(?=[^\W\d_A-Z])")
"""What parts a word at the end of a line: *af-* / *ford*."""


def fold(words: str) -> str:
    """Returns *words* in plain letters (:func:`quotes.letters.plain`), every run of other characters than letters and
    digits one blank; no blanks at the ends; of each word at most :data:`LONGEST_WORD` characters. A word that a hyphen
    parts at a line's end is one.

    ``fold(fold(x)) == fold(x)``.
    """
    if "\n" in words:
        words = _PARTED.sub("", words)
    found = words.translate(_FOLDING).split()
    folded = " ".join(found)
    if len(folded) <= LONGEST_WORD:  # then each word is, and none need be measured: half of the time of most quotations
        return folded
    return " ".join([word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] for word in found])


class FoldedWord(NamedTuple):
    """A folded word and the stretch ``[start, end)`` of the original that it stands for."""

    word: str
    start: int
    end: int


def folded_words(words: str) -> list[FoldedWord]:
    """Returns the words of ``fold(words)``, each with its place in *words*."""
    found: list[FoldedWord] = []
    kept, start, end = "", 0, 0
    parted = {at for match in _PARTED.finditer(words) for at in range(*match.span())} if "\n" in words else ()
    for place, char in enumerate(words):
        if place in parted:
            continue
        first, *more = _FOLDING[ord(char)].split(" ")
        if first:
            start = start if kept else place
            kept, end = kept + first, place + 1
        for piece in more:  # a blank inside what one character becomes ends a word
            if kept:
                found.append(FoldedWord(kept[:LONGEST_WORD], start, end))
            kept, start, end = piece, place, place + 1
    if kept:
        found.append(FoldedWord(kept[:LONGEST_WORD], start, end))
    return found


def occurrences(words: str, sought: Iterable[tuple[str, bool]]) -> list[tuple[int, int]]:
    """Returns the stretches of *words* that hold the folded phrases of *sought*, in order and without overlap.

    Each is a phrase and whether its last word may be only the beginning of a word.
    """
    found = folded_words(words)
    places: list[tuple[int, int]] = []
    for phrase, is_prefix in sought:
        *firsts, last = phrase.split() or [""]
        for at in range(len(found) - len(firsts)):
            end = found[at + len(firsts)]
            ends = end.word.startswith(last) if is_prefix else end.word == last
            if last and ends and all(found[at + n].word == word for n, word in enumerate(firsts)):
                places.append((found[at].start, end.end))
    joined: list[tuple[int, int]] = []
    for first_place, end_place in sorted(places):
        if joined and first_place <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end_place))
        else:
            joined.append((first_place, end_place))
    return joined
