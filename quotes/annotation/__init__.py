"""Article → Document: paragraphs, sentences with their quotations masked, tokens, tags.

The only room of the run time that uses NLTK, and only with parameters of our own, handed over in memory.
"""

from quotes.annotation.annotate import annotate

__all__ = ["annotate"]
