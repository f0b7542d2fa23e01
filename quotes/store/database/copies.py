"""Copies of SQLite files, whole and checked, while others read and write them."""

import datetime as dt
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from quotes.errors import ProblemsFound
from quotes.store.database.engine import explained, locator_of, parse_url, place_of


def stamp() -> str:
    """The instant as file names have it."""
    return dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def copy_file(path: Path, copy: Path) -> None:
    """Copy the SQLite file *path* to *copy*, one state of it, and check the copy.

    :raises ProblemsFound: the copy is not sound.
    """
    os.close(os.open(copy, os.O_CREAT | os.O_RDWR | os.O_EXCL, 0o600))
    with explained(str(path)), closing(sqlite3.connect(locator_of(path), uri=True)) as source:
        source.execute("SELECT COUNT(*) FROM sqlite_master")  # what is wrong with the source shows here
        with explained(str(copy)), closing(sqlite3.connect(copy)) as target:
            # All pages in one step: in WAL mode a reader holds its state and keeps nobody from writing.
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, that can be moved about
            found = target.execute("PRAGMA integrity_check").fetchone()[0]
            broken = target.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or broken:
        copy.unlink()
        what = found.splitlines()[0] if found != "ok" else f"a row of {broken[0]} refers to one that is not there"
        raise ProblemsFound(
            f"{place_of(parse_url(str(path)))} is damaged ({what}), so its copy was not kept; run quotes db check"
        )
