"""Finds the fuller name that a shorter one in the same article belongs to, beyond the bare family name.

*de Mesnil* and *De Mesnil* are of *Walter de Mesnil*, *Juan Manuel* of *Juan Manuel Santana*, *the TNI* of a body
that the article names with *(TNI)* behind, *Jensen* of *Janzen* by a slip.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

from quotes.english import names
from quotes.english.lexicons import lexicon
from quotes.english.titles import GENERATIONS, is_letters

Named = TypeVar("Named")

MISSPELT = 6
"""Fewest letters of a family name for which one wrong letter counts as a misspelling; in a shorter one it makes another
name.
"""
_IN_BRACKETS = re.compile(r"[ \xa0]\([“\"‘']?([A-Z][\w&.-]{1,11})[”\"’']?\)")
TICKER = re.compile(r"\((?:[A-Z]{2,8}: ?(?=[A-Z0-9.]{1,7}\))|(?=[A-Z]{2,5}\.[A-Z]{1,2}\)))(?P<symbol>[A-Z0-9]{1,6})")
"""A firm's sign at a stock exchange behind its name: *(LSE: TNE)*, *(TNE.L)*."""
_SOUNDS = {
    letter: str(n) for n, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1) for letter in letters
}
"""The consonants that sound alike, as in Soundex."""


class ShortForms(Generic[Named]):
    """Maps the parts of two or more words with which full names begin or end to those who bear these names."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, ...], list[Named]] = defaultdict(list)

    def add(self, name: str, named: Named) -> None:
        """Adds the parts of the full *name* of *named*."""
        for part in _parts(name):
            if named not in self._of[part]:
                self._of[part].append(named)

    def whose(self, form: str) -> list[Named]:
        """Returns those whose full name begins or ends with *form*; nobody if *form* is a single word."""
        return self._of.get(bare_words(form), [])


@lru_cache(names.REMEMBERED)
def bare_words(name: str) -> tuple[str, ...]:
    """Returns the words of a name, lower case without accents, nicknames and what follows the family name."""
    parsed = names.parse(name)
    if not parsed.given:
        return tuple(names.fold_name(name).split())
    whole = names.strip_titles(name)
    return tuple(
        word
        for word in names.fold_name(re.sub(r"[\"“‘'(][^\"”’'()]{1,20}[\"”’')](?=\s)", "", whole)).split()
        if word not in GENERATIONS and not is_letters(word)
    )


def _parts(name: str) -> Iterator[tuple[str, ...]]:
    words = bare_words(name)
    for size in range(2, len(words)):
        yield words[:size]
        yield words[-size:]


def opens_with_family(name: str, word: str) -> bool:
    """Tests whether *name* is *word* and one more word, and the family name stands first: *Zhang* may be Zhang Wei."""
    first, *rest = name.split()
    return first == word and len(rest) == 1 and names.is_family_first(rest[0])


def bracketed(text: str, start: int, end: int) -> str | None:
    """Returns the short form in brackets right behind the name ``text[start:end]``, such as *(TNI)*, or None if there
    is none.
    """
    if text[end + 1 : end + 2] != "(":
        return None
    ticker = TICKER.match(text, end + 1)
    if ticker is not None:
        return ticker["symbol"]
    found = _IN_BRACKETS.match(text, end)
    if found is None:
        return None
    letters = iter(text[start:end].lower())
    return found[1] if sum(map(str.isupper, found[1])) > 1 or all(c in letters for c in found[1].lower()) else None


def is_slip(family: str, form: str) -> bool:
    """Tests whether *form* is a misspelling of the family name *family*: one letter wrong, or two that sound alike or
    are swapped.
    """
    if min(len(family), len(form)) < MISSPELT or family[0] != form[0] or not form.isalpha():
        return False
    if form[len(family) :] in ("s", "es") and form.startswith(family):
        return False  # the Okafors
    slips = OSA.distance(family.lower(), form.lower(), score_cutoff=2)
    return slips == 1 or (slips == 2 and _sound(family) == _sound(form))


@lru_cache(names.REMEMBERED)
def _sound(word: str) -> str:
    """Returns a code of how the consonants of *word* sound, doubled ones once."""
    codes = [_SOUNDS.get(letter, "") for letter in names.fold_name(word)]
    return "".join([code for code, before in zip(codes, ["", *codes], strict=False) if code != before])


def slips_among(forms: Iterable[str], people: Iterable[str]) -> list[str]:
    """Returns those of the single words *forms* that are a misspelt family name of one of *people* with a full name."""
    families = {parsed.family for parsed in map(names.parse, people) if parsed.given}
    return [form for form in forms if may_abbreviate(form) and any(is_slip(family, form) for family in families)]


ACRONYM_WORDS = range(4, 7)
"""Letters of an acronym that is read, and written, as a word: *Nato*."""


def may_abbreviate(form: str) -> bool:
    """Tests whether *form* can be the short form of a body's name; names of countries and states cannot, they stand for
    those.
    """
    return form not in lexicon("places")
