"""Rows → text, table, CSV, TSV, JSON, JSON Lines or Markdown on a stream."""

import csv
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TextIO

from quotes.output.rows import Row
from quotes.output.screen import CONTROLS
from quotes.output.table import PIPED, TableOptions, plain, write_table


class Format(StrEnum):
    """How rows are written."""

    TEXT = "text"
    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of cells that spreadsheets take for formulas."""


def write(
    rows: Iterable[Row],
    columns: Sequence[str],
    form: Format,
    stream: TextIO,
    *,
    excel: bool = False,
    table: TableOptions = PIPED,
) -> int:
    """Write *rows* (in *columns*' order) and return how many there were.

    With *excel*, CSV gets a byte order mark, CRLF, and ``'`` before cells that would be formulas.
    """
    if form in (Format.CSV, Format.TSV):
        return _separated(rows, columns, stream, excel=excel, tabs=form is Format.TSV)
    if form is Format.JSON:
        return _json(rows, columns, stream)
    if form is Format.JSONL:
        count = 0
        for row in rows:
            count += 1
            stream.write(one_line({name: row[name] for name in columns}) + "\n")
        return count
    if form is Format.MD:
        return _markdown(rows, columns, stream)
    return write_table(rows, columns, stream, table)


def unique_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """*names* with a number behind those that occur again."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return tuple(found)


def one_line(value: object) -> str:
    """JSON on one line; as escapes what no stream can hold (lone surrogates) and what a terminal would carry out."""
    text = CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False, default=plain))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, default=plain)
    return text


def _json(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
    stream.write("[")
    count = 0
    for count, row in enumerate(rows, 1):
        stream.write(("\n" if count == 1 else ",\n") + one_line({name: row[name] for name in columns}))
    stream.write("\n]\n" if count else "]\n")
    return count


def _separated(rows: Iterable[Row], columns: Sequence[str], stream: TextIO, *, excel: bool, tabs: bool) -> int:
    if excel:
        stream.write("\ufeff")
    writer = csv.writer(_Lines(stream, "\r\n" if excel else "\n"), delimiter="\t" if tabs else ",")
    writer.writerow(columns)
    count = 0
    for row in rows:
        count += 1
        cells = [plain(row[name]) for name in columns]
        if excel:
            cells = [f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell for cell in cells]
        if tabs:
            cells = [" ".join(cell.split("\t")) for cell in cells]
        writer.writerow(cells)
    return count


class _Lines:
    """Lines of a CSV writer with another end.

    A writer whose own lines end in ``\\n`` leaves a cell with ``\\r`` unquoted, and readers take that for a line end.
    """

    def __init__(self, stream: TextIO, end: str) -> None:
        self._stream = stream
        self._end = end

    def write(self, line: str) -> None:
        self._stream.write(line.removesuffix("\r\n") + self._end)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _markdown(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
    stream.write("| " + " | ".join(columns) + " |\n")
    stream.write("|" + "---|" * len(columns) + "\n")
    count = 0
    for row in rows:
        count += 1
        cells = (plain(row[name]).replace("\\", "\\\\").replace("|", "\\|") for name in columns)
        stream.write("| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |\n")
    return count
