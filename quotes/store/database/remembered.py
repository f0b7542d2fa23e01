"""Remembers what was read from the whole store for as long as nothing in the store changes."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

T = TypeVar("T")
_KEPT = "quotes_remembered"
"""The name under which a database connection keeps the state of the store and what was read in it."""
MOST = 200
"""Keys that a connection remembers, the latest asked for: readers of a page choose filters, and so keys, at will."""


def remembered(session: Session, key: str, read: Callable[[], T]) -> T:
    """Returns what *read* gave under *key* in the state of the store that *session* sees, or reads it now.

    What *read* raises is not remembered. The memory is that of the database connection, and is emptied by any change of
    the store, whoever made it. A writing session remembers nothing: what it sees may be rolled back.
    """
    connection = session.connection()
    if connection.get_execution_options().get("quotes_write"):
        return read()
    state = _state(connection)
    if _KEPT not in connection.info or connection.info[_KEPT][0] != state:
        connection.info[_KEPT] = (state, {})
    kept: dict[str, T] = connection.info[_KEPT][1]
    value = kept.pop(key) if key in kept else read()
    kept[key] = value  # behind all others
    if len(kept) > MOST:
        del kept[next(iter(kept))]
    return value


def _state(connection: Connection) -> Hashable:
    """Returns a value that is equal, on one connection, only while the store is unchanged.

    SQLite's version of the data counts the commits of other connections, its number of changes those of this one.
    PostgreSQL's snapshot says which transactions are seen: each that writes anything changes it.
    """
    if connection.dialect.name == "postgresql":
        return str(connection.execute(text("SELECT CAST(pg_current_snapshot() AS text)")).scalar_one())
    version = connection.execute(text("PRAGMA data_version")).scalar_one()
    return version, connection.execute(text("SELECT total_changes()")).scalar_one()
