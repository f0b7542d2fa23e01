"""Families: quotations that repeat one utterance, and articles of nearly the same text."""
