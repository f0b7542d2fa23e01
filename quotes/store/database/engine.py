"""The only place that makes an engine: which database it is, how it is reached, and its two kinds of transaction.

SQLite runs in WAL mode with foreign keys enforced; a writing transaction begins with ``BEGIN IMMEDIATE``.  On
PostgreSQL a writing transaction takes one advisory lock, so that on both engines one writer follows the other
and readers never wait.
"""

import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from quotes.errors import DatabaseBusy, QuotesError, UsageProblem
from quotes.store.columns import Base
from quotes.store.database.driver_errors import explain
from quotes.store.database.files import connect, data_folder, is_writable
from quotes.store.schema import VERSION_TABLE

WAIT = 30.0
"""Seconds that a writer waits for another one."""

AGAIN = 0.002
"""Seconds between two tries for SQLite's write lock.  SQLite's own waiting soon tries only ten times a second: beside a
long addition, whose batches follow each other within milliseconds, a second writer would wait for many of them."""

SETTINGS = "-c TimeZone=UTC -c plan_cache_mode=force_custom_plan -c work_mem=64MB -c jit=off"
"""PostgreSQL's for a connection: no plan for words of any frequency, which it would make after the fifth search and
which is three times slower for common ones; room to sort what a large store gives in memory; and no compiling of a
query before it runs, which over 100,000 quotations took four seconds of a report that then takes half a second."""

CACHE_KB = 131_072
"""Kilobytes of pages that SQLite may keep; with its usual 2 MB, half of a search in a large store is reading."""

WRITING_CACHE_KB = 8_192
"""The same while it writes.  A long addition would fill a larger one with pages of indexes that it hardly meets again,
and is no faster with it, also in a store of a million quotations: 200 articles took 1.4 to 1.6 s of CPU time with 8 MB,
1.5 to 1.7 with 24."""

WRITE_LOCK = 0x71756F746573
"""Key of PostgreSQL's advisory lock for writers ("quotes" in ASCII)."""

SCHEMES = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def default_url() -> str:
    """Returns ``QUOTES_DB`` if it is set, else ``quotes.db`` in the user's data folder."""
    return os.environ.get("QUOTES_DB") or str(data_folder() / "quotes.db")


def parse_url(url: str | None) -> URL:
    """Returns *url* (default: :func:`default_url`) as SQLAlchemy's URL; anything without ``://`` is the path of
    a file.

    :raises UsageProblem: an unknown scheme, or a URL that cannot be read.
    """
    given = url or default_url()
    if "://" not in given:
        return URL.create("sqlite", database=str(Path(given).expanduser().absolute()))
    scheme = given.partition("://")[0]
    if scheme not in SCHEMES:
        raise UsageProblem(f"unknown kind of database {scheme}:// (use a file path, sqlite:/// or postgresql://)")
    try:
        parsed = make_url(given).set(drivername=SCHEMES[scheme])
    except (ArgumentError, ValueError):
        raise UsageProblem("the database URL cannot be read (postgresql://USER@HOST:PORT/NAME)") from None
    if parsed.drivername == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            raise UsageProblem("a SQLite database needs a file: sqlite:////folder/quotes.db, or just the path")
        parsed = URL.create("sqlite", database=str(Path(parsed.database).expanduser().absolute()))
    return parsed


def place_of(url: URL) -> str:
    """Returns the database's name for messages: its path, or its URL without passwords."""
    if url.drivername == "sqlite":
        return str(url.database)
    shown = url.set(query={name: "***" if _is_secret(name) else value for name, value in url.query.items()})
    return shown.render_as_string().replace("+psycopg", "").replace("%2A%2A%2A", "***")


def _is_secret(parameter: str) -> bool:
    """Tests whether a parameter of a URL holds a secret: libpq's ``password``, ``sslpassword``, ``oauth_client_secret``
    and whatever is misspelt so that it may be one.
    """
    return any(part in parameter.lower() for part in ("pass", "pwd", "secret", "token"))


@contextmanager
def explained(place: str, *, writing: bool = False) -> Iterator[None]:
    """Turns what the driver reports into the one-line errors of :mod:`quotes.errors`.

    With *writing* something was to be stored, and the errors say that it wasn't.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        known = explain(error, place, writing=writing)
        if known is None:
            raise
        raise known from error


def make_engine(url: URL, *, read_only: bool = False, foreign_keys: bool = True, wait: float = WAIT) -> Engine:
    """Returns an engine for *url*, connecting at first use; never creates a file.

    Its connections begin a reading transaction, or a writing one with ``execution_options(quotes_write=True)``.
    """
    if url.drivername == "sqlite":
        return _sqlite_engine(url, read_only=read_only, foreign_keys=foreign_keys, wait=wait)
    return _postgresql_engine(url, read_only=read_only, wait=wait)


def _sqlite_engine(url: URL, *, read_only: bool, foreign_keys: bool, wait: float) -> Engine:
    path = Path(str(url.database))
    writable = is_writable(path)
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, wait=wait),
        poolclass=QueuePool,  # else one connection a thread
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        if writable and not read_only:
            with suppress(sqlite3.OperationalError):  # somebody else holds it: the mode stays as it is this time
                connection.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        raw = connection.connection.driver_connection
        assert raw is not None
        writing = connection.get_execution_options().get("quotes_write") and not read_only
        raw.execute(
            f"PRAGMA query_only = {'OFF' if writing else 'ON'}"
        )  # a reading session reads, whatever it is given
        raw.execute(f"PRAGMA cache_size = -{WRITING_CACHE_KB if writing else CACHE_KB}")
        if writing:
            _begin_immediate(raw, wait, str(path))
        else:
            raw.execute("BEGIN")

    return engine


def _begin_immediate(connection: sqlite3.Connection, wait: float, place: str) -> None:
    """Takes SQLite's write lock as soon as nobody has it; can be interrupted while it waits."""
    deadline = time.monotonic() + wait
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                    raise DBAPIError.instance("BEGIN IMMEDIATE", None, error, sqlite3.Error) from error
                if time.monotonic() >= deadline:
                    raise DatabaseBusy(
                        f"{place} is locked by another program; try again, or wait longer with --wait"
                    ) from error
            time.sleep(AGAIN)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")


def _postgresql_engine(url: URL, *, read_only: bool, wait: float) -> Engine:
    # The driver's remarks, as on a query that is slow to stop, would else reach standard error.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    try:
        engine = create_engine(
            url,
            connect_args={"connect_timeout": 10, "application_name": "quotes", "options": SETTINGS},
        )
    except ModuleNotFoundError:
        raise QuotesError("PostgreSQL needs its driver: pip install 'psycopg[binary]'") from None

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("quotes_write") and not read_only:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{max(1, int(wait * 1000))}ms'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    return engine


def revision_of(connection: Connection, place: str) -> str | None:
    """Returns the schema revision that a database says it has; None for an empty one.

    :raises QuotesError: it holds other tables but not ours.
    """
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables:
        revision = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        if revision is None and tables & set(Base.metadata.tables):
            raise QuotesError(
                f"{place} doesn't say which schema it has (the table {VERSION_TABLE} is empty): it was damaged; "
                "restore a backup"
            )
        return None if revision is None else str(revision)
    if tables and (connection.dialect.name == "sqlite" or tables & set(Base.metadata.tables)):
        raise QuotesError(f"{place} is a database of another program: it holds {', '.join(sorted(tables)[:3])} …")
    return None
