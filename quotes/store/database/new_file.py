"""Gives an empty SQLite file the newest schema at once, without Alembic.

Loading Alembic and going through all revisions costs as much CPU time as storing the first article. So
``new_file.sql`` beside this module holds the schema that the revisions end with, and a test compares every table,
index, view, trigger and row that both ways leave (``tests/store/test_new_file.py``).
"""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from sqlalchemy import Engine

from quotes.store.database.engine import explained, revision_of
from quotes.store.database.statistics import state_statistics
from quotes.store.schema import HEAD, VERSION_TABLE

SCHEMA = "new_file.sql"
"""The file of the newest schema; ``python -m tests.store.test_new_file`` writes it."""


def fill_new_file(engine: Engine, place: str) -> str | None:
    """Makes the newest schema in the SQLite database that *engine* reaches, if that is empty, in one transaction.

    Returns the revision that the database has then: that of this program, or what another process made it meanwhile.

    :raises DatabaseBusy: another writer was not done after the wait.
    :raises QuotesError: the database holds tables of another program, or cannot be written.
    """
    with (
        explained(place, writing=True),
        engine.connect().execution_options(quotes_write=True) as connection,
        connection.begin(),
    ):
        revision = revision_of(connection, place)
        if revision is not None:
            return revision
        for statement in statements():
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"INSERT INTO {VERSION_TABLE} (version_num) VALUES (?)", (HEAD,))
        state_statistics(connection)
    return HEAD


def statements() -> Iterator[str]:
    """Yields the statements of the newest schema, in the order in which they can be carried out."""
    statement = ""
    for line in files(__package__).joinpath(SCHEMA).read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):  # a trigger holds semicolons of its own
            yield statement.strip().removesuffix(";")
            statement = ""
