"""Steps that a report takes behind its SQL, for what SQL cannot do: a header names one (*then nearest-in-body*).

A step gets the rows of the statement and gives rows with further columns, perhaps fewer of them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.comparison import compare, differences
from quotes.model import Setting
from quotes.store.schema import ArticleRow, QuoteRow
from quotes.store.statuses import HIDDEN
from quotes.wording import fold

Rows = Iterator[tuple[Any, ...]]


class Step(NamedTuple):
    """A step: the column of the statement that it reads, the columns that it adds, and what it does."""

    reads: str
    adds: tuple[str, ...]
    run: Callable[[Session, Rows, int], Rows]
    """Gets the session, the rows, and the place of the column that it reads."""


LEAST = 0.3
"""Least likeness of words that are told as the nearest; less is chance."""
COMPARED = 5
"""Sentences and quotations of the body, those that share most words, that are compared word by word."""
_SENTENCES = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")


def _nearest_in_body(session: Session, rows: Rows, place: int) -> Rows:
    """Yields the rows whose quotation the body of its article doesn't have, with the nearest words of the body, how
    near they are, and what differs.
    """
    for row in rows:
        quote = session.scalars(select(QuoteRow).where(QuoteRow.uid == row[place])).one()
        text = session.scalar(select(ArticleRow.text).where(ArticleRow.id == quote.article_id))
        if text is None:
            continue
        near = nearest_in(quote.words, body_of(text, _headline_places(session, quote.article_id)))
        comparison = compare(quote.words, near)
        if comparison.is_exact:
            continue
        if comparison.closeness < LEAST:
            yield (*row, None, None, None)
            continue
        told = "; ".join(differences(comparison, quote.words, near))
        yield (*row, near, round(comparison.closeness, 2), told)


def _headline_places(session: Session, article: int) -> list[tuple[int, int]]:
    query = select(QuoteRow.start_offset, QuoteRow.end_offset).where(
        QuoteRow.article_id == article,
        QuoteRow.setting == Setting.HEADLINE.value,
        QuoteRow.status.not_in(HIDDEN),
        QuoteRow.start_offset.is_not(None),
    )
    return [(row.start_offset, row.end_offset) for row in session.execute(query)]


def body_of(text: str, headlines: Sequence[tuple[int, int]]) -> str:
    """Returns *text* without the lines in which the quotations at *headlines* stand."""
    kept: list[str] = []
    at = 0
    for start, end in sorted(headlines):
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        kept.append(text[at : max(at, first)])
        at = max(at, len(text) if last < 0 else last)
    return "".join((*kept, text[at:]))


def nearest_in(words: str, body: str) -> str:
    """Returns the sentence of *body* that is most like *words*, or nothing if none shares a word; the whole body if it
    has the very words across the ends of sentences.
    """
    from rapidfuzz.distance import LCSseq

    sought = fold(words).split()
    sentences = [" ".join(each.split()) for each in _SENTENCES.split(body) if each.strip()]
    shared = [(LCSseq.similarity(sought, fold(each).split()), -place) for place, each in enumerate(sentences)]
    best = sorted((each for each in shared if each[0]), reverse=True)[:COMPARED]
    if f" {' '.join(sought)} " in f" {fold(body)} ":  # across the ends of sentences
        return " ".join(body.split())
    compared = [(compare(words, sentences[-place]), sentences[-place]) for _, place in best]
    return max(compared, key=lambda each: (each[0].is_exact, each[0].closeness))[1] if compared else ""


STEPS = {"nearest-in-body": Step("quotation", ("nearest", "likeness", "differences"), _nearest_in_body)}
"""Every step by the name that headers have for it."""
