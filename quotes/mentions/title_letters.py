"""Writes the words before a name with a letter each, so that a pattern can find a title among them.

``O`` is an office, ``M`` what opens one (*deputy*, *French*), ``P`` what it has charge of, ``L`` a place, ``T`` another
title, ``B`` one in brackets; ``G`` a given name, ``S`` a surname, ``C`` any other word with a capital; ``o`` a
preposition, ``t`` *the*, ``a`` *and*; ``x`` is part of no title.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from quotes.english.lexicons import lexicon
from quotes.english.names import REMEMBERED, given_gender
from quotes.english.nouns import is_person, is_plural
from quotes.english.titles import TITLES, is_abbreviated_title, is_lead, is_pointed, is_title

LINKS = {
    "of": "o",
    "for": "o",
    "to": "o",
    "on": "o",
    "at": "o",
    "in": "o",
    "with": "o",
    "the": "t",
    "and": "a",
    "&": "a",
    ",": ",",
}
"""The letters of prepositions and of what else links the parts of a title."""
ORDINALS = frozenset("1st 2nd 3rd first second third".split())
_IN_BRACKETS = frozenset("rtd retd ret retired n".split())
"""Words other than titles that stand in brackets between a title and a name; *N* is the navy."""
_BODIES_OF_OFFICES = frozenset(
    """
    administration army assembly association board commission committee council court department federation government
    military ministry navy parliament police subcommittee
    """.split()
)
"""Bodies in lower case whose officers' names follow them: *chair of the audit committee Ann Lee*."""
_BODIES = frozenset(
    """
    brewer carrier contractor distributor exporter giant grower importer insurer lender refiner supplier trader
    wholesaler
    """.split()
)
"""Nouns that look like offices, behind which a company's name stands: *oil and gas giant Coral*."""
_TRADES = frozenset(
    "baker barber butcher carpenter driver farmer fisher gardener painter ranger shepherd trader".split()
)
"""Surnames that are more often an occupation."""
_STATES = frozenset({"u.s.", "u.k.", "u.n.", "e.u."})
_CHARGE = re.compile(r"(?:tion|sion|ment|ics|ture|ship|[ae]nce|ries|logy|graphy|ities)\Z")
"""Endings of nouns that offices are named after, beside those of the list."""
_ALSO_OFFICES = frozenset("head chief master sergeant".split())
"""Words that open an office and are one."""


def letters_of(written: Sequence[str]) -> str:
    """Returns the letters of *written*, one for each word or mark."""
    letters = [letter_of(word) for word in written]
    for i, word in enumerate(written):
        if word == "Class" and i and written[i - 1].lower() in ORDINALS:
            letters[i - 1 : i + 1] = "MT"
        elif i and letters[i] in "CSG" and f"{written[i - 1]} {word}" in lexicon("places"):
            letters[i] = "L"
    return "".join(letters)


@lru_cache(REMEMBERED)
def letter_of(word: str) -> str:
    """Returns the letter of a word or mark before a name; ``x`` for what belongs to no title."""
    if word[0] == "(":
        plain = word[1:-1].partition(" ")[0]
        return "B" if plain.rstrip(".").lower() in _IN_BRACKETS or is_title(plain) else "x"
    low = word.lower()
    if low in LINKS:
        return LINKS[low]
    if not word[0].isalpha() or low.endswith(("'s", "’s")):
        return "x"
    return _capital(word, low) if word[0].isupper() else _small(low)


def _small(low: str) -> str:
    """Returns the letter of a word in lower case."""
    if low in _BODIES_OF_OFFICES or low in lexicon("portfolios"):
        return "P"
    if is_lead(low) and low not in _ALSO_OFFICES:
        return "M"
    body = low in lexicon("organisation_nouns") or low in _BODIES or low.endswith("maker")
    return "O" if _is_office(low) and not body else "x"


def _capital(word: str, low: str) -> str:
    """Returns the letter of a word with a capital."""
    if low in lexicon("never_names"):
        return "x"
    if low[-1] == ".":
        return "T" if is_abbreviated_title(word[:-1]) or is_pointed(word) else "L" if low in _STATES else "x"
    if low in lexicon("portfolios") or low in lexicon("organisation_nouns"):
        return "P"
    if is_lead(low) and low not in _ALSO_OFFICES:
        return "M"
    if word in lexicon("demonyms"):
        return "M"
    if word in lexicon("places"):
        return "L"
    if _is_office(low):
        return "O"
    if is_title(word):
        return "T"
    if given_gender(low) is not None:
        return "G"
    if low in lexicon("surnames"):
        return "S"
    return "P" if _CHARGE.search(low) else "C"


def _is_office(low: str) -> bool:
    """Tests whether a word in lower case is an office or another role."""
    if "-" in low:
        return any(_is_office(part) for part in low.split("-") if part)
    if low in lexicon("role_nouns") or low in ("head", "counsel", "whip", "general"):
        return True
    if low in lexicon("surnames") and low not in TITLES and low not in _TRADES:
        return False  # Lancaster
    return is_person(low) and given_gender(low) is None and not is_plural(low)
