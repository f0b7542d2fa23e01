"""Makes the row of an extracted article from the row of an article: what every worker does, row by row."""

from collections.abc import Mapping
from typing import Any

from quotes.errors import ArticleFailed, QuotesError, UnreadableSource
from quotes.extraction import Extracted, as_stored, extract
from quotes.ingest import Item, Reading
from quotes.ingest.items import with_language
from quotes.ingest.records import id_of_record, read_record
from quotes.model import Article, Quote
from quotes.output.records import quote_record
from quotes.version import EXTRACTOR


def extracted_row(cells: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """Returns the row (of :data:`quotes.spark.columns.COLUMNS`) of the article in *cells*, which are read as ``quotes
    add`` reads the row of a table.

    A row that holds no article, or whose article meets a bug of ours, becomes one without quotations that says why as
    its ``error``; nothing is raised.
    """
    record = {name: value for name, value in cells.items() if value not in (None, "")}
    try:
        read = read_record(record, None, reading)
        item = Item("spark", None, None, with_language(read.article, reading.language), notes=read.notes)
        found = extract(as_stored(item, {}))
    except UnreadableSource as error:
        return _failed_row(record, reading, error)
    except Exception as error:  # a bug of ours that one row met: the others are still read
        return _failed_row(record, reading, ArticleFailed(error))
    if found.item.error is not None:
        return _failed_row(record, reading, found.item.error)
    return _row(found)


def _row(found: Extracted) -> dict[str, Any]:
    article = found.article or Article(text="")
    return {
        "id": article.id,
        "outlet": article.outlet,
        "published_on": article.published_on,
        "published_at": article.published_at,
        "title": article.title,
        "byline": article.byline,
        "url": article.url,
        "language": article.language,
        "text": article.text,
        "quotes": [_quotation(quote) for quote in found.quotes or ()],
        "extractor": found.extractor,
        "notes": list(found.notes),
        "error": None,
    }


def _quotation(quote: Quote) -> dict[str, Any]:
    """Returns the record of a quotation with days that are days, as a column with types has them."""
    return quote_record(quote) | {"said_on": quote.said_on, "said_on_end": quote.said_on_end}


def _failed_row(record: Mapping[str, Any], reading: Reading, error: QuotesError) -> dict[str, Any]:
    """Returns the row of an article that could not be read or processed: its id and its text, if they can be told."""
    text = record.get(reading.mapping.get("text", "text"))
    return row_of_failure(id_of_record(record, reading.mapping), text if isinstance(text, str) else None, str(error))


def row_of_failure(identity: str | None, text: str | None, error: str) -> dict[str, Any]:
    """Returns the row of an article without quotations that says why as its *error*."""
    return {"id": identity, "text": text, "quotes": [], "extractor": EXTRACTOR, "notes": [], "error": error}
