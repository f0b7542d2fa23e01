"""Annotates an article: paragraphs, sentences with their quotations masked, tokens, tags.

At run time only this room uses NLTK, and only with parameters of our own, handed over in memory.
"""

from quotes.annotation.annotate import annotate

__all__ = ["annotate"]
