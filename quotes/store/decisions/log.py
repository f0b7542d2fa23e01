"""Reading the log of decisions."""

import datetime as dt
import json
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from quotes.errors import NotFound
from quotes.store.decisions.operations import undone
from quotes.store.schema import DecisionRow, QuoteRow, SpeakerAliasRow, SpeakerRow


class OperationLine(NamedTuple):
    """One operation: what was done in words, how many rows it touched, and the operation that took it back."""

    operation: int
    at: dt.datetime
    who: str
    action: str
    what: str | None
    rows: int
    undone_by: int | None


class ChangeLine(NamedTuple):
    """One row that an operation changed; ``before`` and ``after`` as JSON (empty: there was none, or erased)."""

    operation: int
    table: str
    id: int
    before: str
    after: str


def operations(
    session: Session, *, speaker: int | None = None, quotation: int | None = None, limit: int | None = None
) -> list[OperationLine]:
    """Returns operations, newest first; only those that touched that speaker or quotation (ids) where one is given."""
    query = select(
        DecisionRow.operation,
        func.min(DecisionRow.at),
        func.min(DecisionRow.who),
        func.min(DecisionRow.action),
        func.max(DecisionRow.note),
        func.count(),
    ).group_by(DecisionRow.operation)
    conditions = []
    if speaker is not None:
        names = select(SpeakerAliasRow.id).where(SpeakerAliasRow.speaker_id == speaker)
        conditions += [
            (DecisionRow.subject == SpeakerRow.__tablename__) & (DecisionRow.subject_id == speaker),
            (DecisionRow.subject == SpeakerAliasRow.__tablename__) & DecisionRow.subject_id.in_(names),
        ]
    if quotation is not None:
        conditions.append((DecisionRow.subject == QuoteRow.__tablename__) & (DecisionRow.subject_id == quotation))
    if conditions:
        touched = select(DecisionRow.operation).where(or_(*conditions))
        query = query.where(DecisionRow.operation.in_(touched))
    reverted = undone(session)
    rows = session.execute(query.order_by(DecisionRow.operation.desc()).limit(limit))
    return [OperationLine(*row, reverted.get(row[0])) for row in rows]


def changes(session: Session, operation: int) -> list[ChangeLine]:
    """Returns every row that an operation changed, in order.

    :raises NotFound: there is no operation of that number.
    """
    rows = session.scalars(select(DecisionRow).where(DecisionRow.operation == operation).order_by(DecisionRow.id)).all()
    if not rows:
        raise NotFound(f"there is no operation {operation}; quotes log lists them")
    return [ChangeLine(operation, row.subject, row.subject_id, _shown(row.before), _shown(row.after)) for row in rows]


def _shown(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if values is not None else ""
