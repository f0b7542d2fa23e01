"""Describes the tables, views and columns of a store, for people who write SQL."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sqlalchemy import inspect
from sqlalchemy.orm import Session

INNER = ("quote_search", "quote_shingle", "article_shingle", "_alembic_version")
"""Beginnings of names of tables that only the engine or the program needs."""


class ColumnLine(NamedTuple):
    """A column of a table or view: its type, the column that it refers to, and what it says."""

    table: str
    column: str
    type: str
    refers_to: str | None
    what: str


class TableLine(NamedTuple):
    """A table or view: what a row of it is, and its columns in order."""

    name: str
    is_view: bool
    what: str
    columns: tuple[ColumnLine, ...]


@cache
def descriptions() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Returns what ``schema.txt`` says of tables and views, in its order, and of their columns."""
    tables: dict[str, str] = {}
    columns: dict[tuple[str, str], str] = {}
    names: list[str] = []
    last = ""
    for line in (files("quotes.store.search") / "schema.txt").read_text(encoding="utf-8").splitlines():
        name, _, what = line.partition(":")
        if line.startswith("  "):
            columns |= {(table, name.strip()): what.strip() for table in names}
        elif line and not line.startswith("#"):
            table = name.split()[1]
            names = [*names, table] if last.startswith("view") else [table]  # views in a row share their columns
            tables[table] = what.strip()
        last = line
    of_quotations = {name: what for (table, name), what in columns.items() if table == "quote_list"}
    for name, what in of_quotations.items():
        columns.setdefault(("quote", name), what)
    return tables, columns


def tables_and_views(session: Session) -> Iterator[TableLine]:
    """Yields the tables and views that are in the store, those made for reading first."""
    inspector = inspect(session.connection())
    views = inspector.get_view_names()
    there = [name for name in (*views, *inspector.get_table_names()) if not name.startswith(INNER)]
    tables, columns = descriptions()
    order = list(tables)
    for table in sorted(there, key=lambda name: (order.index(name) if name in order else len(order), name)):
        refers = {
            key["constrained_columns"][0]: f"{key['referred_table']}.{key['referred_columns'][0]}"
            for key in ([] if table in views else inspector.get_foreign_keys(table))
        }
        lines = (
            ColumnLine(
                table,
                each["name"],
                _type(each["type"]),
                refers.get(each["name"]),
                columns.get((table, each["name"]), ""),
            )
            for each in inspector.get_columns(table)
        )
        yield TableLine(table, table in views, tables.get(table, ""), tuple(lines))


def _type(declared: object) -> str:
    """Returns a type as SQL writes it; SQLite declares none for a column that a view computes."""
    name = str(declared).partition(" COLLATE")[0].lower()
    return "text" if name == "null" else name
