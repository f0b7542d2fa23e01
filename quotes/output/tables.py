"""Writes rows as text, table, CSV, TSV, JSON, JSON Lines or Markdown to a stream, and as Parquet and Excel to a
file.
"""

import json
import math
from collections.abc import Iterable, Sequence
from contextlib import closing
from enum import StrEnum
from typing import Any, BinaryIO, NamedTuple, TextIO

from quotes.output.rows import Row, batches_of
from quotes.output.screen import CONTROLS
from quotes.output.separated import write_separated
from quotes.output.table import PIPED, TableOptions, plain, write_table
from quotes.plurals import counted


class Format(StrEnum):
    """The forms in which rows are written."""

    TEXT = "text"
    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    PARQUET = "parquet"
    XLSX = "xlsx"


BINARY = (Format.PARQUET, Format.XLSX)
"""Formats that are no text."""
ENDINGS = {f".{form.value}": form for form in Format if form not in (Format.TEXT, Format.TABLE)} | {
    ".txt": Format.TEXT, ".tab": Format.TSV, ".ndjson": Format.JSONL, ".markdown": Format.MD, ".pq": Format.PARQUET
}  # fmt: skip
"""Endings of files, and the formats that they mean."""
FEW = 3
"""Cells that a remark names."""


class Written(NamedTuple):
    """How many rows were written, and what has to be said about it."""

    rows: int
    remarks: tuple[str, ...] = ()


def write(
    rows: Iterable[Row],
    columns: Sequence[str],
    form: Format,
    stream: TextIO,
    *,
    excel: bool = False,
    table: TableOptions = PIPED,
) -> int:
    """Writes *rows*, whose values are in the order of *columns*, and returns how many there were.

    With *excel*, CSV gets a byte order mark, CRLF, and ``'`` before cells that would be formulas.
    """
    if form in (Format.CSV, Format.TSV):
        with closing(batches_of(rows, columns)) as batches:  # whatever ends the writing, before the store is closed
            return write_separated(columns, batches, stream, excel=excel, tabs=form is Format.TSV)
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


def write_binary(rows: Iterable[Row], columns: Sequence[str], form: Format, stream: BinaryIO) -> Written:
    """Writes *rows* as Parquet or Excel.

    :raises MissingExtra: the library isn't installed.
    :raises UsageProblem: the format cannot hold them.
    """
    if form is Format.PARQUET:
        from quotes.output.parquet import write_parquet

        with closing(batches_of(rows, columns)) as batches:
            return Written(write_parquet(columns, batches, stream))
    from quotes.output.excel import LONGEST_CELL, write_excel

    with closing(batches_of(rows, columns)) as batches:
        sheet = write_excel(columns, batches, stream)
    if not sheet.cut:
        return Written(sheet.rows)
    places = ", ".join(f"row {row} {name}" for row, name in sheet.cut[:FEW])
    return Written(
        sheet.rows,
        (
            f"{counted(len(sheet.cut), 'cell')} longer than the {LONGEST_CELL:,} characters that Excel holds "
            f"{'was' if len(sheet.cut) == 1 else 'were'} cut ({places}{' …' if sheet.cut[FEW:] else ''}); "
            "CSV and Parquet hold them whole",
        ),
    )


def unique_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Returns *names*, with a number behind those that occur again, so that no two are equal."""
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
    """Returns JSON on one line; escapes stand for what no stream can hold (lone surrogates) and what a terminal would
    carry out.

    Infinite numbers and NaN, for which JSON has no words, become null.
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
