"""Runs: one command that read something, and what became of each source."""

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quotes.store.schema import RunItemRow, RunRow
from quotes.wording import storable


def start_run(session: Session, command: str, program: str) -> int:
    """Starts a run and returns its id."""
    row = RunRow(command=command, program=program, started_at=_now(), finished_at=None)
    session.add(row)
    session.flush()
    return row.id


def item_values(
    run: int,
    *,
    source: str,
    record: str | None,
    sha256: str | None,
    outcome: str,
    article: int | None = None,
    error: str | None = None,
) -> dict[str, Any]:
    """Returns the row, by column, that notes what became of one source or record, as of now.

    Names of files may hold bytes that are no text in the machine's encoding, and messages repeat them: both are made
    storable.
    """
    return {
        "run": run,
        "article": article,
        "source": storable(source),
        "record": None if record is None else storable(record),
        "sha256": sha256,
        "outcome": outcome,
        "error": None if error is None else storable(error),
        "at": _now(),
    }


def finish_run(session: Session, run: int, noted: int) -> int:
    """Notes that a run came to its end and made *noted* items; returns how many of them are not there any more.

    Those that were erased meanwhile with their articles are not among them.
    """
    row = session.get(RunRow, run)
    if row is None:
        return noted
    row.finished_at = _now()
    row.noted = noted
    session.flush()
    return next((each.missing for each in incomplete_runs(session, run)), 0)


class Incomplete(NamedTuple):
    """A run that came to its end, of whose items some are missing."""

    run: int
    command: str
    started_at: dt.datetime
    noted: int
    missing: int


def incomplete_runs(session: Session, run: int | None = None) -> list[Incomplete]:
    """Runs (or *run* alone) that noted more items than are there and were erased, oldest first.

    Every item was stored in one transaction with its article, so the articles are missing too.
    """
    there = select(func.count()).where(RunItemRow.run_id == RunRow.id).scalar_subquery()
    noted = func.coalesce(RunRow.noted, 0)
    missing = noted - RunRow.erased - there
    query = select(RunRow.id, RunRow.command, RunRow.started_at, noted, missing).where(missing > 0)
    if run is not None:
        query = query.where(RunRow.id == run)
    return [Incomplete(*row) for row in session.execute(query.order_by(RunRow.id))]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
