"""Writes rows that were rejected to a file that can be corrected and read again."""

import csv
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from quotes.output.tables import one_line


class RejectedRows:
    """Writes rejected rows to *stream*: CSV with *between* its cells, or JSON Lines if that is None.

    The column *because*, which says why, stands before the row's own cells. What could not be read as a row is written
    as it was, on a line of its own.
    """

    def __init__(self, stream: TextIO, columns: Sequence[str], between: str | None, because: str) -> None:
        self._stream, self._between, self._because = stream, between, because
        self._columns = [name for name in columns if name and name != because]
        self._had_reasons = because in columns
        self._csv = csv.writer(stream, delimiter=between or ",", lineterminator="\n", quoting=csv.QUOTE_ALL)
        if between is not None:
            self._csv.writerow([because, *self._columns])

    def write(self, cells: Mapping[str, Any], raw: str | None, reason: str) -> None:
        """Writes one row by its *cells*, or by its *raw* text if it has no cells that could be read."""
        if self._between is None:
            said = {self._because: reason} | {name: value for name, value in cells.items() if name != self._because}
            self._stream.write((raw if raw is not None else one_line(said)) + "\n")
        elif raw is not None:
            lead = "" if self._had_reasons else f"{reason.replace(self._between, ' ')}{self._between}".replace('"', "'")
            self._stream.write(f"{lead}{raw}\n")
        else:
            row = [reason, *("" if cells.get(name) is None else cells[name] for name in self._columns)]
            self._csv.writerow(row)
