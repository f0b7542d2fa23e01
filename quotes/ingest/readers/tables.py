"""Reads tables: CSV, TSV, Parquet and Excel, one row one article."""

from collections.abc import Callable, Iterator
from io import BytesIO

from quotes.errors import ArticleFailed, UnreadableSource
from quotes.ingest.extracted_rows import extracted_item, is_extracted
from quotes.ingest.items import Content, Item, json_line
from quotes.ingest.readers.addresses import fetched
from quotes.ingest.readers.broken import refusing_broken
from quotes.ingest.records import has_column, read_record, refuse_quotations, url_column
from quotes.ingest.tables import TableKind, open_table


def read_table(content: Content, kind: TableKind, inner: Callable[[Content], Iterator[Item]]) -> Iterator[Item]:
    """Yields the articles of a table's rows, each known by the row where it begins.

    Where no column holds texts but one holds URLs, their pages are fetched; *inner* reads what was fetched.

    :raises UnreadableSource: it is no table, or no column holds texts.
    :raises MissingExtra: reading it needs a library that isn't installed.
    """
    yield from refusing_broken(_items(content, kind, inner), "a table")


def _items(content: Content, kind: TableKind, inner: Callable[[Content], Iterator[Item]]) -> Iterator[Item]:
    """Yields the articles of the rows; of a table of addresses without texts those of its pages."""
    stream = BytesIO(content.whole()) if content.largest is not None else content.again()
    with open_table(stream, name=content.name, kind=kind) as table:
        if is_extracted(table.columns):
            yield from (extracted_item(content, row) for row in table.rows)
            return
        if not has_column(table.columns, "text", content.reading.mapping):
            if "url" not in content.reading.mapping:
                refuse_quotations(table.columns)
            column = url_column(table.columns, content.reading.mapping)
            if column is not None:
                for row in table.rows:
                    url = str(row.cells.get(column) or "").strip()
                    if url:
                        yield from fetched(content, url, str(row.number), inner)
                return
            wanted = content.reading.mapping.get("text", "text")
            shown = ", ".join(name if len(name) <= 30 else name[:30] + "…" for name in table.columns[:8])
            raise UnreadableSource(
                f"has no column {wanted!r} (its first row has {shown}); name the one with the texts: --map text=COLUMN"
            )
        notes = [*table.notes]
        guess: str | None = None
        for row in table.rows:
            record = {name: value for name, value in row.cells.items() if value not in (None, "")}
            line = json_line(record if row.problem is None else {"row": row.raw or record})  # a half row must not pass
            data = line.encode("utf-8", errors="surrogatepass")
            try:
                if row.problem:
                    raise UnreadableSource(row.problem)
                read = read_record(record, str(row.number), content.reading)
                notes += read.notes
                if guess is None and not content.reading.mapping:
                    guess = read.guess
                    notes.append(guess)
                item = content.item(read.article, *notes, record=str(row.number), data=data, line=line)
                notes = []
            except UnreadableSource as error:
                item = content.failed(error, record=str(row.number), data=data, line=line)
            except Exception as error:  # a bug of ours that one row met: the others are still read
                item = content.failed(ArticleFailed(error), record=str(row.number), data=data, line=line)
            yield item
