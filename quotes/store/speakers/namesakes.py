"""Names of one family that may be one person's, found by an index over family and given name.

A family of ten thousand is not compared name by name: two full names are surely one person's
(:func:`quotes.store.speakers.link.surely_same`) only where the first given name of one is a given name of the
other, as it stands, romanised otherwise, as an initial or as a short form.  So the first given name is a key, and a
name is looked up under all keys that such another may have.  What the index finds is more than what fits, never less:
the names themselves decide.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Tuple, func, select, tuple_
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.model import SpeakerKind
from quotes.store.database.given_keys import store_given_keys
from quotes.store.name_keys import ANY_GIVEN_NAME, NO_KEY_YET, given_words, spellings
from quotes.store.schema import SpeakerAliasRow, SpeakerRow

BEYOND_ARTICLES = func.coalesce(SpeakerRow.article_id, 0) == 0
"""That a speaker is known beyond articles, written so that no index helps: SQLite takes "article IS NULL" for as rare
as any other value, begins there, and reads half of the store before it comes to names."""

_LAST = "\U0010ffff"
_FIRST_LETTERS = {"k": "kh", "d": "dj", "t": "tc", "o": "ou", "y": "yi", "v": "vf", "w": "wf"}
"""Letter → the first letters of keys of names that begin with it, where romanisation may change it."""


class Alias(NamedTuple):
    """A speaker's id and one of the names."""

    speaker: int
    alias: str


class LookupKeys(NamedTuple):
    """Keys under which a name is looked up, and first letters of such keys (for its initials)."""

    keys: frozenset[str]
    letters: frozenset[str]


def lookup_keys(name: str) -> LookupKeys:
    """Returns the keys that find all names which are surely one person's with *name* and have its family key."""
    keys, letters = {ANY_GIVEN_NAME, NO_KEY_YET}, set()
    for word in given_words(name):
        keys |= {names.transliterated(each) for each in spellings(word)}
        if len(word) == 1:
            letters |= set(_FIRST_LETTERS.get(word, word))
    return LookupKeys(frozenset(keys), frozenset(letters))


def namesakes(session: Session, *called: str) -> list[Alias]:
    """Returns the names of people beyond articles, each with its speaker, that may be one person's with one of the
    names *called*.
    """
    return [Alias(row.speaker, row.alias) for row in alike(session, called)]


class FamilyName(NamedTuple):
    """A speaker's id, one of the names, and its family key."""

    speaker: int
    alias: str
    family: str | None


def alike(session: Session, called: Iterable[str]) -> list[FamilyName]:
    """Returns what :func:`namesakes` does, with family keys, by at most two queries for all the names."""
    exact, initials = set(), set()
    for name in called:
        family, found = names.family_key(name), lookup_keys(name)
        if family is not None:
            exact |= {(family, each) for each in found.keys}
            initials |= {(family, each) for each in found.letters}
    rows = {row[0]: row for row in _of_families(session, _EXACT, exact)}
    rows |= {row[0]: row for row in _of_families(session, _INITIAL, initials)}
    store_given_keys(session.connection(), [(row[0], row[2]) for row in rows.values() if row[3] == NO_KEY_YET])
    return [FamilyName(row[1], row[2], row[4]) for row in rows.values()]


_FAMILY, _GIVEN = SpeakerAliasRow.family_key, SpeakerAliasRow.given_key
_EXACT, _INITIAL = tuple_(_FAMILY, _GIVEN), tuple_(_FAMILY, func.substr(_GIVEN, 1, 1))
AT_ONCE = 2000
"""Pairs of keys in one query: databases limit its parameters."""


def _of_families(session: Session, column: Tuple, keys: set[tuple[str, str]]) -> Iterator[Any]:
    """Yields id, speaker, name, given and family key of the people's names whose *column* is one of *keys*.

    Families, and given names where they are whole, stand in the condition by themselves too: that is what the index is
    read by, whatever the database knows of the sizes of tables.
    """
    base = (
        select(SpeakerAliasRow.id, SpeakerAliasRow.speaker_id, SpeakerAliasRow.alias, _GIVEN, _FAMILY)
        .join(SpeakerRow, SpeakerRow.id == SpeakerAliasRow.speaker_id)
        .where(BEYOND_ARTICLES, SpeakerRow.kind == SpeakerKind.PERSON.value)
    )
    left = iter(sorted(keys))
    while some := list(islice(left, AT_ONCE)):
        read_by = [_FAMILY.in_(sorted({family for family, _ in some}))]
        if column is _EXACT:
            read_by.append(_GIVEN.in_(sorted({given for _, given in some})))
        yield from session.execute(base.where(*read_by, column.in_(some)))


def aliases_of(session: Session, speakers: Iterable[int], family: str | None) -> list[Alias]:
    """Returns all names of *speakers* (ids) with that family key."""
    query = select(SpeakerAliasRow.speaker_id, SpeakerAliasRow.alias).where(
        SpeakerAliasRow.speaker_id.in_(speakers), SpeakerAliasRow.family_key == family
    )
    return [Alias(row[0], row[1]) for row in session.execute(query)]
