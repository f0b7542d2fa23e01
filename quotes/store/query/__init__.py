"""Turns what a person types to find rows (ids, names, filters, queries) into ids and conditions."""
