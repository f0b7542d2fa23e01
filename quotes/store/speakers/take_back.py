"""Undoes operations, also if a speaker that comes back finds its name taken by one that was made since.

Example: merge *Ann Lee* into *Dana Okafor*, take the alias away, add an article that quotes Ann Lee.  Now there is a
second Ann Lee, about whom nobody has decided anything.  Undoing the merge brings the first back and merges the second
into her.
"""

from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from quotes.errors import UsageProblem
from quotes.store.decisions.operations import Reversal, newest, operation, undone
from quotes.store.decisions.operations import undo as undo_operation
from quotes.store.schema import DecisionRow, SpeakerRow
from quotes.store.speakers.lookup import described
from quotes.store.speakers.merges import leave, take_over

_PLACE = ("name_key", "kind", "note", "article")
"""Columns that no two speakers share."""


class _Parked(NamedTuple):
    """A speaker that was moved out of the way of one that comes back: the ids of both, and its own note."""

    there: int
    coming: int
    note: str


def undo(session: Session, number: int | None = None, *, note: str | None = None) -> Reversal | None:
    """Reverts operation *number*, or the newest operation of a person that has not been undone.

    Returns what was reverted, or None if there is nothing to undo.  A speaker that was made since under the name of
    one that comes back is merged into that one, unless a person has decided about it.  Undoing an undo makes the
    operation again.

    :raises NotFound: there is no operation of that number.
    :raises UsageProblem: it is undone already, or later operations touched the same rows; they are named.
    :raises QuotesError: its values were erased, or what was stored since builds on it.
    """
    number = newest(session) if number is None else number
    if number is None:
        return None
    parked = [_park(session, number, *each) for each in _in_the_way(session, number)]
    done = undo_operation(session, number, note=note)
    if done is None or not parked:
        return done
    rows = 0
    with operation(session, "undo", number=done.by, undoes=number) as running:
        for there, coming, _ in parked:
            gone = session.get(SpeakerRow, there)
            if gone is not None and session.get(SpeakerRow, coming) is not None:
                take_over(running, there, coming)
                leave(running, session.get_one(SpeakerRow, there), coming)
        rows = running.changes
    for each in parked:
        _correct_log(session, done.by, each)
    return done._replace(rows=done.rows + rows)


def _in_the_way(session: Session, number: int) -> list[tuple[int, int]]:
    """Returns pairs of ids: a speaker that has name, kind and note of one that comes back, and the latter."""
    changes = session.execute(
        select(DecisionRow.subject_id, DecisionRow.before, DecisionRow.after).where(
            DecisionRow.operation == number,
            DecisionRow.subject == SpeakerRow.__tablename__,
            DecisionRow.before.is_not(None),
        )
    ).all()
    moved = {each for each, before, after in changes if before and after and set(_PLACE) & set(before)}  # and go back
    found: list[tuple[int, int]] = []
    for identity, before, after in changes:
        if before is None or (after is not None and not set(_PLACE) & set(before)):
            continue
        place = _place(session.get(SpeakerRow, identity), before)
        others = select(SpeakerRow.id).where(
            SpeakerRow.id != identity,
            SpeakerRow.name_key == place["name_key"],
            SpeakerRow.kind == place["kind"],
            SpeakerRow.note == place["note"],
            SpeakerRow.article_id.is_not_distinct_from(place["article"]),
        )
        found += [(other, identity) for other in session.scalars(others) if other not in moved]
    return found


def _place(row: SpeakerRow | None, before: dict[str, Any]) -> dict[str, Any]:
    """Returns name key, kind, note and article of a speaker as *before* has them, else as the *row* has them now."""
    now = (
        {} if row is None else {"name_key": row.name_key, "kind": row.kind, "note": row.note, "article": row.article_id}
    )
    return {**dict.fromkeys(_PLACE), "note": "", **now, **{name: before[name] for name in _PLACE if name in before}}


def _park(session: Session, number: int, there: int, coming: int) -> _Parked:
    """Gives a speaker a note of its own while the reversal lasts, so that another can have its name.

    :raises UsageProblem: operations that stand have changed it, but for *number* itself.
    """
    row = session.get_one(SpeakerRow, there)
    reverted = undone(session)
    decided = session.execute(
        select(DecisionRow.operation, DecisionRow.undoes)
        .where(DecisionRow.subject == SpeakerRow.__tablename__, DecisionRow.subject_id == there)
        .distinct()
        .order_by(DecisionRow.operation)
    ).all()
    standing = [each for each, undoes in decided if each > number and each not in reverted and undoes is None]
    if standing:
        raise UsageProblem(
            f"operation {number} cannot be undone before what was done about {described(row)}, which has the name now: "
            f"operation{'s' if len(standing) > 1 else ''} {', '.join(map(str, standing))} (undo the latest first)"
        )
    parked = _Parked(there, coming, row.note)
    session.execute(update(SpeakerRow).where(SpeakerRow.id == there).values(note=row.uid))
    session.expire_all()
    return parked


def _correct_log(session: Session, number: int, parked: _Parked) -> None:
    """Puts the speaker's own note into the log, in place of the one that it had during the reversal."""
    rows = session.scalars(
        select(DecisionRow).where(
            DecisionRow.operation == number,
            DecisionRow.subject == SpeakerRow.__tablename__,
            DecisionRow.subject_id == parked.there,
        )
    ).all()
    for row in rows:
        if row.before and "note" in row.before:
            row.before = {**row.before, "note": parked.note}
    session.flush()
