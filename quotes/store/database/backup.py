"""Checked copies of a store while others read and write it."""

from pathlib import Path

from quotes.store.database.connect import Store
from quotes.store.database.copies import copy_file, stamp
from quotes.store.database.files import in_its_place
from quotes.store.database.transfer import copy_into


def back_up(store: Store, target: Path | None = None, *, wait: float) -> Path:
    """Returns a checked copy of *store* as the SQLite file *target*: one state of it, whole, whoever writes meanwhile.

    A SQLite store is copied page by page, one on PostgreSQL row by row.  Default: a file named by the time, beside the
    store, or in the current folder for PostgreSQL.

    :raises UsageProblem: there is such a file.
    :raises ProblemsFound: the copy is not sound; it is removed.
    """
    if target is None:
        folder, name = (store.path.parent, store.path.name) if store.path else (Path(), "quotes.db")
        target = folder / f"{name}.{stamp()}.backup"
    with in_its_place(target) as part:
        if store.path is not None:
            copy_file(store.path, part)
        else:
            copy_into(store, str(part), wait=wait)
    return target
