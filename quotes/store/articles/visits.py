"""Keeps what servers call the state of pages that were stored, so that they are asked for only if they have changed."""

import datetime as dt

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quotes.model import Validators
from quotes.store.schema import PageVisitRow
from quotes.version import PROGRAM
from quotes.wording import storable


def state_of(session: Session, url: str) -> Validators | None:
    """Returns the state in which *url* was fetched and stored by this version of the program, or None: another version
    may have read less in it.
    """
    row = session.scalar(select(PageVisitRow).where(PageVisitRow.url == storable(url)))
    return Validators(row.etag, row.last_modified) if row is not None and row.program == PROGRAM else None


def keep_state(session: Session, url: str, state: Validators) -> None:
    """Notes that everything at *url* in this *state* is stored."""
    session.execute(delete(PageVisitRow).where(PageVisitRow.url == storable(url)))
    session.add(
        PageVisitRow(
            url=storable(url),
            etag=state.etag,
            last_modified=state.last_modified,
            program=PROGRAM,
            at=dt.datetime.now(dt.UTC),
        )
    )
    session.flush()


def forget_states(session: Session) -> None:
    """Forgets all of them, so that every page is fetched as if for the first time: something that was stored from one
    of them is to go.
    """
    session.execute(delete(PageVisitRow))
