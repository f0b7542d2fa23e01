"""Keys of given names for rows from before there were such keys: no migration can tell them, as none imports us."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select, update

from quotes.store.name_keys import NO_KEY_YET, given_key
from quotes.store.schema import SpeakerAliasRow


def fill_given_keys(connection: Connection) -> None:
    """Gives a key to every name of a person that has none: rows from before there were keys."""
    query = select(SpeakerAliasRow.id, SpeakerAliasRow.alias).where(
        SpeakerAliasRow.given_key == NO_KEY_YET, SpeakerAliasRow.family_key.is_not(None)
    )
    store_given_keys(connection, [(row[0], row[1]) for row in connection.execute(query)])


def store_given_keys(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Stores the keys of *rows*: ids of ``speaker_alias``, each with its name."""
    table = SpeakerAliasRow.__table__
    if rows:
        connection.execute(
            update(SpeakerAliasRow).where(table.c.id == bindparam("row")).values(given_key=bindparam("made")),
            [{"row": identity, "made": given_key(alias)} for identity, alias in rows],
        )
