"""Reads the store: search, passages, SQL, reports, statistics."""
