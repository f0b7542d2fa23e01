"""Makes articles of bytes: files, pages, records."""

from quotes.ingest.clean import clean_for_store
from quotes.ingest.dates import parse_date, parse_instant
from quotes.ingest.items import Item, Reading
from quotes.ingest.sources import STDIN, read, read_article, read_stdin

__all__ = [
    "STDIN",
    "Item",
    "Reading",
    "clean_for_store",
    "parse_date",
    "parse_instant",
    "read",
    "read_article",
    "read_stdin",
]
