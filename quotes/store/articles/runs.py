"""Runs: one command that read something, and what became of each source."""

import datetime as dt

from sqlalchemy.orm import Session

from quotes.store.schema import RunItemRow, RunRow


def start_run(session: Session, command: str, program: str) -> int:
    """A new run; its id."""
    row = RunRow(command=command, program=program, started_at=_now(), finished_at=None)
    session.add(row)
    session.flush()
    return row.id


def add_item(
    session: Session,
    run: int,
    *,
    source: str,
    record: str | None,
    sha256: str | None,
    outcome: str,
    article: int | None = None,
    error: str | None = None,
) -> None:
    """Note what became of one source or record."""
    session.add(
        RunItemRow(
            run_id=run,
            article_id=article,
            source=source,
            record=record,
            sha256=sha256,
            outcome=outcome,
            error=error,
            at=_now(),
        )
    )
    session.flush()


def finish_run(session: Session, run: int) -> None:
    """Note that a run came to its end."""
    row = session.get(RunRow, run)
    if row is not None:
        row.finished_at = _now()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
