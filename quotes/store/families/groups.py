"""Groups of rows that belong together: each row has the id of the first of its group, or null if it is alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, bindparam, select, update

from quotes.store.columns import Base
from quotes.store.schema import ArticleRow, QuoteRow

MANY = 500
"""Values of one statement: databases limit its parameters."""


class Grouped(NamedTuple):
    """A table whose rows form groups, and the column that has the id of the first row of the group."""

    table: Table
    label: str


def table_of(row: type[Base]) -> Table:
    """Returns the table of *row*."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


QUOTATIONS = Grouped(table_of(QuoteRow), "family")
ARTICLES = Grouped(table_of(ArticleRow), "wire")


def portions(values: Iterable[int]) -> Iterator[Sequence[int]]:
    """Yields *values*, sorted, in portions that one statement takes."""
    ordered = sorted(values)
    return (ordered[first : first + MANY] for first in range(0, len(ordered), MANY))


class Union:
    """Rows that belong together, as far as is known: a forest in which each row leads to the first of its group."""

    def __init__(self, labels: Mapping[int, int | None]) -> None:
        self._labels = dict(labels)
        self._leads: dict[int, int] = {}
        for row, label in labels.items():
            if label is not None:
                self.join(row, label)

    def first(self, row: int) -> int:
        """Returns the smallest id of the group of *row*."""
        while (before := self._leads.get(row, row)) != row:
            self._leads[row] = self._leads.get(before, before)
            row = before
        return row

    def join(self, a: int, b: int) -> None:
        """Makes one group of those of *a* and *b*."""
        first, other = sorted((self.first(a), self.first(b)))
        self._leads[other] = first

    def are_joined(self, a: int, b: int) -> bool:
        """Tests whether *a* and *b* are of one group."""
        return self.first(a) == self.first(b)

    def store(self, connection: Connection, grouped: Grouped) -> None:
        """Stores the groups of the rows whose labels were given; rows that share an older label go with them."""
        table, column = grouped.table, grouped.table.c[grouped.label]
        members: dict[int, list[int]] = {}
        for row in self._labels:
            members.setdefault(self.first(row), []).append(row)
        single: list[dict[str, Any]] = []
        whole: dict[int, int] = {}
        for first, rows in members.items():
            if rows == [first] and self._labels[first] is None:
                continue
            for row in rows:
                label = self._labels[row]
                if label is None:
                    single.append({"row": row, "first": first})
                elif label != first:
                    whole[label] = first
        relabelled = update(table).values({grouped.label: bindparam("first")})
        if single:
            connection.execute(relabelled.where(table.c.id == bindparam("row")), single)
        if whole:
            changes = [{"old": old, "first": first} for old, first in whole.items()]
            connection.execute(relabelled.where(column == bindparam("old")), changes)


def dissolve(connection: Connection, grouped: Grouped, rows: Iterable[int]) -> set[int]:
    """Takes the groups of *rows* apart; returns all rows that were in them, and *rows*."""
    table, column = grouped.table, grouped.table.c[grouped.label]
    found = set(rows)
    labels: set[int] = set()
    for some in portions(found):
        here = select(column).where(table.c.id.in_(some), column.is_not(None)).distinct()
        labels |= set(connection.scalars(here))
    for some in portions(labels):
        found |= set(connection.scalars(select(table.c.id).where(column.in_(some))))
        connection.execute(update(table).where(column.in_(some)).values({grouped.label: None}))
    return found
