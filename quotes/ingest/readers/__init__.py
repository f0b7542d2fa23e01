"""Reads content of one kind as items with articles; no reader knows of the others."""
