"""A store that is opened: with the schema of this program, made where it is missing, never upgraded unasked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL
from sqlalchemy.orm import Session

from quotes.errors import NotFound, QuotesError, SchemaMismatch
from quotes.store.database.engine import WAIT, explained, make_engine, parse_url, place_of, revision_of
from quotes.store.database.files import look_at_file
from quotes.store.schema import HEAD


class Store:
    """An opened store.  Made by :func:`open_store`; close it, or use it in a ``with`` statement."""

    def __init__(self, url: URL, *, read_only: bool, wait: float) -> None:
        self._url = url
        self.read_only = read_only
        self.wait = wait
        self.engine = make_engine(url, read_only=read_only, wait=wait)

    @property
    def url(self) -> str:
        """The file's path, or the server's URL with its password, as :func:`open_store` takes them: not for messages.

        A path is not written as a URL, which could not hold the name of a file that isn't UTF-8.
        """
        return (
            place_of(self._url) if self._url.drivername == "sqlite" else self._url.render_as_string(hide_password=False)
        )

    @property
    def place(self) -> str:
        """Returns the store's name for messages: its path, or its URL without the password."""
        return place_of(self._url)

    @property
    def path(self) -> Path | None:
        """The file, on SQLite."""
        return Path(str(self._url.database)) if self._url.drivername == "sqlite" else None

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Gives a session that sees one state of the store and never waits for a writer.

        It is rolled back, so that nothing stays of what PostgreSQL allows in a reading transaction (messages by
        ``pg_notify``, before version 16 large objects).
        """
        with explained(self.place), Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Gives a session in one transaction: committed at the end, rolled back on any exception.

        :raises DatabaseBusy: another writer was not done after the wait.
        """
        if self.read_only:
            raise QuotesError(f"{self.place} was opened for reading only")
        engine = self.engine.execution_options(quotes_write=True)
        with explained(self.place, writing=True), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def settle(self) -> None:
        """Empties SQLite's write-ahead log into the database if no reader holds it, so that erased values leave
        it too.
        """
        if self.dialect == "sqlite":
            with explained(self.place), self.engine.connect() as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(url: str | None = None, *, create: bool = False, read_only: bool = False, wait: float = WAIT) -> Store:
    """Returns the store at *url* (a path, a URL, or None for the default), with the schema of this program.

    With *create* a missing or empty one is given the newest schema; an older one is never upgraded here.  *wait* is in
    seconds.

    :raises NotFound: there is none, and *create* was not asked for.
    :raises SchemaMismatch: it is older or newer than the program.
    :raises DatabaseBusy: it stayed locked.
    :raises QuotesError: it is not one of ours, cannot be opened, or cannot be written.
    """
    parsed = parse_url(url)
    place = place_of(parsed)
    if parsed.drivername == "sqlite":
        look_at_file(Path(str(parsed.database)), create=create, read_only=read_only)
    store = Store(parsed, read_only=read_only, wait=wait)
    try:
        with explained(place), store.engine.connect() as connection:
            revision = revision_of(connection, place)
        if revision == HEAD:
            return store
        if revision is None and create and not read_only:
            revision = _made(store)
            if revision == HEAD:
                return store
        from quotes.store.database import migrate

        if revision is None:
            raise NotFound(f"{place} holds no quotes yet; quotes add fills it, quotes db upgrade prepares it")
        if revision in migrate.revisions():
            raise SchemaMismatch(
                f"{place} has an older schema ({revision}; this program needs {HEAD}): run quotes db upgrade"
            )
        raise SchemaMismatch(
            f"{place} has a newer schema ({revision}) than this program ({HEAD}): install a newer quotes"
        )
    except BaseException:
        store.close()
        raise


def _made(store: Store) -> str | None:
    """Gives an empty store the newest schema, and returns the revision that it has then.

    On SQLite the schema comes as it is; PostgreSQL's is made by the migrations.
    """
    if store.dialect == "sqlite":
        from quotes.store.database.new_file import fill_new_file

        return fill_new_file(store.engine, store.place)
    from quotes.store.database import migrate

    return migrate.upgrade(store.url, wait=store.wait).after
