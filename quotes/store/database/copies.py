"""Copies of SQLite files, whole and checked, while others read and write them."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from quotes.errors import ProblemsFound
from quotes.store.columns import Base
from quotes.store.database.engine import WAIT, explained
from quotes.store.database.files import connect


def stamp() -> str:
    """Returns the instant as file names have it."""
    return dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def copy_file(path: Path, copy: Path) -> None:
    """Copies the SQLite file *path* into the empty file *copy*, as one state of it, and checks the copy.

    :raises ProblemsFound: the copy is not sound.
    """
    with explained(str(path)), closing(connect(path, wait=WAIT)) as source:
        source.execute("SELECT COUNT(*) FROM sqlite_master")  # what is wrong with the source shows here
        with explained(str(copy)), closing(connect(copy, wait=WAIT)) as target:
            # All pages in one step: in WAL mode a reader holds its state and keeps nobody from writing.
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # the check makes no files beside it
            # Pages and rows.  Whether each index has each row too takes five times as long as the copy itself, and
            # indexes can be made again: quotes db check looks at them.
            found = target.execute("PRAGMA quick_check").fetchone()[0]
            broken = _with_orphans(target) if found == "ok" else None
    if found != "ok" or broken:
        what = found.splitlines()[0] if found != "ok" else f"a row of {broken} refers to one that is not there"
        raise ProblemsFound(f"{path} is damaged ({what}), so its copy was not kept; run quotes db check")


def _with_orphans(connection: sqlite3.Connection) -> str | None:
    """Returns a table with a row that refers to one that is not there, or None.

    ``PRAGMA foreign_key_check`` looks for the parent of each row; here each parent is looked for once, which is four
    times as fast for the quotations of a million.
    """
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return next((str(table) for (table,) in tables if _has_orphans(connection, table)), None)


def _has_orphans(connection: sqlite3.Connection, table: str) -> bool:
    quoted = '"' + table.replace('"', '""') + '"'
    if table not in Base.metadata.tables:  # a person's own, whose keys may be of any kind
        return connection.execute(f"PRAGMA foreign_key_check({quoted})").fetchone() is not None
    for column, parent, key in connection.execute(
        'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', (table,)
    ).fetchall():
        keys = f"SELECT DISTINCT {column} AS k FROM {quoted} WHERE {column} IS NOT NULL"
        lost = f"SELECT 1 FROM ({keys}) WHERE NOT EXISTS (SELECT 1 FROM {parent} WHERE {key} = k) LIMIT 1"
        if connection.execute(lost).fetchone() is not None:
            return True
    return False
