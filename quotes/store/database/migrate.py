"""Bring a store to another revision of the schema, in one transaction, with a checked backup first on SQLite.

The revisions lie in ``alembic/``: inside the wheel as ``quotes/store/_migrations``, else beside the checkout.
A revision file may state ``VIEWS`` and ``TRIGGERS`` (SQLite), tuples of ``(name, DDL)``, or such a tuple for each
engine's name where their SQL differs: all that the schema has after it; one that states neither keeps those before it.
``MORE_VIEWS`` in the same manner adds to those before.
They are dropped before a migration, because SQLite cannot rebuild a table under them, and those of the revision that
was reached are made again at its end.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from quotes.errors import NotFound, ProblemsFound, QuotesError, SchemaMismatch
from quotes.store.database.copies import copy_file, stamp
from quotes.store.database.domains import fill_domains
from quotes.store.database.engine import WAIT, explained, make_engine, parse_url, place_of, revision_of
from quotes.store.database.files import in_its_place, look_at_file
from quotes.store.database.given_keys import fill_given_keys
from quotes.store.database.refold import Refolded, refold
from quotes.store.database.statistics import state_statistics
from quotes.store.schema import VERSION_TABLE


class Migration(NamedTuple):
    """What a migration did; ``before`` and ``after`` are revisions (None: empty), ``backup`` the copy it made,
    ``refolded`` what was folded again, where the schema was from before that, ``domains`` how many outlets got one."""

    before: str | None
    after: str | None
    backup: Path | None
    refolded: Refolded | None = None
    domains: int = 0


FOLDED = "0007"
"""The first schema in whose stores letters are folded as now."""


def scripts_folder() -> Path:
    """Returns the folder of the revisions: inside the installed package, else beside the checkout."""
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "_migrations", here.parents[3] / "alembic"):
        if (folder / "env.py").is_file():
            return folder
    raise QuotesError("the migrations are missing from this installation; install quote-tracker again")


def config_for(folder: Path | None = None) -> Config:
    """Returns Alembic's configuration for the revisions in *folder* (default: :func:`scripts_folder`)."""
    config = Config()
    config.set_main_option("script_location", str(folder or scripts_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@cache
def _scripts(folder: Path) -> ScriptDirectory:
    return ScriptDirectory.from_config(config_for(folder))


def head(folder: Path | None = None) -> str:
    """Returns the newest revision."""
    return str(_scripts(folder or scripts_folder()).get_current_head())


def revisions(folder: Path | None = None) -> tuple[str, ...]:
    """Returns all revisions, oldest first."""
    walked = _scripts(folder or scripts_folder()).walk_revisions()
    return tuple(reversed([script.revision for script in walked]))


def current(url: str | None) -> str | None:
    """Returns the revision of the store at *url*; None for an empty database.

    :raises NotFound: there is no such file.
    """
    parsed = parse_url(url)
    if parsed.drivername == "sqlite":
        look_at_file(Path(str(parsed.database)), create=False, read_only=True)
    engine = make_engine(parsed, read_only=True)
    try:
        with explained(place_of(parsed)), engine.connect() as connection:
            return revision_of(connection, place_of(parsed))
    finally:
        engine.dispose()


def planned(url: str | None) -> tuple[str | None, str]:
    """Returns the revision that the store at *url* has, None where there is none yet, and the one that an upgrade
    reaches.

    :raises SchemaMismatch: its schema is newer than this program.
    """
    try:
        before = current(url)
    except NotFound:
        before = None
    if before is not None and before not in revisions():
        raise _newer(place_of(parse_url(url)), before)
    return before, head()


def _newer(place: str, revision: str) -> SchemaMismatch:
    return SchemaMismatch(f"{place} has a newer schema ({revision}) than this program: install a newer quotes")


def upgrade(url: str | None, revision: str = "head", *, wait: float = WAIT, folder: Path | None = None) -> Migration:
    """Migrates the store at *url* up to *revision*; a missing SQLite file is created. At the newest revision keys that
    no migration can tell are filled in.

    :raises SchemaMismatch: its schema is newer than this program.
    :raises ProblemsFound: it is damaged, so nothing was changed.
    """
    return _migrate(command.upgrade, url, revision, wait, folder)


def downgrade(url: str | None, revision: str, *, wait: float = WAIT, folder: Path | None = None) -> Migration:
    """Migrates the store at *url* down to *revision* (``base``: nothing left).

    :raises NotFound: there is no such file.
    """
    return _migrate(command.downgrade, url, revision, wait, folder)


def _migrate(
    step: Callable[[Config, str], None], url: str | None, revision: str, wait: float, folder: Path | None
) -> Migration:
    config = config_for(folder)
    refolded, domains = None, 0
    with changing(url, create=step is command.upgrade, wait=wait, folder=folder) as change:
        config.attributes["connection"] = change.connection
        try:
            step(config, revision)
            if step is command.upgrade and revision == "head":
                fill_given_keys(change.connection)
                domains = fill_domains(change.connection)
                if change.before is not None and change.before < FOLDED:
                    refolded = refold(change.connection)
        except CommandError as error:
            raise SchemaMismatch(str(error)) from error
    return Migration(change.before, change.after, change.backup, refolded, domains)


class Change:
    """A migration under way."""

    def __init__(self, connection: Connection, before: str | None) -> None:
        self.connection = connection
        self.before = before
        self.after = before
        self.backup: Path | None = None


def _backup_name(path: Path, revision: str) -> Path:
    """Returns a name for a backup that no file has: an upgrade that was killed may have left one within the same
    second.
    """
    first = f"{path.name}.{revision}.{stamp()}"
    names = (path.with_name(f"{first}{f'-{number}' if number else ''}.backup") for number in count())
    return next(name for name in names if not name.exists())


@contextmanager
def changing(url: str | None, *, create: bool, wait: float = WAIT, folder: Path | None = None) -> Iterator[Change]:
    """Gives a connection in the transaction in which a migration runs: all of it is kept or nothing.

    Writers are locked out from before the backup until the end.  The result is committed only if every foreign
    key holds.
    """
    parsed = parse_url(url)
    place = place_of(parsed)
    folder = folder or scripts_folder()
    path = Path(str(parsed.database)) if parsed.drivername == "sqlite" else None
    if path is not None:
        look_at_file(path, create=create, read_only=False)
    engine = make_engine(parsed, foreign_keys=False, wait=wait)
    try:
        with (
            explained(place, writing=True),
            engine.connect().execution_options(quotes_write=True) as connection,
            connection.begin(),
        ):
            before = revision_of(connection, place)
            if before is not None and before not in revisions(folder):
                raise _newer(place, before)
            if before is None and not create:
                raise NotFound(f"{place} holds no quotes yet")
            change = Change(connection, before)
            if path is not None and before is not None and before != head(folder) and create:
                change.backup = _backup_name(path, before)
                with in_its_place(change.backup) as part:
                    copy_file(path, part)  # readers are not kept out by the lock that this migration holds
            others = _drop_derived(connection, before, folder)
            yield change
            change.after = MigrationContext.configure(
                connection, opts={"version_table": VERSION_TABLE}
            ).get_current_revision()
            for _, ddl in (*_derived(connection, change.after, folder), *others):
                connection.execute(text(ddl.replace(":", r"\:")))
            _check_foreign_keys(connection, place)
            if path is not None and change.after is not None:
                state_statistics(connection)
    finally:
        engine.dispose()


def _stated(folder: Path, revision: str | None, name: str, engine: str) -> tuple[tuple[str, str], ...]:
    """Returns ``VIEWS`` or ``TRIGGERS`` as *revision* states them, else the newest revision before it that does, with
    those that were added since.
    """
    more: tuple[tuple[str, str], ...] = ()
    while revision is not None:
        script = _scripts(folder).get_revision(revision)
        more = _for_engine(getattr(script.module, f"MORE_{name}", ()), engine) + more
        if hasattr(script.module, name):
            return _for_engine(getattr(script.module, name), engine) + more
        before = script.down_revision
        revision = before if isinstance(before, str) else None
    return more


def _for_engine(stated: Any, engine: str) -> tuple[tuple[str, str], ...]:
    return tuple(stated[engine] if isinstance(stated, dict) else stated)


def _derived(connection: Connection, revision: str | None, folder: Path) -> tuple[tuple[str, str], ...]:
    """Returns name and DDL of the views, and on SQLite the triggers, that the schema has at *revision*."""
    engine = connection.dialect.name
    triggers = _stated(folder, revision, "TRIGGERS", engine) if engine == "sqlite" else ()
    return (*_stated(folder, revision, "VIEWS", engine), *triggers)


def derived_names(connection: Connection) -> tuple[str, ...]:
    """Returns the names of the views, and on SQLite the triggers, of the newest schema."""
    folder = scripts_folder()
    return tuple(name for name, _ in _derived(connection, head(folder), folder))


def _drop_derived(connection: Connection, revision: str | None, folder: Path) -> tuple[tuple[str, str], ...]:
    """Drops the views and triggers of *revision*.

    Returns name and DDL of a person's own views and triggers on SQLite, dropped too: they are made again afterwards.
    """
    ours = [name for name, _ in _derived(connection, revision, folder)]
    others: list[tuple[str, str]] = []
    if connection.dialect.name == "sqlite":
        found = connection.execute(
            text("SELECT type, name, sql FROM sqlite_master WHERE type IN ('view', 'trigger') ORDER BY rowid")
        ).all()
        for kind, name, ddl in found:
            if name not in ours:
                others.append((name, ddl))
            quoted = name.replace('"', '""').replace(":", r"\:")
            connection.execute(text(f'DROP {kind} "{quoted}"'))
    else:
        for name in reversed(ours):
            connection.execute(text(f'DROP VIEW IF EXISTS "{name}"'))
    return tuple(others)


def _check_foreign_keys(connection: Connection, place: str) -> None:
    """Checks every foreign key of the database.

    :raises ProblemsFound: a row refers to one that isn't there.
    """
    if connection.dialect.name != "sqlite":
        return
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        table, rowid, parent, _ = broken[0]
        raise ProblemsFound(
            f"{place} was left as it was: {len(broken)} rows refer to rows that are not there, the first in "
            f"{table} (row {rowid}, to {parent})"
        )
