"""Names of one family that may be one person's, found by an index over family and given name.

A family of ten thousand is not compared name by name: two full names are surely one person's
(:func:`quotes.store.speakers.link.surely_same`) only where the first given name of one is a given name of the
other, as it stands, romanised otherwise, as an initial or as a short form.  So the first given name is a key, and a
name is looked up under all keys that such another may have.  What the index finds is more than what fits, never less:
the names themselves decide.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.model import SpeakerKind
from quotes.store.schema import SpeakerAliasRow, SpeakerRow

NONE = "-"
"""Key of a name without a given name: it is surely nobody's."""

ANY = "*"
"""Key of a name whose first words may be no given name (*Texas-based Dana Okafor*): it is always compared."""

NEW = ""
"""Key of a row that was written before there were keys: always compared, until it has its own."""

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


def given_words(name: str) -> list[str]:
    """The folded given names and initials of *name*, in its order."""
    return names.givens(names.parse(name).given)


def is_given(words: Sequence[str]) -> bool:
    """Whether the first of the (folded) words is somebody's given name, or an initial."""
    return bool(words) and (len(words[0]) == 1 or names.given_gender(words[0]) is not None)


def given_key(alias: str) -> str:
    """The key of a person's name by its first given name."""
    words = given_words(alias)
    if not words:
        return NONE
    return names.transliterated(words[0]) if len(words) == 1 or is_given(words) else ANY


def spellings(word: str) -> tuple[str, ...]:
    """The given name *word*, its initial and its short forms, or those that it is short for."""
    return (word, word[0], *names.nickname_groups().get(word, ()))


class Wanted(NamedTuple):
    """Keys under which a name is looked up, and first letters of such keys (for its initials)."""

    keys: frozenset[str]
    letters: frozenset[str]


def wanted(name: str) -> Wanted:
    """Where all names are found that are surely one person's with *name* and have its family key."""
    keys, letters = {ANY, NEW}, set()
    for word in given_words(name):
        keys |= {names.transliterated(each) for each in spellings(word)}
        if len(word) == 1:
            letters |= set(_FIRST_LETTERS.get(word, word))
    return Wanted(frozenset(keys), frozenset(letters))


def namesakes(session: Session, name: str) -> list[Alias]:
    """The names of people beyond articles, each with the speaker, that may surely be one person's with *name*."""
    column = SpeakerAliasRow.given_key
    found = wanted(name)
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
    _give_keys(session.connection(), [(row[2], row[1]) for row in rows if row[3] == NEW])
    return [Alias(row[0], row[1]) for row in rows]


def fill_given_keys(connection: Connection) -> None:
    """Give a key to every name of a person that has none: rows from before there were keys."""
    query = select(SpeakerAliasRow.id, SpeakerAliasRow.alias).where(
        SpeakerAliasRow.given_key == NEW, SpeakerAliasRow.family_key.is_not(None)
    )
    _give_keys(connection, [(row[0], row[1]) for row in connection.execute(query)])


def _give_keys(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    table = SpeakerAliasRow.__table__
    if rows:
        connection.execute(
            update(SpeakerAliasRow).where(table.c.id == bindparam("row")).values(given_key=bindparam("made")),
            [{"row": identity, "made": given_key(alias)} for identity, alias in rows],
        )


def aliases_of(session: Session, speakers: Iterable[int], family: str | None) -> list[Alias]:
    """All names of *speakers* (ids) with that family key."""
    query = select(SpeakerAliasRow.speaker_id, SpeakerAliasRow.alias).where(
        SpeakerAliasRow.speaker_id.in_(speakers), SpeakerAliasRow.family_key == family
    )
    return [Alias(row[0], row[1]) for row in session.execute(query)]
