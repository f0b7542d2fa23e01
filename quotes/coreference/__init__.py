"""Finds the entity that each mention of an article refers to."""
