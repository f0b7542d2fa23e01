"""Defines what the readers of tables give: columns, and rows with the line where each begins."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, NamedTuple

from quotes.errors import UnreadableSource
from quotes.ingest.tables.kinds import TableKind

LONGEST_CELL = 4_000_000
"""Most characters of a cell, some forty times those of the longest articles: a longer one is a quote that never
closes, or no text."""
LOOK = 100
"""Rows of objects that are looked at for their keys before the first is given out."""


class TableRow(NamedTuple):
    """One row; one with a ``problem`` could not be read, and holds what was there as far as that can be told."""

    number: int
    """Line of the text, from 1, in which it begins (CSV, TSV, JSON Lines); row of the sheet (Excel); else its place
    among the rows, from 1."""
    cells: Mapping[str, Any]
    """Values by column.  CSV and TSV give text, empty where nothing is said; the others numbers, dates, lists,
    objects and None as well."""
    problem: str | None = None
    """What is wrong with it, to be put behind "line 7"."""
    raw: str | None = None
    """The text of a row that has a problem, where the table is text."""


@dataclass(frozen=True, slots=True)
class Table:
    """An open table: ``rows`` can be gone through once, while it is open."""

    kind: TableKind
    columns: tuple[str, ...]
    """The header; of JSON the keys of the first :data:`LOOK` objects, in the order in which they come."""
    rows: Iterator[TableRow]
    notes: tuple[str, ...] = ()
    """What had to be assumed ("is not UTF-8; read as cp1252"), to be said."""
    between: str = ","
    """What stands between the cells of CSV and TSV."""

    @property
    def unit(self) -> str:
        """The word for what a row's number counts: ``line`` or ``row``."""
        return "line" if self.kind in (TableKind.CSV, TableKind.TSV, TableKind.JSONL) else "row"


def value_at(cells: Mapping[str, Any], name: str) -> Any:
    """Returns the value of the column *name*, also of nested objects by a path such as ``source.name``; None if there
    is none.
    """
    if name in cells:
        return cells[name]
    value: Any = cells
    for key in name.split("."):
        if not isinstance(value, Mapping) or key not in value:
            return None
        value = value[key]
    return value


def header_of(names: Sequence[object]) -> tuple[str, ...]:
    """Returns the names of columns without the blanks around them; one without a name (pandas' index) is empty.

    :raises UnreadableSource: there are none, or two are the same.
    """
    header = tuple(" ".join(str(name).split()) if name is not None else "" for name in names)
    while header and not header[-1]:
        header = header[:-1]
    named = [name for name in header if name]
    if not named:
        raise UnreadableSource("has no header: its first row must name the columns")
    twice = next((name for place, name in enumerate(named) if name in named[:place]), None)
    if twice is not None:
        raise UnreadableSource(f"has two columns called {twice!r}; rename one of them")
    return header


def row_of(number: int, header: Sequence[str], cells: Sequence[Any]) -> TableRow | None:
    """Returns the row that *cells* make under *header*, or None if they have no content.

    It has a problem if there are more or fewer cells than names, or if it is the header again, as in files that were
    put together. Empty cells beyond the header are ignored.
    """
    extra = [cell for cell in cells[len(header) :] if cell not in (None, "")]
    values = {name: cell for name, cell in zip(header, cells, strict=False) if name}
    if not any(cell not in (None, "") for cell in cells):
        return None
    if extra or len(cells) < len(header):
        return TableRow(number, values, f"has {len(cells)} cells, the header {len(header)}")
    if list(values.values()) == list(values):
        return TableRow(number, values, "is the header again")
    return TableRow(number, values)


def objects_table(kind: TableKind, rows: Iterable[TableRow], notes: tuple[str, ...] = ()) -> Table:
    """Returns the table of rows that bring their own keys.

    :raises UnreadableSource: there are no rows.
    """
    left = iter(rows)
    first = list(islice(left, LOOK))
    if not first:
        raise UnreadableSource("holds no rows")
    columns = tuple(dict.fromkeys(name for row in first for name in row.cells))
    return Table(kind, columns, chain(first, left), notes)


def object_row(number: int, value: object) -> TableRow:
    """Returns the row that a JSON *value* makes; it has a problem if the value is no object."""
    if isinstance(value, dict):
        return TableRow(number, value)
    shown = json.dumps(value, ensure_ascii=False)
    return TableRow(number, {}, f"is no JSON object but {shown if len(shown) <= 40 else shown[:40] + '…'}")
