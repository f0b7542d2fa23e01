"""Finds what stands around a quotation: sentences of its article."""

from bisect import bisect_left, bisect_right
from functools import lru_cache

from quotes.annotation.annotate import sentence_spans
from quotes.page.reading_copy import reading_copy
from quotes.quotations.spans import find_quoted_spans

TEXTS = 16
"""Texts whose sentences are kept: quotations of one article mostly follow each other."""


def around(text: str, start: int, end: int, sentences: int) -> str:
    """Returns the part of *text* from so many *sentences* before the one in which ``[start, end)`` begins to as many
    behind the one in which it ends, letter for letter, line ends included.
    """
    starts, ends = _sentences(text)
    first = max(bisect_right(starts, start) - 1 - sentences, 0)
    last = min(bisect_left(ends, end) + sentences, len(ends) - 1)
    if not starts:
        return text[start:end]
    return text[min(starts[first], start) : max(ends[last], end)]


@lru_cache(TEXTS)
def _sentences(text: str) -> tuple[list[int], list[int]]:
    """Returns where the sentences of *text* begin, and where they end."""
    copy = reading_copy(text).text
    spans = sentence_spans(copy, find_quoted_spans(copy))
    return [start for start, _ in spans], [end for _, end in spans]
