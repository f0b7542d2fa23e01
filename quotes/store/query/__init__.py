"""Filters and the query language, as conditions on stored quotations."""
