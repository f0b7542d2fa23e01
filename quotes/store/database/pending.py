"""Rows that wait to be inserted together, a statement a table instead of one a row."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, insert, text
from sqlalchemy.orm import Session

from quotes.store.columns import Base

Values = dict[str, Any]
"""Column name in SQL → value."""


class PendingRows:
    """The rows that a transaction has made and not inserted yet.

    A pending row has a number below zero.  Other rows refer to it by that number, before and after it got its id,
    which :meth:`real` tells.  A store has one writer at a time, so what is pending is what the database holds a moment
    later: whoever asks it a question that pending rows may answer calls :meth:`flush` first.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: dict[Table, list[Values]] = {}
        self._ids: dict[int, int] = {}
        self._last = 0

    def add(self, row: type[Base], values: Values) -> int:
        """Takes a row of *row*'s table, with a value for every column but the id, and returns its number."""
        self._last -= 1
        self._waiting.setdefault(_table(row), []).append({"id": self._last, **values})
        return self._last

    def real(self, number: int) -> int:
        """Returns the id of the row with that number; an id, or the number of a row that still waits, is itself."""
        return self._ids.get(number, number)

    @property
    def is_empty(self) -> bool:
        """Whether no row waits."""
        return not self._waiting

    def flush(self) -> None:
        """Inserts the rows that wait, parents first, with the ids that the database would have given them one by one.

        :raises DBAPIError: the database refuses a row; the transaction is to be rolled back.
        """
        if not self._waiting:
            return
        self._session.flush()
        connection = self._session.connection()
        waiting = {table: self._waiting[table] for table in Base.metadata.sorted_tables if table in self._waiting}
        self._waiting = {}
        for table, ids in _next_ids(connection, {table: len(rows) for table, rows in waiting.items()}).items():
            self._ids.update(zip((row["id"] for row in waiting[table]), ids, strict=True))
        for table, rows in waiting.items():
            for name in ("id", *(column.name for column in table.columns if column.foreign_keys)):
                for row in rows:
                    if name in row:  # else it is null
                        row[name] = self._ids.get(row[name], row[name])
            connection.execute(insert(table), rows)


def _table(row: type[Base]) -> Table:
    table = row.__table__
    assert isinstance(table, Table)
    return table


def _next_ids(connection: Connection, wanted: dict[Table, int]) -> dict[Table, Iterable[int]]:
    """Returns the ids that the next rows of each table get, as many as are *wanted*.

    SQLite's writer has the database for itself, so it reads where AUTOINCREMENT stands; PostgreSQL's takes its numbers
    from the sequence, as other programs may insert at the same time.
    """
    if connection.dialect.name == "sqlite":
        last = " UNION ALL ".join(
            f"SELECT max(coalesce((SELECT max(id) FROM {table.name}), 0), "
            f"coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{table.name}'), 0))"
            for table in wanted
        )
        numbers = connection.execute(text(last)).scalars().all()
        return {
            table: range(number + 1, number + 1 + count)
            for (table, count), number in zip(wanted.items(), numbers, strict=True)
        }
    found: dict[Table, Iterable[int]] = {}
    taken = " UNION ALL ".join(
        f"SELECT {place}, nextval(pg_get_serial_sequence('{table.name}', 'id')) FROM generate_series(1, {count})"
        for place, (table, count) in enumerate(wanted.items())
    )
    tables = list(wanted)
    for place, number in connection.execute(text(taken)):
        found.setdefault(tables[place], []).append(number)  # type: ignore[attr-defined]
    return {table: sorted(numbers) for table, numbers in found.items()}
