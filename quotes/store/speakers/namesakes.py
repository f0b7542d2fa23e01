"""Names of one family that may be one person's, found by an index over family and given name.

A family of ten thousand is not compared name by name: two full names are surely one person's
(:func:`quotes.store.speakers.link.surely_same`) only where the first given name of one is a given name of the
other, as it stands, romanised otherwise, as an initial or as a short form.  So the first given name is a key, and a
name is looked up under all keys that such another may have.  What the index finds is more than what fits, never less:
the names themselves decide.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import func, or_, select
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


def namesakes(session: Session, name: str) -> list[Alias]:
    """Returns the names of people beyond articles, each with its speaker, that may be one person's with *name*."""
    column = SpeakerAliasRow.given_key
    found = lookup_keys(name)
    query = (
        select(SpeakerAliasRow.speaker_id, SpeakerAliasRow.alias, SpeakerAliasRow.id, column)
        .join(SpeakerRow, SpeakerRow.id == SpeakerAliasRow.speaker_id)
        .where(
            BEYOND_ARTICLES,
            SpeakerRow.kind == SpeakerKind.PERSON.value,
            SpeakerAliasRow.family_key == names.family_key(name),
            or_(
                column.in_(sorted(found.keys)),
                *((column >= each) & (column < each + _LAST) for each in sorted(found.letters)),
            ),
        )
    )
    rows = session.execute(query).all()
    store_given_keys(session.connection(), [(row[2], row[1]) for row in rows if row[3] == NO_KEY_YET])
    return [Alias(row[0], row[1]) for row in rows]


def aliases_of(session: Session, speakers: Iterable[int], family: str | None) -> list[Alias]:
    """Returns all names of *speakers* (ids) with that family key."""
    query = select(SpeakerAliasRow.speaker_id, SpeakerAliasRow.alias).where(
        SpeakerAliasRow.speaker_id.in_(speakers), SpeakerAliasRow.family_key == family
    )
    return [Alias(row[0], row[1]) for row in session.execute(query)]
