"""Remembers the database files that SQLite has open in this process: nothing else here may open one of them.

On POSIX systems the locks of a file belong to the process, and closing any descriptor of the file drops them all
(https://www.sqlite.org/howtocorrupt.html, section 2.2).  Whoever opens a database just to look at it takes SQLite's
locks away: it goes on writing, other processes take the database for unused, and what they write is lost.
"""

import itertools
import os
from pathlib import Path

BESIDE = ("", "-wal", "-shm", "-journal")
"""Endings of the files that make up one SQLite database."""

_BEGINNING = b"SQLite format 3\0"
"""What each database file begins with (https://www.sqlite.org/fileformat.html, section 1.3)."""

_open: dict[int, str] = {}
"""Open connections by a number of their own: the database's path, links followed."""

_opened: set[str] = set()
"""Paths of all databases that this process has opened, closed ones too."""

_numbers = itertools.count()


def occupy(path: Path) -> int:
    """Notes a connection to the database *path*; returns the number that :func:`vacate` takes when it is closed."""
    number = next(_numbers)
    _open[number] = os.path.realpath(path)
    _opened.add(_open[number])
    return number


def vacate(number: int) -> None:
    """Notes that a connection was closed; it may be called from any thread, and from the garbage collector."""
    _open.pop(number, None)


def is_occupied(path: str | Path) -> bool:
    """Tests whether *path*, by whatever name or link, is one of the files of a database that is open in this
    process.
    """
    return _is_of(path, set(_open.values()))


def is_database(path: str | Path) -> bool:
    """Tests whether *path* is a file of a database, where no answer may be written: one that this process has open or
    had, or any other file that begins as SQLite's do.
    """
    if _is_of(path, set(_opened)):
        return True  # and not opened to look at, which would take the locks away
    try:
        if not os.path.isfile(path):  # noqa: PTH113 - a pipe would have to be waited for
            return False
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read(len(_BEGINNING)) == _BEGINNING
    except (OSError, ValueError):
        return False


def _is_of(path: str | Path, databases: set[str]) -> bool:
    try:
        asked = os.stat(path)  # noqa: PTH116 - the Path of an empty name is the current folder
    except (OSError, ValueError):  # not there, or a name that no file can have
        return False
    for place in databases:
        for ending in BESIDE:
            try:
                if os.path.samestat(asked, os.stat(place + ending)):  # noqa: PTH116
                    return True
            except OSError:
                continue
    return False
