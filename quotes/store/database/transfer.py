"""A whole store into an empty one of either engine, row by row, and proof that nothing was lost."""

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, Table, func, select, text, update

from quotes.errors import ProblemsFound, UsageProblem
from quotes.store.columns import Base
from quotes.store.database.connect import Store, open_store
from quotes.store.database.engine import parse_url, place_of
from quotes.store.database.files import in_its_place

BATCH = 2000
"""Rows written at a time."""


class StoreCopy(NamedTuple):
    """The place that a store was copied to, and the number of rows copied from each table."""

    place: str
    rows: dict[str, int]


def copy(source: Store, url: str, *, wait: float) -> StoreCopy:
    """Copies everything in *source*, ids and uids and the numbers never used again, into the empty store at *url*.

    It is made where there is none; a SQLite file appears under its name when it is whole.  All rows come from one state
    of the source and go into one transaction; the copy is read again and compared row for row before it is kept.

    :raises UsageProblem: *url* is the same store, or holds something.
    :raises ProblemsFound: the copy differs; nothing is kept.
    """
    parsed = parse_url(url)
    if parsed == parse_url(source.url):
        raise UsageProblem("a store cannot be copied onto itself")
    path = Path(str(parsed.database)) if parsed.drivername == "sqlite" else None
    if path is None or path.exists():
        return copy_into(source, url, wait=wait)
    with in_its_place(path, folders=True) as part:
        done = copy_into(source, str(part), wait=wait)
    return done._replace(place=place_of(parsed))


def copy_into(source: Store, url: str, *, wait: float) -> StoreCopy:
    """Copies as :func:`copy` does, into the database at *url*: writers may use it before, readers see it empty until
    all is there.

    :raises UsageProblem: it holds something.
    :raises ProblemsFound: the copy differs; nothing is kept.
    """
    with open_store(url, create=True, wait=wait) as target:
        return _copy(source, target)


def _copy(source: Store, target: Store) -> StoreCopy:
    counts: dict[str, int] = {}
    with source.reading() as reading, target.writing() as writing:
        read, write = reading.connection(), writing.connection()
        filled = [table.name for table in Base.metadata.sorted_tables if write.scalar(select(_first(table)).limit(1))]
        if filled:
            raise UsageProblem(f"{target.place} is not empty (it has rows in {filled[0]}); copy into a new database")
        for table in Base.metadata.sorted_tables:
            digest = hashlib.sha256()
            counts[table.name] = _copy_table(read, write, table, digest)
            if "id" in table.c:
                _keep_counting(read, write, table)
            there = hashlib.sha256()
            for row in _rows(write, table):
                there.update(_spelled(row))
            if there.digest() != digest.digest():
                raise ProblemsFound(f"the copy of {table.name} differs from the original; nothing was kept")
    return StoreCopy(target.place, counts)


def _first(table: Table) -> Any:
    return next(iter(table.primary_key.columns))


def _rows(connection: Connection, table: Table) -> Iterator[RowMapping]:
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    yield from connection.execute(query).mappings()


def _spelled(row: RowMapping) -> bytes:
    """Returns a row's values as both engines give them, so that equal rows give equal bytes."""
    return repr(list(row.values())).encode("utf-8", errors="surrogatepass")


def _copy_table(read: Connection, write: Connection, table: Table, digest: "hashlib._Hash") -> int:
    """Inserts the rows of *table*; a row that refers to a later one of the same table gets that afterwards."""
    own = [column.name for column in table.columns if any(key.column.table is table for key in column.foreign_keys)]
    key = _first(table)
    later: list[tuple[Any, dict[str, Any]]] = []
    count = 0
    rows = _rows(read, table)
    while batch := list(islice(rows, BATCH)):
        values = []
        for row in batch:
            digest.update(_spelled(row))
            given = dict(row)
            ahead = {name: given[name] for name in own if given[name] is not None and given[name] > given[key.name]}
            if ahead:
                later.append((given[key.name], ahead))
                given |= dict.fromkeys(ahead)
            values.append(given)
        write.execute(table.insert(), values)
        count += len(values)
    for number, ahead in later:
        write.execute(update(table).where(key == number).values(**ahead))
    return count


def _keep_counting(read: Connection, write: Connection, table: Table) -> None:
    """Makes the next id the one that the source would have given: ids are never used twice, not even erased ones."""
    last = _last_given(read, table)
    if not last:
        return
    if write.dialect.name == "postgresql":
        write.execute(select(func.setval(func.pg_get_serial_sequence(table.name, _first(table).name), last)))
        return
    write.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
    write.execute(
        text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), {"name": table.name, "last": last}
    )


def _last_given(read: Connection, table: Table) -> int | None:
    if read.dialect.name == "postgresql":
        sequence = read.scalar(select(func.pg_get_serial_sequence(table.name, _first(table).name)))
        last = read.scalar(text(f"SELECT CASE WHEN is_called THEN last_value END FROM {sequence}"))
    else:
        last = read.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
    return None if last is None else int(last)
