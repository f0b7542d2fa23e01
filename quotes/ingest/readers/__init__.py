"""Readers: content of one kind → items with articles.  Each knows nothing of the others."""
