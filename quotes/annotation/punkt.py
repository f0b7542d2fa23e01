"""Asks NLTK's Punkt, with our parameters, about one full stop at a time, and caches its answers."""

import re
from functools import cache, lru_cache
from typing import Any

from quotes.english.sentence_starters import sentence_starters
from quotes.english.titles import is_abbreviated_title
from quotes.weights import parameters

LONGEST_WORD = 60
"""Most characters of an abbreviation; longer words don't reach Punkt."""


_INITIALS = re.compile(r"[^\W\d_](?:[.&]{1,2}[^\W\d_])*")
"""One letter, or letters with points between them."""


_RETIRED = frozenset({"ret", "retd", "rtd"})
"""Titles' ends that are abbreviated in small letters: *Col. (ret.) Ann Lee*."""


class _Contexts(dict[str, int]):
    """Orthographic contexts by word type; unseen types have none, and a look-up doesn't add them."""

    def __missing__(self, key: str) -> int:
        return 0


@cache
def punkt() -> Any:
    """Returns NLTK's ``PunktSentenceTokenizer`` over ``weights/punkt.json``, loaded once.

    The parameters are handed over in memory: NLTK's file loaders accept only NLTK's own data folders.
    """
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    shipped = parameters("punkt")
    punkt_parameters = PunktParameters()
    punkt_parameters.abbrev_types = set(shipped["abbrev_types"])
    punkt_parameters.collocations = {tuple(pair) for pair in shipped["collocations"]}
    punkt_parameters.sent_starters = set(shipped["sent_starters"])
    punkt_parameters.ortho_context = _Contexts(shipped["ortho_context"])
    return PunktSentenceTokenizer(punkt_parameters)


@cache
def abbreviations() -> frozenset[str]:
    """Returns Punkt's abbreviation types: lower case, without the final point."""
    return frozenset(parameters("punkt")["abbrev_types"])


def is_plain(word: str) -> bool:
    """Tests whether *word*, without its point, has several letters and is no abbreviation, so that a point after it
    ends a sentence.
    """
    return len(word) > 1 and word.isalpha() and word.lower() not in abbreviations() and not is_abbreviated_title(word)


def ends_sentence(word: str, following: str) -> bool:
    """Tests whether the point after *word* ends a sentence when the next word is *following*.

    *word* comes without its point. The point after a plain word always ends a sentence, after a title never, and after
    initials only before a word with which no name goes on; Punkt decides the rest.
    """
    if is_plain(word):
        return True
    if len(word) > 1 and word.isalpha():
        if (word[0].isupper() or word in _RETIRED) and is_abbreviated_title(word):
            return following[:1].isupper() and following.lower() in sentence_starters()
    elif word == "I":
        return True
    elif _INITIALS.fullmatch(word) and following[:1].isalnum():
        return following[0].isupper() and following.lower().rstrip(",'’") in sentence_starters()
    if len(word) > LONGEST_WORD:
        return True
    return _ask(word, following[:LONGEST_WORD])


def is_abbreviation(word: str) -> bool:
    """Tests whether *word*, without its point, may keep the point inside a sentence: a known abbreviation, initials, or
    one letter.
    """
    low = word.lower()
    return low in abbreviations() or low.rsplit("-", 1)[-1] in abbreviations() or _INITIALS.fullmatch(word) is not None


@lru_cache(maxsize=16384)
def _ask(word: str, following: str) -> bool:
    return bool(punkt().text_contains_sentbreak(f"{word}. {following}"))
