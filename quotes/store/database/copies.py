"""Copies of SQLite files, whole and checked, while others read and write them."""

import datetime as dt
from contextlib import closing
from pathlib import Path

from quotes.errors import ProblemsFound
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
            found = target.execute("PRAGMA integrity_check").fetchone()[0]
            broken = target.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or broken:
        what = found.splitlines()[0] if found != "ok" else f"a row of {broken[0]} refers to one that is not there"
        raise ProblemsFound(f"{path} is damaged ({what}), so its copy was not kept; run quotes db check")
