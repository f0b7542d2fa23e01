"""Bytes → Article: files, pages, records."""

from quotes.ingest.clean import clean_for_store
from quotes.ingest.dates import parse_date, parse_instant
from quotes.ingest.sources import Item, read, read_article

__all__ = ["Item", "clean_for_store", "parse_date", "parse_instant", "read", "read_article"]
