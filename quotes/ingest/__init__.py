"""Makes articles of bytes: files, pages, records."""

from quotes.ingest.clean import clean_for_store
from quotes.ingest.dates import parse_date, parse_instant
from quotes.ingest.items import Item, Reading
from quotes.ingest.sources import read, read_article

__all__ = ["Item", "Reading", "clean_for_store", "parse_date", "parse_instant", "read", "read_article"]
