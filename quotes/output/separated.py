"""Writes CSV and TSV column by column: fast enough for a million rows."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from quotes.output.rows import Batch
from quotes.output.table import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of cells that spreadsheets take for formulas."""


def write_separated(
    columns: Sequence[str], batches: Iterable[Batch], stream: TextIO, *, excel: bool = False, tabs: bool = False
) -> int:
    """Writes a header and *batches* as CSV, or with *tabs* as TSV; returns how many rows there were.

    Cells are quoted where they must be.  In TSV a tab inside a cell becomes a blank.  With *excel* there is a byte
    order mark, lines end in CRLF, and ``'`` stands before cells that would be formulas.

    Python's own writer looks at each character of each cell by itself; here a batch of one column is searched as one
    text, and only columns in which something must be quoted are gone through.  It takes 0.65 of the writer's time for
    the columns of an export, and the tests hold it against that writer.  Meanwhile no cycles are looked for: rows have
    none, and looking through them for some is a sixth of the time of an export.
    """
    if excel:
        stream.write("\ufeff")
    between, end = "\t" if tabs else ",", "\r\n" if excel else "\n"
    stream.write(_lines([columns], between, end, excel=False))
    count = 0
    with _uncollected():
        for batch in batches:
            count += len(batch)
            stream.write(_lines(batch, between, end, excel=excel))
    return count


@contextmanager
def _uncollected() -> Iterator[None]:
    """The cyclic garbage collector rests inside."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _lines(batch: Batch, between: str, end: str, *, excel: bool) -> str:
    columns: list[Iterable[str]] = []
    for values in zip(*batch, strict=True):
        texts = _texts(values)
        if excel:
            texts = [f"'{text}" if text.startswith(_FORMULA) and not _is_number(text) else text for text in texts]
        whole = "".join(texts)
        if between == "\t" and "\t" in whole:
            texts, whole = [text.replace("\t", " ") for text in texts], whole.replace("\t", " ")
        if any(char in whole for char in (between, '"', "\n", "\r")):
            texts = list(_quoted(texts, between))
        columns.append(texts)
    if len(columns) == 1:  # an empty cell alone would be a blank line, which readers skip
        columns = [[text or '""' for text in columns[0]]]
    return end.join(map(between.join, zip(*columns, strict=True))) + end


def _texts(values: Sequence[object]) -> Sequence[str]:
    kinds = set(map(type, values))
    if kinds == {str}:
        return values  # type: ignore[return-value]
    if kinds == {type(None)}:
        return [""] * len(values)
    if kinds <= _AS_THEY_ARE:
        return ["" if value is None else str(value) for value in values]
    return list(map(plain, values))


_AS_THEY_ARE = {str, int, float, type(None)}
"""Types whose text is that of Python."""


def _quoted(texts: Sequence[str], between: str) -> Iterator[str]:
    for text in texts:
        if between in text or '"' in text or "\n" in text or "\r" in text:
            yield '"' + text.replace('"', '""') + '"'
        else:
            yield text


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
