"""Reads WARC: the pages of a crawl."""

from collections.abc import Iterator
from typing import Any

from quotes.errors import ArticleFailed, UnreadableSource
from quotes.extras import library
from quotes.ingest.decode import decode
from quotes.ingest.html import article_of_page
from quotes.ingest.items import LARGEST_UNPACKED, Content, Item
from quotes.ingest.readers.broken import refusing_broken

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(content: Content) -> Iterator[Item]:
    """Yields the articles of the pages in a crawl, as they come; records that are no page or no answer are skipped.

    :raises UnreadableSource: it is broken, or holds no page.
    :raises MissingExtra: warcio isn't installed.
    """
    iterator = library("warcio.archiveiterator", extra="warc", what="reading WARC")
    pages = 0
    for record in refusing_broken(iterator.ArchiveIterator(content.again()), "a WARC"):
        if _is_page(record):
            pages += 1
            yield _item(content, record)
    if not pages:
        raise UnreadableSource("is a WARC without pages")


def _is_page(record: Any) -> bool:
    """Tests whether a record is the answer of a server with a page in it."""
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers
    kind = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    good = headers is None or str(headers.get_statuscode()).startswith("2")
    return good and str(kind or "").partition(";")[0].strip().lower() in _PAGES


def _item(content: Content, record: Any) -> Item:
    """Returns the item of one page, or its failure, so that the others are still read."""
    url = record.rec_headers.get_header("WARC-Target-URI")
    data = b""
    try:
        data = record.content_stream().read(LARGEST_UNPACKED)
        kind = record.http_headers.get_header("Content-Type") if record.http_headers else ""
        charset = str(kind or "").lower().partition("charset=")[2].strip("\"' ;") or None
        decoded = decode(data, html=True, declared=charset)
        return content.item(article_of_page(decoded.text, url), decoded.note, record=url, data=data)
    except UnreadableSource as error:
        return content.failed(error, record=url, data=data)
    except Exception as error:  # a bug of ours, or a page that its compression breaks
        return content.failed(ArticleFailed(error), record=url, data=data)
