"""Writes real Excel files, a row at a time (XlsxWriter, the extra ``excel``): texts stay texts, days are days."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from quotes.errors import UsageProblem
from quotes.extras import library
from quotes.output.rows import Batch
from quotes.output.table import plain
from quotes.output.typed import Type, day_of, types_of

MOST_ROWS = 1_048_576 - 1
"""Rows that a sheet holds below its header."""
LONGEST_CELL = 32_767
"""Units of UTF-16 that a cell holds."""
CUT = " […]"
"""The end of a cell that was cut."""
EXACT = 2**53
"""Whole numbers from which on Excel, which has none but floating-point numbers, would change digits."""
FIRST_DAY = dt.date(1900, 3, 1)
"""Before it Excel counts a day that never was; it has no days before 1900."""
WIDE = {"words": 70, "context": 70, "title": 40, "url": 40, "speaker": 24, "mention": 30}
"""Characters of the columns that aren't of usual width."""
USUAL = 14
MADE = dt.datetime(2000, 1, 1)
"""What the file says of when it was made, so that equal rows give equal files."""


@dataclass(slots=True)
class Written:
    """How many rows were written, and the cells in which a text was too long and cut: row of the sheet, column."""

    rows: int = 0
    cut: list[tuple[int, str]] = field(default_factory=list)


def write_excel(columns: Sequence[str], batches: Iterable[Batch], stream: BinaryIO) -> Written:
    """Writes *batches* as one sheet with a frozen header and filters.

    No text is taken for a formula, a number or a link, whatever it begins with.

    :raises MissingExtra: XlsxWriter isn't installed.
    :raises UsageProblem: there are more rows than a sheet holds.
    """
    xlsxwriter = library("xlsxwriter", extra="excel", what="writing Excel files")
    written = Written()
    with TemporaryFile() as whole:  # a pipe that closes would end the library in the midst of its archive
        book = xlsxwriter.Workbook(whole, {"constant_memory": True, "nan_inf_to_errors": True})
        book.set_properties({"created": MADE})
        page = book.add_worksheet("quotes")
        page.freeze_panes(1, 0)
        for place, name in enumerate(columns):
            page.set_column(place, place, WIDE.get(name, USUAL))
        cells = _Cells(page, book.add_format({"num_format": "yyyy-mm-dd"}), written)
        bold = book.add_format({"bold": True})
        for place, name in enumerate(columns):
            page.write_string(0, place, name, bold)
        left = iter(batches)
        first = next(left, [])
        types = types_of(columns, first)
        for row in _limited(chain([first], left)):
            written.rows += 1
            for place, (value, kind) in enumerate(zip(row, types, strict=True)):
                if value is not None and not cells.write(written.rows, place, value, kind):
                    written.cut.append((written.rows + 1, columns[place]))
        page.autofilter(0, 0, written.rows, len(columns) - 1)
        book.close()
        whole.seek(0)
        copyfileobj(whole, stream)
    return written


def _limited(batches: Iterable[Batch]) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(chain.from_iterable(batches), 1):
        if number > MOST_ROWS:
            raise UsageProblem(
                f"a sheet of Excel holds {MOST_ROWS:,} rows below its header, and there are more: nothing was written; "
                "narrow what is asked for, or write CSV or Parquet"
            )
        yield row


class _Cells:
    """Writes the cells of one sheet."""

    def __init__(self, page: Any, day: Any, written: Written) -> None:
        self._page, self._day, self._written = page, day, written

    def write(self, row: int, place: int, value: Any, kind: Type) -> bool:
        """Writes one value and returns False if it was a text that had to be cut."""
        if kind is Type.DAY:
            value = day_of(value)
        if isinstance(value, bool):
            self._page.write_boolean(row, place, value)
        elif _is_number(value):
            self._page.write_number(row, place, value)
        elif isinstance(value, dt.date) and not isinstance(value, dt.datetime) and value >= FIRST_DAY:
            self._page.write_datetime(row, place, value, self._day)
        else:
            text = plain(value)
            whole = _cut(text)
            self._page.write_string(row, place, whole)
            return whole is text
        return True


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value) and abs(value) <= EXACT


def _cut(text: str) -> str:
    """Returns *text*, or as much of it as a cell holds."""
    if len(text) <= LONGEST_CELL // 2 or len(text.encode("utf-16-le", errors="surrogatepass")) // 2 <= LONGEST_CELL:
        return text
    kept = text.encode("utf-16-le", errors="surrogatepass")[: 2 * (LONGEST_CELL - len(CUT))]
    return kept.decode("utf-16-le", errors="ignore") + CUT
