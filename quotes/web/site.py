"""Gives the pages what the server was started with: the store, the settings, and who is reading."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from flask import abort, current_app, g
from sqlalchemy.orm import Session

from quotes.errors import QuotesError
from quotes.store.database.connect import Store
from quotes.store.database.timeouts import TookTooLong, within
from quotes.store.decisions.signature import signed
from quotes.web.settings import Settings

SECONDS = 20.0
"""How long the database may work for a page."""
KEY = "quotes"
"""Under which name the application keeps its :class:`Site`."""


@dataclass(frozen=True, slots=True)
class Site:
    """The store that is shown, and how."""

    store: Store
    settings: Settings


def site() -> Site:
    """Returns the site of the application that answers this request."""
    return cast(Site, current_app.extensions[KEY])


@contextmanager
def reading(seconds: float = SECONDS) -> Iterator[Session]:
    """Gives a session that reads one state of the store, for *seconds* at most.

    :raises TookTooLong: the database was stopped then.
    """
    until = time.monotonic() + seconds
    try:
        with site().store.reading() as session, within(session, seconds):
            yield session
    except QuotesError as error:
        if time.monotonic() < until or type(error) is not QuotesError:
            raise
        raise TookTooLong(f"The database took longer than {seconds:g} seconds, and was stopped.") from error


@contextmanager
def writing() -> Iterator[Session]:
    """Gives a session in one transaction, whose decisions are signed by the reader of this request."""
    may_write()
    with signed(g.user), site().store.writing() as session:
        yield session


def may_change() -> bool:
    """Tests whether the server was started for writing."""
    return site().settings.writes


def may_write() -> None:
    """Ends the request with status 403 unless the server was started for writing."""
    if not may_change():
        abort(403, "This server shows the store and changes nothing. Started with --write, it stores decisions.")
