"""Provides ``--db`` and ``--wait``, and the store that they name."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.collector import rest, resume
from quotes.cli.options.command import Command
from quotes.cli.seconds import Seconds

if TYPE_CHECKING:
    from quotes.store.database.connect import Store


def database_options(command: Command) -> Command:
    """Adds ``--db`` and ``--wait``, which may also stand after the command's name."""

    @click.option("--db", metavar="PATH|URL", help="The database: a file, or postgresql://…")
    @click.option("--wait", type=Seconds(), metavar="SECONDS", help="Wait for another writer.  [default: 30]")
    @wraps(command)
    def with_database(*args: Any, db: str | None = None, wait: float | None = None, **kwargs: Any) -> Any:
        ctx = click.get_current_context()
        outer: dict[str, Any] = ctx.find_root().obj or {}
        chosen = {"db": db or outer.get("db"), "wait": wait if wait is not None else outer.get("wait")}
        rest()  # until a store is open: what is loaded for that stays
        try:
            return command(*args, database=chosen, **kwargs)
        finally:
            resume()

    return with_database


def wait_of(database: Mapping[str, Any]) -> float:
    """Returns the seconds to wait for another writer: what ``--wait`` says, else the store's own."""
    from quotes.store.database.engine import WAIT

    return WAIT if database["wait"] is None else float(database["wait"])


@contextmanager
def opened(database: Mapping[str, Any], *, create: bool = False, read_only: bool = True) -> "Iterator[Store]":
    """Opens the store that the options name; it is made only with *create*."""
    from quotes.store.database.connect import open_store

    with open_store(database["db"], create=create, read_only=read_only, wait=wait_of(database)) as store:
        resume()
        yield store


@contextmanager
def opened_for_writing(database: Mapping[str, Any], *, dry_run: bool) -> "Iterator[Store]":
    """Opens the store that the options name, making it if need be; with *dry_run* a store that isn't there is
    not made.

    A dry run before there is a database works in a temporary one.
    """
    if not dry_run:
        with opened(database, create=True, read_only=False) as store:
            yield store
        return
    from tempfile import TemporaryDirectory

    from quotes.errors import NotFound

    with ExitStack() as stack:
        try:
            store = stack.enter_context(opened(database, read_only=False))
        except NotFound:
            folder = stack.enter_context(TemporaryDirectory(prefix="quotes-dry-run-"))
            temporary = {**database, "db": str(Path(folder) / "quotes.db")}
            store = stack.enter_context(opened(temporary, create=True, read_only=False))
        yield store
