"""The only place that makes, opens and puts down SQLite's files; everything else reaches them through SQLite.

What a file is can be told without opening it: its kind and rights by ``stat``, its content by SQLite's first statement.
A descriptor of our own would cost SQLite its locks when it is closed (see :mod:`quotes.occupied`).
"""

import errno
import os
import secrets
import sqlite3
import stat
import threading
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from platformdirs import user_data_path

from quotes.errors import NotFound, QuotesError, UsageProblem
from quotes.occupied import BESIDE, occupy, vacate
from quotes.store.database.driver_errors import explain

NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS})
"""What systems report for a file system without hard links, as memory sticks have."""

_door = threading.Lock()
"""Held while a file is made and while one is opened: what made a file is closed before SQLite opens it."""


class _Connection(sqlite3.Connection):
    """A connection that says when it is closed, or forgotten."""

    vacating: "weakref.finalize[[int], _Connection]"

    def close(self) -> None:
        super().close()
        self.vacating()


def data_folder() -> Path:
    """Returns the folder in which the user's database lies unless another is named."""
    return user_data_path("quotes", appauthor=False)


def connect(path: Path, *, wait: float) -> sqlite3.Connection:
    """Returns a connection to the SQLite file *path*, in autocommit, for any thread; never creates the file."""
    number = occupy(path)
    try:
        with _door:
            connection = sqlite3.connect(
                _locator(path),
                uri=True,
                timeout=wait,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=256,
                factory=_Connection,
            )
    except BaseException:
        vacate(number)
        raise
    connection.vacating = weakref.finalize(connection, vacate, number)
    return connection


def is_writable(path: Path) -> bool:
    """Tests whether SQLite can write *path*: it makes files beside it, so the folder matters too."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _locator(path: Path) -> str:
    """Returns the URI by which SQLite opens the file *path*: for reading alone where it cannot be written."""
    query = "mode=rw" if is_writable(path) else "mode=ro"
    if not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists():
        query = "immutable=1"  # WAL needs a shared-memory file beside the database, which cannot be made here
    return f"{path.absolute().as_uri()}?{query}"


def make(path: Path) -> None:
    """Makes the empty file *path*, for its owner alone.

    :raises FileExistsError: there is one.
    """
    with _door:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def look_at_file(path: Path, *, create: bool, read_only: bool) -> None:
    """Checks the file at *path* before SQLite sees it; with *create* makes a missing one, for its owner alone.

    It is not opened: that it holds something else than a database is for SQLite to say.  Only the data folder of a
    user is made where it is missing: any other is a slip of the hand more likely than a wish.

    :raises NotFound: there is no such file, and *create* was not asked for, or its folder doesn't exist.
    :raises QuotesError: a folder, no plain file, or one that cannot be read or written.
    """
    try:
        if create and not read_only and not path.exists():
            if path.parent.absolute() == data_folder().absolute():
                _make_data_folder(path.parent)
            elif not path.parent.exists():
                raise NotFound(f"the folder of {path} does not exist; make it first (mkdir -p), or mend the path")
            with suppress(FileExistsError):
                make(path)
        found = path.stat()
        mode = found.st_mode
        if not stat.S_ISDIR(mode) and not os.access(path, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except FileNotFoundError:
        raise NotFound(f"there is no database at {path}; quotes add creates it") from None
    except NotADirectoryError:
        raise QuotesError(f"{path} cannot be a database: part of its path is a file") from None
    except OSError as error:
        raise QuotesError(f"{path} cannot be opened: {(error.strerror or str(error)).lower()}") from None
    if stat.S_ISDIR(mode):
        raise QuotesError(f"{path} is a folder, not a database")
    if not stat.S_ISREG(mode) or found.st_size == 1:  # SQLite takes a file of one byte for an empty one
        raise QuotesError(f"{path} is not a SQLite database")
    if not read_only and not is_writable(path):
        raise QuotesError(f"{path} cannot be written: the file or its folder is read-only")


def _make_data_folder(folder: Path) -> None:
    """Makes the user's data *folder*, for its owner alone.

    :raises QuotesError: it cannot be made, or something else has its name.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise QuotesError(
            f"the folder {folder} cannot be made ({said}); --db FILE or QUOTES_DB names a database elsewhere"
        ) from None


@contextmanager
def in_its_place(target: Path, *, folders: bool = False) -> Iterator[Path]:
    """Gives the path of a new SQLite file beside *target*, made and empty, that becomes *target* when all went well.

    Nobody sees *target* before it is whole.  On any exception nothing is left.  With *folders* those that lead to it
    are made.

    :raises UsageProblem: *target*, or the log of a database of that name, is there, now or in the end.
    :raises QuotesError: it cannot be written.
    """
    _refuse_taken(target)
    part = target.with_name(f".{target.name}.part-{secrets.token_hex(4)}")  # several may be under way
    try:
        if folders:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        make(part)
        yield part
        _into_one_file(part)
        _refuse_taken(target)
        _name(part, target)
    except FileExistsError:
        raise UsageProblem(f"{target} exists; name another file") from None
    except QuotesError as error:
        error.args = (str(error).replace(str(part), str(target)),)  # nobody knows the part by its name
        raise
    except OSError as error:
        raise QuotesError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}") from error
    finally:
        for ending in BESIDE:
            with suppress(OSError):
                part.with_name(part.name + ending).unlink()


def _refuse_taken(target: Path) -> None:
    for ending in ("", "-wal", "-journal"):  # SQLite would take a log left behind for the new file's
        beside = target.with_name(target.name + ending)
        if beside.exists():
            raise UsageProblem(f"{beside} exists; name another file")


def _into_one_file(part: Path) -> None:
    """Has SQLite put its log into *part*, so that the file can be moved about.

    :raises QuotesError: another program has it open, or there is no room.
    """
    try:
        with closing(connect(part, wait=0)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # refused while anybody else has it open
    except sqlite3.Error as error:
        raise explain(error, str(part)) or error from error


def _name(part: Path, target: Path) -> None:
    """Gives *part* the name *target*.

    :raises FileExistsError: the name was taken.  Without hard links that is seen only if it was before the look.
    """
    try:
        os.link(part, target)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if target.exists():
            raise FileExistsError from None
        part.rename(target)
