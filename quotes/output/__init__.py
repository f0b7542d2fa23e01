"""Writes rows in a format to a stream."""
