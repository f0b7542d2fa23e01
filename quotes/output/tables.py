"""Rows → text, table, CSV, TSV, JSON, JSON Lines or Markdown on a stream."""

import csv
import json
import math
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, TextIO

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
    """*names* with a number behind those that occur again; no two are equal."""
    taken = set(names)
    seen: set[str] = set()
    found = []
    for name in names:
        told, number = name, 2
        while told in seen or (number > 2 and told in taken):
            told, number = f"{name}_{number}", number + 1
        seen.add(told)
        found.append(told)
    return tuple(found)


def one_line(value: object) -> str:
    """JSON on one line; as escapes what no stream can hold (lone surrogates) and what a terminal would carry out.

    Infinite numbers and what is none, which JSON has no words for, are null.
    """
    try:
        said = json.dumps(value, ensure_ascii=False, default=plain, allow_nan=False)
    except ValueError:
        value = _finite(value)
        said = json.dumps(value, ensure_ascii=False, default=plain)
    text = CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", said)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, default=plain)
    return text


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    return [_finite(each) for each in value] if isinstance(value, list | tuple) else value


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
    stream.write("| " + " | ".join(map(_cell, columns)) + " |\n")
    stream.write("|" + "---|" * len(columns) + "\n")
    count = 0
    for row in rows:
        count += 1
        stream.write("| " + " | ".join(_cell(row[name]) for name in columns) + " |\n")
    return count


def _cell(value: object) -> str:
    return " ".join(plain(value).replace("\\", "\\\\").replace("|", "\\|").split())
