"""Recognises titles before a name and letters behind it, and counts them.

Titles come in full (*Senator*), abbreviated with a point or without (*Engr.*, *Lt*), as capitals (*PC*, *H.E.*), and
stacked (*Detective Chief Inspector*, *Rev. Dr.*, *Tan Sri Datuk*).  An abbreviation that no list has is known by what
no name has: no vowel, or an end that cannot be said (*Psgr.*).  Pure functions over words and the lexicons.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from quotes.english.lexicons import lexicon

TITLES = lexicon("titles")
"""Words that stand before a name and are no part of it, lower case without point."""
GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
"""Suffixes that tell two people of one name apart, lower case without point; they belong to the name."""
_REMEMBERED = 4_000
_LEADS = lexicon("title_leads")
_ALSO_NAMES = lexicon("titles_also_names")
_INITIALS = lexicon("title_initials")
_LETTERS = lexicon("post_nominals")
_ANY_CASE = frozenset("phd md esq mp msp qc kc mbe obe cbe".split())
"""Letters behind a name that are also written in lower case."""
_POINTED = re.compile(r"(?:[A-Z]\.){2,4}\Z")
_UNSAYABLE = re.compile(r"(?:[B-DF-HJ-NP-TV-XZ][bcdfghjklmnpqrstvwxz]{1,4}|[A-Z][a-z]{1,4}[bcdfgjkmpqtvxz][rm])\Z")
"""An abbreviation without a vowel, or with an end like that of *Engr* and *Commr*."""
_CLASSES = frozenset("1st 2nd 3rd first second third".split())
_BEHIND = frozenset("general elect designate".split())
"""The last part of a title with a hyphen: *Director-General*."""
_CHOSEN = frozenset("man woman player actor artist footballer".split())
"""The first part of an honour written as a title: *Man-of-the-match*."""
_NO_TITLES = frozenset("st ste mt ft vs".split())
"""Abbreviations before a name that are no titles: *St. Ives*."""
_AN_APOSTROPHE = str.maketrans("", "", "'’`.")


@lru_cache(_REMEMBERED)
def is_title(word: str) -> bool:
    """Tests whether *word*, with its point or without, is a title before a name."""
    low = word.lower().rstrip(".")
    if low in TITLES or low.translate(_AN_APOSTROPHE) in TITLES or word in _INITIALS:
        return True
    if "-" in low:
        parts = low.split("-")
        if parts[0] in _CHOSEN and "of" in parts[1:-1]:
            return True
        return parts[-1] in _BEHIND or (all(part in TITLES or part in _LEADS for part in parts) and parts[-1] in TITLES)
    return word[-1:] == "." and low not in _NO_TITLES and is_abbreviated_title(word[:-1])


def is_also_name(word: str) -> bool:
    """Tests whether the title *word* is as often a name: *Baba*, *Prior*."""
    return word.lower().rstrip(".") in _ALSO_NAMES


def is_lead(word: str) -> bool:
    """Tests whether *word* opens a title of several words: *Wing* Commander."""
    return word.lower().rstrip(".") in _LEADS


@lru_cache(_REMEMBERED)
def is_pointed(word: str) -> bool:
    """Tests whether *word* is a title in capitals with points, *H.E.*; given names' initials may look the same."""
    return _POINTED.match(word) is not None and word.replace(".", "") in _pointed_titles()


@cache
def _pointed_titles() -> frozenset[str]:
    return _INITIALS | {"HE", "HM", "HH", "VP", "DA", "AG", "MP", "MD", "RT"}


@lru_cache(_REMEMBERED)
def is_unknown_abbreviation(word: str) -> bool:
    """Tests whether *word*, which a point follows, is short for a title by its letters alone, because no name ends like
    it.
    """
    if len(word) > 6 or len(word) < 2 or not _UNSAYABLE.match(word):
        return False
    low = word.lower()
    return not any(low in lexicon(name) for name in ("abbreviations", "surnames", "calendar_words"))


@lru_cache(_REMEMBERED)
def is_abbreviated_title(word: str) -> bool:
    """Tests whether *word*, which a point follows, is short for a title, so that no sentence ends there."""
    low = word.lower()
    if low not in lexicon("title_abbreviations"):
        return is_unknown_abbreviation(word)
    return word[1:].islower() or not low.isalpha() or low in lexicon("abbreviations")  # not: in the ER.


def titles_end(words: Sequence[str], is_given: Callable[[str], object]) -> int:
    """Returns how many of *words* are titles before a name; at least one word is left for the name.

    *is_given* tests whether a word is a given name: a title that is as often a name counts only before one.
    """
    at, size = 0, len(words)
    while at < size - 1:
        ahead = at
        while ahead < size - 2 and is_lead(words[ahead]) and not is_title(words[ahead]):
            ahead += 1
        if not _is_title_at(words, ahead, size - ahead - 1, is_given):
            break
        at = ahead + 1
    return at


def _is_title_at(words: Sequence[str], i: int, left: int, is_given: Callable[[str], object]) -> bool:
    """Tests whether word *i*, which *left* more words follow, is a title where it stands."""
    word = words[i]
    if is_title(word):
        if is_also_name(word):
            return word[-1] == "." or (left > 1 and (not is_given(word) or bool(is_given(words[i + 1]))))
        return left > 1 or word != "Dean"
    if word in ("Emeritus", "Emerita"):
        return i > 0
    if word in ("Seri", "Sri"):
        return i > 0 or (left > 1 and bool(is_given(words[i + 1])))
    if word == "Class":
        return i > 0 and words[i - 1].lower() in _CLASSES
    return is_pointed(word) and left > 1 and (word[0] == "H" or bool(is_given(words[i + 1])))


@lru_cache(_REMEMBERED)
def is_letters(word: str) -> bool:
    """Tests whether *word* is an abbreviation that stands behind a name: *OBE*, *PhD*, *M.D.*"""
    plain = word.replace(".", "")
    return plain in _LETTERS or plain.lower() in _ANY_CASE


def letters_start(words: Sequence[str]) -> int:
    """Returns where the letters behind a name begin in *words*; at least one word stands before them.

    Two letters are a name as often (*Jack Ma*), so that given and family name must stand before them.  Words all in
    capitals tell nothing.
    """
    at = len(words)
    while at > 1 and is_letters(words[at - 1]) and (at > 2 or len(words[at - 1]) > 2):
        at -= 1
    if at < len(words) and words[at - 1].isupper() and len(words[at - 1]) > 2:
        return len(words)
    return at
