"""Changes that people make, as operations that can be undone.

An operation is a group of rows of ``decision``: one for each row of another table that it added, changed or deleted,
with the columns that changed before and after (``before`` is null for an added row, ``after`` for a deleted one).
Everything a person changes goes through :func:`operation`, so one :func:`undo` reverts any of it.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Table, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from quotes.errors import NotFound, QuotesError, UsageProblem
from quotes.store.columns import Base
from quotes.store.decisions.signature import signature
from quotes.store.families.upkeep import DERIVED, Upkeep
from quotes.store.schema import DecisionRow
from quotes.wording import storable

ALIASED = "speaker alias"
"""The action by which a person gives a speaker a further name."""

UNALIASED = "speaker unalias"
"""The action by which a person takes a name away from a speaker."""

REEXTRACTED = "article reextract"
"""The action by which articles are read again: asked for by a person, but what it finds is the program's."""

RECOGNISED = "speaker recognised"
"""The action by which a surname of one article goes to who is known to hold the office that the article gives it."""

PROGRAM = "quotes"
"""How what the program links by itself is signed."""

UNASKED = frozenset({RECOGNISED})
"""Actions of the program's own; a person with its name signs others."""

ERASED_ARTICLE = "article rm"
ERASED_SPEAKER = "speaker forget"
"""Actions that nothing takes back: their rows have no values."""

Part = TypeVar("Part")
MANY = 500
"""Rows of one statement: databases limit its parameters."""

Values = dict[str, Any]
"""Column name in SQL → value."""


class Receipt(NamedTuple):
    """The number of the operation (None: nothing had to change), and what it did, in words."""

    operation: int | None
    said: str


class Operation:
    """One operation under way; its changes are made at once and logged at its end.  See :func:`operation`."""

    def __init__(self, session: Session, action: str, *, number: int, undoes: int | None = None) -> None:
        self.session = session
        self.action = action
        self.number = number
        self.undoes = undoes
        self.said = ""
        """A sentence for the log."""
        self._rows: list[Values] = []
        self._families = Upkeep(session)

    @property
    def changes(self) -> int:
        """Rows added, changed or deleted so far."""
        return len(self._rows)

    @property
    def receipt(self) -> Receipt:
        """Returns the operation's number and what it has changed so far, in words."""
        return Receipt(self.number if self.changes else None, self.said)

    def update(self, row: type[Base], where: ColumnElement[bool], **values: Any) -> int:
        """Sets the columns *values* of all rows of *row*'s table that fit; returns how many weren't so before."""
        table = _table(row)
        self.session.flush()
        columns = [table.c[name] for name in values]
        found = self.session.execute(select(table.c.id, *columns).where(where).order_by(table.c.id)).all()
        changed: list[int] = []
        for each in found:
            before = {name: old for name, old in zip(values, each[1:], strict=True) if old != values[name]}
            if before:
                changed.append(each[0])
                self._note(table, each[0], before, {name: values[name] for name in before})
        if changed:
            self._families.before_update(table.name, changed, values)
        for ids in batched(changed):
            self.session.execute(table.update().where(table.c.id.in_(ids)).values(**values))
        self.session.expire_all()
        return len(changed)

    def insert(self, row: type[Base], **values: Any) -> int:
        """Adds a row; returns its id."""
        table = _table(row)
        self.session.flush()
        made = self.session.execute(insert(table).values(**values).returning(table.c.id)).scalar_one()
        whole = self.session.execute(select(table).where(table.c.id == made)).mappings().one()
        self._note(table, made, None, _given(whole))
        self._families.after_insert(table.name, made)
        return int(made)

    def log_added(self, row: Base) -> None:
        """Logs *row*, which the session has just added by itself, as added by this operation."""
        table = _table(type(row))
        self.session.flush()
        identity: int = getattr(row, "id")  # noqa: B009
        whole = self.session.execute(select(table).where(table.c.id == identity)).mappings().one()
        self._note(table, identity, None, _given(whole))
        self._families.after_insert(table.name, identity)

    def delete(self, row: type[Base], where: ColumnElement[bool]) -> int:
        """Deletes the rows that fit; returns how many."""
        table = _table(row)
        self.session.flush()
        found = self.session.execute(select(table).where(where).order_by(table.c.id)).mappings().all()
        for each in found:
            self._note(table, each["id"], _given(each), None)
        self._families.before_delete(table.name, [each["id"] for each in found])
        for ids in batched([each["id"] for each in found]):
            self.session.execute(table.delete().where(table.c.id.in_(ids)))
        self.session.expire_all()
        return len(found)

    def log_erased(self, row: type[Base], identity: int) -> None:
        """Logs that a row is erased, without its values."""
        self._note(_table(row), identity, None, None)

    def _note(self, table: Table, identity: int, before: Values | None, after: Values | None) -> None:
        self._rows.append({
            "subject": table.name,
            "subject_id": identity,
            "before": _encoded(before),
            "after": _encoded(after),
        })  # fmt: skip

    def close(self, note: str | None) -> None:
        """Finds new families for what left one, and writes the log; nothing where nothing changed."""
        self._families.settle()
        if not self._rows:
            return
        shared = {
            "operation": self.number,
            "at": dt.datetime.now(dt.UTC),
            "who": PROGRAM if self.action in UNASKED else signature(),
            "action": self.action,
            "undoes": self.undoes,
        }
        sentence = storable(f"{self.said}: {note}" if note else self.said) or None
        rows = [{**shared, **row, "note": None if number else sentence} for number, row in enumerate(self._rows)]
        self.session.execute(insert(DecisionRow), rows)


@contextmanager
def operation(
    session: Session, action: str, *, note: str | None = None, number: int | None = None, undoes: int | None = None
) -> Iterator[Operation]:
    """Gives an operation in the session's transaction, which is logged when the block ends well.

    Numbers count up from 1; writers follow each other, so no two get the same.  With *number* the changes join an
    operation that earlier transactions of the same command began.
    """
    if number is None:
        number = next_number(session)
    running = Operation(session, action, number=number, undoes=undoes)
    yield running
    running.close(note)


def next_number(session: Session) -> int:
    """Returns the number of the next operation."""
    return (session.scalar(select(func.max(DecisionRow.operation))) or 0) + 1


def undone(session: Session) -> dict[int, int]:
    """Returns operations that are reverted at present, each with the operation that reverted it."""
    reverted: dict[int, int] = {}
    rows = session.execute(
        select(DecisionRow.operation, DecisionRow.undoes)
        .where(DecisionRow.undoes.is_not(None))
        .distinct()
        .order_by(DecisionRow.operation.desc())
    )
    for number, undoes in rows:
        if number not in reverted and undoes is not None:
            reverted[undoes] = number
    return reverted


class Reversal(NamedTuple):
    """An operation that was reverted, by which one, and how many rows were set back."""

    operation: int
    by: int
    said: str
    rows: int


def undo(session: Session, number: int | None = None, *, note: str | None = None) -> Reversal | None:
    """Reverts operation *number*, or the newest one of a person's that stands; None where none does.

    Undoing an undo makes the operation again.

    :raises NotFound: there is no operation of that number.
    :raises UsageProblem: it is undone already, or later operations touched the same rows; they are named.
    :raises QuotesError: its values were erased, or what was stored since builds on it.
    """
    reverted = undone(session)
    if number is None:
        number = newest(session)
        if number is None:
            return None
    decisions = session.scalars(
        select(DecisionRow).where(DecisionRow.operation == number).order_by(DecisionRow.id.desc())
    ).all()
    if not decisions:
        raise NotFound(f"there is no operation {number}; quotes log lists them")
    if number in reverted:
        raise UsageProblem(f"operation {number} is undone already (by operation {reverted[number]})")
    later = _later(session, number, reverted)
    if later:
        raise UsageProblem(
            f"operation {number} cannot be undone before what later touched the same rows: "
            f"operation{'s' if len(later) > 1 else ''} {', '.join(map(str, later))} (undo the latest first)"
        )
    if any(each.before is None and each.after is None for each in decisions):
        raise QuotesError(f"operation {number} cannot be undone: its values were erased")
    said = decisions[-1].note or decisions[-1].action
    action = decisions[-1].action
    changes = [(each.subject, each.subject_id, each.before, each.after) for each in decisions]
    with operation(session, "undo", note=note, undoes=number) as reverting:
        reverting.said = f"undid {number} ({action})"
        try:
            for (subject, before, after), group in groupby(changes, key=_same_change):
                ids = [each[1] for each in group]
                for some in batched(ids):
                    _revert(reverting, number, subject, some, json.loads(before), json.loads(after))
            session.flush()
        except IntegrityError as error:
            raise QuotesError(
                f"operation {number} cannot be undone: what was stored since builds on it "
                "(for a split: merge the two instead)"
            ) from error
    return Reversal(number, reverting.number, said, reverting.changes)


def _same_change(change: tuple[str, int, Any, Any]) -> tuple[str, str, str]:
    return change[0], json.dumps(change[2], sort_keys=True), json.dumps(change[3], sort_keys=True)


def _revert(
    reverting: Operation, number: int, subject: str, ids: Sequence[int], before: Values | None, after: Values | None
) -> None:
    row = _row_class(subject)
    table = _table(row)
    if after is None:
        for identity in ids:
            reverting.insert(row, **{**_decoded(table, before or {}), "id": identity})
        return
    was = _decoded(table, after)
    found = reverting.session.execute(select(table).where(table.c.id.in_(ids))).mappings().all()
    changed = [each for each in found if any(each[name] != value for name, value in was.items())]
    if before is not None and (changed or len(found) < len(ids)):
        raise QuotesError(
            f"operation {number} cannot be undone: a row of {subject} has been changed since "
            f"(id {changed[0]['id'] if changed else min(set(ids) - {each['id'] for each in found})})"
        )
    if before is None:
        reverting.delete(row, table.c.id.in_(ids))
    else:
        reverting.update(row, table.c.id.in_(ids), **_decoded(table, before))


_ERASED = select(DecisionRow.operation).where(DecisionRow.before.is_(None), DecisionRow.after.is_(None))
"""Operations that can never be undone, as values of theirs were erased."""


def newest(session: Session) -> int | None:
    """Returns the newest operation that stands, has its values, and is neither an undoing nor the program's own."""
    reverted = undone(session)
    query = (
        select(DecisionRow.operation)
        .where(DecisionRow.undoes.is_(None), DecisionRow.operation.not_in(_ERASED), DecisionRow.action.not_in(UNASKED))
        .distinct()
    )
    for found in session.scalars(query.order_by(DecisionRow.operation.desc())):
        if found not in reverted:
            return found
    return None


def _later(session: Session, number: int, reverted: dict[int, int]) -> list[int]:
    """Returns operations after *number* that stand and touch a row that it touches, or refer to one that it added.

    Without those that nobody can undo any more: a row that they left otherwise is found when it is to be set back.
    """
    ours, theirs = aliased(DecisionRow), aliased(DecisionRow)
    query = (
        select(theirs.operation)
        .join(ours, (ours.subject == theirs.subject) & (ours.subject_id == theirs.subject_id))
        .where(ours.operation == number, theirs.operation > number, theirs.undoes.is_(None))
        .where(theirs.operation.not_in(_ERASED))
        .distinct()
        .order_by(theirs.operation)
    )
    found = {each for each in session.scalars(query) if each not in reverted}
    return sorted(found | {each for each in _referring(session, number) if each not in reverted})


def _referring(session: Session, number: int) -> set[int]:
    """Returns operations after *number* that made rows refer to rows that it added."""
    rows = session.execute(
        select(DecisionRow.subject, DecisionRow.subject_id, DecisionRow.before).where(DecisionRow.operation == number)
    )
    added = {(row[0], row[1]) for row in rows if row[2] is None}
    if not added:
        return set()
    found: set[int] = set()
    later = select(DecisionRow.operation, DecisionRow.subject, DecisionRow.after).where(
        DecisionRow.operation > number, DecisionRow.undoes.is_(None)
    )
    for operation_, subject, after in session.execute(later):
        for key in _table(_row_class(subject)).foreign_keys:
            if after and (key.column.table.name, after.get(key.parent.name)) in added:
                found.add(operation_)
    return found


def batched(ids: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Returns *ids* in portions that one statement takes."""
    return (ids[first : first + MANY] for first in range(0, len(ids), MANY))


def _table(row: type[Base]) -> Table:
    table = row.__table__
    assert isinstance(table, Table)
    return table


def _row_class(name: str) -> type[Base]:
    for mapper in Base.registry.mappers:
        if getattr(mapper.class_, "__tablename__", None) == name:
            found: type[Base] = mapper.class_
            return found
    raise QuotesError(f"the log names a table {name} that this program doesn't know")


def _given(row: Mapping[Any, Any]) -> Values:
    """Returns the columns of a whole row that have a value of their own."""
    return {name: value for name, value in row.items() if value is not None and name not in DERIVED}


def _encoded(values: Values | None) -> Values | None:
    """Returns *values* ready for JSON: days and instants as ISO text."""
    if values is None:
        return None
    return {
        name: value.isoformat() if isinstance(value, dt.date | dt.datetime) else value for name, value in values.items()
    }


def _decoded(table: Table, values: Values) -> Values:
    return {name: _value(table, name, value) for name, value in values.items()}


def _value(table: Table, name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    kind = table.c[name].type.python_type if name in table.c else str
    if kind is dt.datetime:
        return dt.datetime.fromisoformat(value)
    return dt.date.fromisoformat(value) if kind is dt.date else value
