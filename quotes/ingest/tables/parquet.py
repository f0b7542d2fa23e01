"""Reads Parquet, a batch of rows at a time (pyarrow, the extra ``parquet``)."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from quotes.errors import UnreadableSource
from quotes.extras import library
from quotes.ingest.tables.kinds import TableKind
from quotes.ingest.tables.rows import Table, TableRow, header_of

BATCH = 250
"""Rows that are in memory at a time.  Articles with their quotations take some 7 MB as Python has them; 1,000 took 28
MB and were no faster."""


def parquet_table(stream: BinaryIO) -> Table:
    """Returns the table of *stream*.

    :raises UnreadableSource: it is no Parquet file, or broken.
    :raises MissingExtra: pyarrow isn't installed.
    """
    parquet = library("pyarrow.parquet", extra="parquet", what="reading Parquet")
    errors = (library("pyarrow", extra="parquet", what="reading Parquet").ArrowException, OSError)
    try:
        found = parquet.ParquetFile(stream)
    except errors as error:
        raise UnreadableSource(f"is no readable Parquet file ({_said(error)})") from None
    header = header_of(found.schema_arrow.names)
    if found.metadata.num_rows == 0:
        return Table(TableKind.PARQUET, header, iter(()))
    return Table(TableKind.PARQUET, header, _rows(found, errors))


def _rows(found: Any, errors: tuple[type[Exception], ...]) -> Iterator[TableRow]:
    number = 0
    try:
        for batch in found.iter_batches(batch_size=BATCH):
            for cells in batch.to_pylist():
                number += 1
                yield TableRow(number, cells)
    except errors as error:
        raise UnreadableSource(f"is broken behind row {number} ({_said(error)})") from None


def _said(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")[:120]
