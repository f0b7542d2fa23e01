"""What storing articles costs, as a multiple of what the bare driver takes for the same rows in the same run.

    python -m tests.benchmarks.write_path EMPTY [FULL]

Both are paths or URLs; EMPTY is made where it is missing, FULL is a store made by ``big_store.py``; the articles stay
in them.  Each round stores a batch of new articles, takes their rows, deletes them, and inserts them again by the
driver alone, a statement a table in one transaction.  So both find the same tables, indexes and triggers.  What counts
is CPU time, on PostgreSQL that of the server's processes for this database, too, if they run on this machine.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from sqlalchemy import select, text

from quotes import Article, Quote
from quotes.store.articles.save import ArticleWriter
from quotes.store.columns import Base
from quotes.store.database.connect import Store, open_store
from tests.benchmarks.store_speed import fresh_articles
from tests.benchmarks.timing import uncollected

AT_ONCE = 50
TABLES = {
    "article": "id", "speaker": "id", "speaker_alias": "id", "quote": "id", "quote_credit": "id", "quote_shingle": "quote",
    "article_shingle": "article",
}  # fmt: skip
"""The tables whose rows are compared, parents first, each with the column by which new rows are told."""


class Cost(NamedTuple):
    """Milliseconds of an article, stored by us and by the driver, and how often the first is the second."""

    ours: float
    driver: float

    @property
    def ratio(self) -> float:
        return self.ours / self.driver


def cpu_time(store: Store) -> Callable[[], float]:
    """What tells how many seconds of CPU this process and the server's for this database have taken."""
    if store.dialect == "sqlite":
        return time.process_time
    ticks = os.sysconf("SC_CLK_TCK")
    with store.reading() as session:
        ours = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
        pids = list(session.scalars(text(ours)))

    def spent() -> float:
        found = time.process_time()
        for pid in pids:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            found += (int(fields[11]) + int(fields[12])) / ticks
        return found

    return spent


def timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    with uncollected():
        began = clock()
        work()
        return clock() - began


def store_batch(store: Store, batch: Sequence[tuple[Article, tuple[Quote, ...]]]) -> None:
    with store.writing() as session, session.begin_nested():
        writer = ArticleWriter(session)
        writer.expect(batch)
        for article, found in batch:
            writer.save(article, lambda each=found: each, "benchmark")  # type: ignore[misc]
        writer.finish()


def rows_behind(store: Store, ids: dict[str, int]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table behind those ids, as the driver takes them."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    dialect = store.engine.dialect
    with store.reading() as session:
        for name, counting in TABLES.items():
            table = Base.metadata.tables[name]
            as_given = [_as_given(column, dialect) for column in table.columns]
            query = select(table).where(table.c[counting] > ids[name]).order_by(table.c[counting])
            found[name] = [
                tuple(change(value) for change, value in zip(as_given, each, strict=True))
                for each in session.execute(query)
            ]
    return found


def _as_given(column: Any, dialect: Any) -> Callable[[Any], Any]:
    """What makes a value of *column* one that the driver takes."""
    return column.type.bind_processor(dialect) or (lambda value: value)


def last_ids(store: Store) -> dict[str, int]:
    with store.reading() as session:
        return {
            table: session.scalar(text(f"SELECT coalesce(max({counting}), 0) FROM {table}")) or 0
            for table, counting in TABLES.items()
        }


def statements(store: Store) -> dict[str, str]:
    mark = "?" if store.dialect == "sqlite" else "%s"
    quoted = store.engine.dialect.identifier_preparer.quote
    return {
        name: f"INSERT INTO {name} ({', '.join(quoted(column.name) for column in table.columns)}) "
        f"VALUES ({', '.join(mark for _ in table.columns)})"
        for name, table in Base.metadata.tables.items()
    }


def by_driver(connection: Any, sql: dict[str, str], rows: dict[str, list[tuple[Any, ...]]], *, begin: str) -> None:
    cursor = connection.cursor()
    cursor.execute(begin)
    for table, values in rows.items():
        if values:
            cursor.executemany(sql[table], values)
    cursor.execute("COMMIT")


def delete(connection: Any, ids: dict[str, int], *, begin: str) -> None:
    cursor = connection.cursor()
    cursor.execute(begin)
    for table in reversed(TABLES):
        cursor.execute(f"DELETE FROM {table} WHERE {TABLES[table]} > {ids[table]}")
    cursor.execute("COMMIT")


def cost(url: str, batches: int = 10, *, families: bool = True, skipped: int = 0) -> Cost:
    """The cost of an article over *batches* of :data:`AT_ONCE`, after one that counts for nothing; perhaps without
    looking for families of quotations.

    The texts are the same each time, so a store that has had them is given others: *skipped* are left out.
    """
    if not families:
        with mock.patch("quotes.store.articles.save.arrived"):
            return cost(url, batches, skipped=skipped)
    texts = fresh_articles(skipped + AT_ONCE * (batches + 1))[skipped:]
    ours, driver = [], []
    with open_store(url, create=True) as store:
        sql, begin = statements(store), "BEGIN IMMEDIATE" if store.dialect == "sqlite" else "BEGIN"
        raw = store.engine.raw_connection()
        connection: Any = raw.driver_connection
        if store.dialect == "postgresql":
            connection.rollback()
            connection.autocommit = True
        else:
            connection.execute("PRAGMA query_only = OFF")
        store_batch(store, texts[:AT_ONCE])
        clock = cpu_time(store)
        for first in range(AT_ONCE, len(texts), AT_ONCE):
            batch, before = texts[first : first + AT_ONCE], last_ids(store)
            ours.append(timed(lambda batch=batch: store_batch(store, batch), clock))  # type: ignore[misc]
            rows = rows_behind(store, before)
            delete(connection, before, begin=begin)
            driver.append(timed(lambda rows=rows: by_driver(connection, sql, rows, begin=begin), clock))  # type: ignore[misc]
        raw.invalidate()
    each = 1000 / AT_ONCE / batches
    return Cost(sum(ours) * each, sum(driver) * each)


def main(urls: Sequence[str]) -> None:
    for url in urls:
        for what, families in (("without families", False), ("with families", True)):
            found = cost(url, families=families)
            print(
                f"{url} {what}: {found.ours:.2f} ms of CPU an article, the driver {found.driver:.2f}: {found.ratio:.2f} ×"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
