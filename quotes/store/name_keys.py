"""The keys by which names are found: spellings of one name share a key, and an index looks it up.

Keys are stored beside the names, so a change here asks for a migration of what is stored.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from quotes.english import names
from quotes.model import SpeakerKind
from quotes.wording import fold, storable


def outlet_key(name: str) -> str:
    """Returns the key that spellings of one outlet's name share; the name itself where it has no letters or digits."""
    return fold(name) or " ".join(storable(name).casefold().split())


LONGEST_KEY = 400
"""Characters of a key: PostgreSQL's index entries have a limit, and no name is that long."""


@lru_cache(names.REMEMBERED)
def speaker_key(name: str, kind: str) -> str:
    """Returns the key that equal names of that kind share."""
    if kind == SpeakerKind.PERSON:
        found = fold(name) if is_regnal(name) else names.person_key(name)
    elif kind == SpeakerKind.ORGANISATION:
        found = names.organisation_key(name)
    else:
        found = fold(name)
    return (found or fold(name) or name)[:LONGEST_KEY]


_REGNAL = re.compile(r"(?:Pope|Prince|Princess|King|Queen) [A-Z]\w+(?: [IVX]+)?\Z")


def is_regnal(name: str) -> bool:
    """Tests whether *name* is a title and a given name that together are somebody's name: *Prince Andrew*, *Pope
    Francis*.
    """
    match = _REGNAL.match(" ".join(name.split()))
    return match is not None and names.given_gender(name.split()[1]) is not None


def is_linkable(name: str, kind: str) -> bool:
    """Tests whether a name says enough to be known beyond its article: a full name, or a body's proper name."""
    if kind == SpeakerKind.PERSON:
        return names.is_full(name) or is_regnal(name)
    return kind == SpeakerKind.ORGANISATION and any(word[:1].isupper() for word in name.split())


def alias_keys(alias: str, kind: str) -> dict[str, str | None]:
    """Returns the columns of an alias by which it is found."""
    if kind != SpeakerKind.PERSON:
        return {"key": speaker_key(alias, kind)}
    return {"key": speaker_key(alias, kind), "family_key": names.family_key(alias), "given_key": given_key(alias)}


NO_GIVEN_NAME = "-"
"""Key of a name without a given name: it is surely nobody's."""

ANY_GIVEN_NAME = "*"
"""Key of a name whose first words may be no given name (*Texas-based Dana Okafor*): it is always compared."""

NO_KEY_YET = ""
"""Key of a row that was written before there were keys: always compared, until it has its own."""


def given_words(name: str) -> list[str]:
    """Returns the folded given names and initials of *name*, in its order."""
    return names.givens(names.parse(name).given)


def is_given(words: Sequence[str]) -> bool:
    """Tests whether the first of the (folded) words is somebody's given name, or an initial."""
    return bool(words) and (len(words[0]) == 1 or names.given_gender(words[0]) is not None)


def given_key(alias: str) -> str:
    """Returns the key of a person's name by its first given name."""
    words = given_words(alias)
    if not words:
        return NO_GIVEN_NAME
    return names.transliterated(words[0]) if len(words) == 1 or is_given(words) else ANY_GIVEN_NAME


def spellings(word: str) -> tuple[str, ...]:
    """Returns the given name *word*, its initial and its short forms, or those that it is short for."""
    return (word, word[0], *names.nickname_groups().get(word, ()))
