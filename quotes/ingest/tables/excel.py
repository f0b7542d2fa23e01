"""Reads Excel, a row of one sheet at a time (openpyxl, the extra ``excel``)."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from quotes.errors import UnreadableSource, UsageProblem
from quotes.extras import library
from quotes.ingest.tables.kinds import TableKind
from quotes.ingest.tables.rows import Table, TableRow, header_of, row_of
from quotes.nearest import did_you_mean


def excel_table(stream: BinaryIO, sheet: str | None = None) -> Table:
    """Returns the table of the sheet called *sheet*, or of the first one, whose first row with content names the
    columns.

    Values of formulas are those that were last reckoned.  Texts have Excel's escapes (``_x000D_``) taken back.

    :raises UnreadableSource: it is no Excel file, or broken, or the sheet is empty.
    :raises UsageProblem: it has no such sheet.
    :raises MissingExtra: openpyxl isn't installed.
    """
    openpyxl = library("openpyxl", extra="excel", what="reading Excel files")
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, openpyxl.utils.exceptions.InvalidFileException) as error:
        raise UnreadableSource(f"is no readable Excel file ({str(error)[:120]})") from None
    names = list(book.sheetnames)
    if sheet is not None and sheet not in names:
        raise UsageProblem(f"there is no sheet {sheet!r}{did_you_mean(sheet, names)}; there are {', '.join(names)}")
    page = book[sheet] if sheet is not None else book.worksheets[0]
    page.reset_dimensions()  # what a file says of its size is often wrong
    numbered = enumerate(page.iter_rows(values_only=True), 1)
    header: tuple[str, ...] = ()
    for _, cells in numbered:
        if any(cell not in (None, "") for cell in cells):
            header = header_of([_value(cell) for cell in cells])
            break
    if not header:
        raise UnreadableSource("is empty")
    return Table(TableKind.EXCEL, header, _rows(numbered, header))


def _rows(numbered: "Iterator[tuple[int, tuple[Any, ...]]]", header: tuple[str, ...]) -> Iterator[TableRow]:
    try:
        for number, cells in numbered:
            values = [_value(cell) for cell in cells]
            row = row_of(number, header, values + [None] * (len(header) - len(values)))
            if row is not None:
                yield row
    except (zipfile.BadZipFile, ValueError, EOFError, SyntaxError) as error:  # SyntaxError: no XML
        raise UnreadableSource(f"is broken ({str(error)[:120]})") from None


def _value(cell: Any) -> Any:
    if isinstance(cell, str):
        from openpyxl.utils.escape import unescape  # type: ignore[import-untyped, unused-ignore]

        return unescape(cell) if "_x" in cell else cell
    if isinstance(cell, dt.datetime) and cell.time() == dt.time.min:
        return cell.date()
    return cell
