"""Checked copies of a store while others read and write it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from quotes.errors import QuotesError, UsageProblem
from quotes.store.database.connect import Store
from quotes.store.database.copies import copy_file, stamp
from quotes.store.database.transfer import copy


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
