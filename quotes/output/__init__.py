"""Rows and a format → a stream."""
