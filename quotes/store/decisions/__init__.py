"""Decisions of people: operations that are logged and can be undone."""
