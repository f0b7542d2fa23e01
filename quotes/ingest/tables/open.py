"""Opens a file or stream as a table: unpacks it, recognises its kind, and reads it by the reader of that kind."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from quotes.errors import UnreadableSource
from quotes.ingest.tables.kinds import Packing, TableKind, kind_of_bytes, kind_of_name, packing_of_bytes
from quotes.ingest.tables.rows import Table

HEAD = 4096
"""Bytes at the beginning by which a kind is told."""


@contextmanager
def open_table(
    source: Path | BinaryIO, *, name: str | None = None, kind: TableKind | None = None, sheet: str | None = None
) -> Iterator[Table]:
    """Opens the table in a file or a binary stream; *name* (that of the file, unless given) and the first bytes tell
    its kind if no *kind* is given. *sheet* names the sheet of an Excel file, by default the first.

    *sheet* names the sheet of an Excel file; else it is the first.  Line ends, encoding, delimiter and packing are
    told from the content.  Bad rows are rows with a ``problem``; everything that ends the reading as a whole is raised,
    while rows are read too.

    :raises UnreadableSource: it is no table, or broken off.
    :raises MissingExtra: reading it needs a library that isn't installed.
    :raises OSError: the file cannot be read.
    """
    with ExitStack() as stack:
        if isinstance(source, Path):
            name = name or source.name
            source = stack.enter_context(source.open("rb"))
        named = kind_of_name(name or "")
        stream = peekable(source)
        packing = packing_of_bytes(stream.peek(HEAD)[:HEAD])
        if packing is not None:
            stream = peekable(cast("BinaryIO", stack.enter_context(_unpacked(stream, packing))))
        try:
            head = stream.peek(HEAD)[:HEAD]
            yield _read(stream, kind or kind_of_bytes(head, named.table), sheet)
        except UNPACKING as error:
            if packing is None:
                raise
            raise UnreadableSource(f"is broken or cut off ({packing.value}: {error})") from None


UNPACKING = (EOFError, zlib.error, gzip.BadGzipFile)
"""What broken packed files give (:class:`~quotes.ingest.tables.zstd.ZstdReader` too)."""


def peekable(stream: BinaryIO) -> io.BufferedReader:
    """Returns *stream* in a form that lets its next bytes be looked at without reading them."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream), 1 << 16)


@contextmanager
def _unpacked(stream: io.BufferedReader, packing: Packing) -> Iterator[io.BufferedIOBase]:
    if packing is Packing.GZIP:
        with gzip.GzipFile(fileobj=stream, mode="rb") as unpacked:
            yield unpacked
        return
    from quotes.ingest.tables.zstd import ZstdReader

    yield peekable(cast("BinaryIO", ZstdReader(stream)))


def _read(stream: io.BufferedReader, kind: TableKind, sheet: str | None) -> Table:
    if kind is TableKind.PARQUET:
        from quotes.ingest.tables.parquet import parquet_table

        return parquet_table(_seekable(stream))
    if kind is TableKind.EXCEL:
        from quotes.ingest.tables.excel import excel_table

        return excel_table(_seekable(stream), sheet)
    if kind in (TableKind.JSON, TableKind.JSONL):
        from quotes.ingest.tables.json_rows import json_table, lines_table

        return json_table(stream) if kind is TableKind.JSON else lines_table(stream)
    from quotes.ingest.tables.separated import separated_table

    return separated_table(stream, kind)


def _seekable(stream: io.BufferedReader) -> BinaryIO:
    """Returns *stream*, or all of it in memory if it cannot be read at any place: a pipe, a packed file."""
    try:
        if stream.seekable() and not isinstance(stream.raw, io.BufferedIOBase):
            return cast("BinaryIO", stream)
    except (AttributeError, OSError):
        pass
    return io.BytesIO(stream.read())
