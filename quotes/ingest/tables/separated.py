"""Reads CSV and TSV, with whatever stands between the cells, a row at a time; a row with a stray quote spoils
no other.
"""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from quotes.errors import UnreadableSource
from quotes.ingest.tables.encoding import FileText, text_of
from quotes.ingest.tables.kinds import TableKind
from quotes.ingest.tables.rows import LONGEST_CELL, Table, TableRow, header_of, row_of

BETWEEN = {TableKind.CSV: ",;\t|", TableKind.TSV: "\t,;|"}
"""What may stand between cells, the likeliest first."""
HEADER = 50
"""Most lines of a header: names of columns may have line ends."""
_NEVER_CLOSED = "opens a quote and never closes it"


def separated_table(stream: io.BufferedReader, kind: TableKind) -> Table:
    """Returns the table of *stream*. Between its cells is what makes most columns of its header.

    :raises UnreadableSource: it is empty, no text, or has no header.
    """
    csv.field_size_limit(LONGEST_CELL)
    text = text_of(stream)
    lines = _Lines(text)
    first = list(islice(lines, HEADER))
    lines.take_back(first)
    between = max(BETWEEN[kind], key=lambda each: len(_first_record(first, each)))
    reader = csv.reader(lines, delimiter=between, strict=True)
    try:
        header = header_of(next(filter(None, reader), []))
    except csv.Error as error:
        raise UnreadableSource(f"has a header that cannot be read: it {_problem(error)}") from None
    return Table(kind, header, _rows(lines, reader, header), (text.note,) if text.note else (), between)


def _first_record(lines: list[str], between: str) -> list[str]:
    try:
        return next(filter(None, csv.reader(lines, delimiter=between)), [])
    except csv.Error:
        return []


class _Lines(Iterator[str]):
    """The lines of a text, numbered from 1; some can be put back, to be given once more."""

    def __init__(self, text: FileText) -> None:
        self._text = text
        self.encoding = text.encoding
        self._stream = iter(text.stream)
        self._again: list[str] = []
        """Lines to be given before those of the stream, the next one last."""
        self.number = 0
        """Of the line that was given last."""
        self.record: list[str] = []
        """The lines given since it was last emptied."""
        self.foreign = False
        """Whether one of those is not in the encoding of the file."""

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._stream)
        self.number += 1
        self.record.append(line)
        self.foreign = self.foreign or self._text.is_foreign(line)
        return line

    def begin(self) -> None:
        """Notes that a record begins."""
        self.record.clear()
        self.foreign = False

    def take_back(self, lines: list[str]) -> None:
        """Gives *lines*, the last ones given, once more."""
        self.number -= len(lines)
        self._again += reversed(lines)


def _rows(lines: _Lines, reader: "Iterator[list[str]]", header: tuple[str, ...]) -> Iterator[TableRow]:
    while True:
        lines.begin()
        number = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raw = lines.record[0]
            lines.take_back(lines.record[1:])  # rows of their own, but for the quote that swallowed them
            yield TableRow(number, {}, _problem(error), raw.rstrip("\r\n"))
            continue
        row = row_of(number, header, cells)
        if row is not None and lines.foreign:
            row = row._replace(problem=f"is not in the encoding of the file ({lines.encoding})")
        if row is not None:
            yield row if row.problem is None else row._replace(raw="".join(lines.record).rstrip("\r\n"))


def _problem(error: csv.Error) -> str:
    said = str(error)
    if "field limit" in said:
        return f"has a cell of more than {LONGEST_CELL:,} characters, or {_NEVER_CLOSED}"
    if "end of data" in said:
        return _NEVER_CLOSED
    if "expected after" in said:
        return "has a stray quote: within a cell in quotes a quote is written twice"
    return f"cannot be read ({said})"
