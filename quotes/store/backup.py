"""Checked copies of a store while others read and write it."""

import datetime as dt
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from quotes.errors import ProblemsFound, QuotesError, UsageProblem
from quotes.store.connect import Store, explained, locator_of, parse_url, place_of


def stamp() -> str:
    """The instant as file names have it."""
    return dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def back_up(store: Store, target: Path | None = None, *, wait: float) -> Path:
    """A checked copy of *store* as the SQLite file *target*: one state of it, whole, whoever writes meanwhile.

    A SQLite store is copied page by page, one on PostgreSQL row by row.  Default: a file named by the time, beside the
    store, or in the current folder for PostgreSQL.

    :raises UsageProblem: there is such a file.
    :raises ProblemsFound: the copy is not sound; it is removed.
    """
    if target is None:
        folder, name = (store.path.parent, store.path.name) if store.path else (Path(), "quotes.db")
        target = folder / f"{name}.{stamp()}.backup"
    if target.exists():
        raise UsageProblem(f"{target} exists; name another file")
    with _in_its_place(target) as part:
        if store.path is not None:
            copy_file(store.path, part)
        else:
            from quotes.store.transfer import copy

            copy(store, str(part), wait=wait)
        part.chmod(0o600)
    return target


@contextmanager
def _in_its_place(target: Path) -> Iterator[Path]:
    """A file beside *target* that becomes *target* when all went well, and is removed when not."""
    part = target.with_name(f".{target.name}.part")
    try:
        with suppress(FileNotFoundError):
            part.unlink()
        yield part
        with suppress(FileNotFoundError):
            part.with_name(part.name + "-wal").unlink()
        os.link(part, target)  # fails where the name was taken meanwhile
    except FileExistsError:
        raise UsageProblem(f"{target} exists; name another file") from None
    except OSError as error:
        raise QuotesError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}") from error
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                part.with_name(part.name + suffix).unlink()


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
