"""Reads JSON and JSON Lines, an object a row; neither is held in memory as a whole."""

import io
import json
from collections.abc import Iterator
from typing import Any, TextIO

from quotes.errors import UnreadableSource
from quotes.ingest.tables.encoding import text_of
from quotes.ingest.tables.kinds import TableKind
from quotes.ingest.tables.rows import Table, TableRow, object_row, objects_table

PIECE = 1 << 20
"""Characters that are read at a time."""
_BLANK = " \t\r\n"


def lines_table(stream: io.BufferedReader) -> Table:
    """Returns the table of *stream*, with one JSON object a line; blank lines are skipped.

    :raises UnreadableSource: it is empty or no text.
    """
    text = text_of(stream)

    def rows() -> Iterator[TableRow]:
        for number, line in enumerate(text.stream, 1):
            if line.strip(_BLANK):
                yield _of_line(number, line, foreign=text.is_foreign(line))

    return objects_table(TableKind.JSONL, rows(), (text.note,) if text.note else ())


def _of_line(number: int, line: str, *, foreign: bool) -> TableRow:
    raw = line.rstrip("\r\n")
    if foreign:
        return TableRow(number, {}, "is not in the encoding of the file", raw)
    try:
        row = object_row(number, json.loads(line))
    except (ValueError, RecursionError) as error:
        return TableRow(number, {}, f"is not JSON ({_said(error)})", raw)
    return row if row.problem is None else row._replace(raw=raw)


def json_table(stream: io.BufferedReader) -> Table:
    """Returns the table of *stream*: an array of objects, the only array of objects in an object (``{"quotes": […]}``),
    or one object, which is one row.

    An array is read element by element.  While rows are read, UnreadableSource says where it is no JSON any more.

    :raises UnreadableSource: it is empty, no text or no JSON.
    """
    text = text_of(stream)
    notes = (text.note,) if text.note else ()
    pieces = _Pieces(text.stream)
    if pieces.look() == "[":
        return objects_table(TableKind.JSON, _elements(pieces), notes)
    try:
        value = json.loads(pieces.all())
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"is not JSON ({_said(error)})") from None
    arrays = [each for each in value.values() if _is_array_of_objects(each)] if isinstance(value, dict) else []
    listed = arrays[0] if len(arrays) == 1 else [value]
    return objects_table(TableKind.JSON, (object_row(place, each) for place, each in enumerate(listed, 1)), notes)


def _is_array_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


class _Pieces:
    """Text that is read in pieces, with the part that has not been parsed yet."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._decoder = json.JSONDecoder()
        self._left = ""
        self._at = 0

    def more(self) -> bool:
        """Reads as much again as is left, at least a piece, and returns whether there was any."""
        left = self._left[self._at :]
        piece = self._stream.read(max(PIECE, len(left)))
        self._left, self._at = left + piece, 0
        return bool(piece)

    def look(self) -> str:
        """Returns the next character that isn't blank; empty at the end."""
        while True:
            while self._at < len(self._left):
                if self._left[self._at] not in _BLANK:
                    return self._left[self._at]
                self._at += 1
            if not self.more():
                return ""

    def skip(self) -> None:
        """Goes past the next character."""
        self._at += 1

    def value(self) -> Any:
        """Returns the JSON value that comes next.

        :raises ValueError: there is none.
        """
        while True:
            try:
                found, end = self._decoder.raw_decode(self._left, self._at)
            except ValueError:
                if not self.more():
                    raise
                continue
            if end == len(self._left) and self.more():  # a number may go on
                continue
            self._at = end
            return found

    def all(self) -> str:
        """Returns everything that is left."""
        return self._left[self._at :] + self._stream.read()


def _elements(pieces: _Pieces) -> Iterator[TableRow]:
    pieces.skip()
    number = 0
    while pieces.look() != "]":
        number += 1
        try:
            yield object_row(number, pieces.value())
        except (ValueError, RecursionError) as error:
            raise UnreadableSource(f"is no JSON any more in row {number} ({_said(error)})") from None
        if pieces.look() == ",":
            pieces.skip()
        elif pieces.look() != "]":
            raise UnreadableSource(f"is broken off or no JSON any more behind row {number}")


def _said(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
