"""Gives a text to an article of which the store had only imported quotations."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.errors import UnreadableSource
from quotes.model import Quote
from quotes.store.schema import ArticleRow, QuoteRow

FEW = 3
"""Quotations that a message names."""


def place_imported(session: Session, article: ArticleRow) -> list[QuoteRow]:
    """Returns the quotations of *article*, which has its text now, each with the place where its words stand.

    Offsets that the text bears out stay; others become those of the words, where they stand in it exactly once.

    :raises UnreadableSource: the words of one don't stand there, or nobody can say where; nothing must be kept then.
    """
    text = article.text or ""
    rows = list(session.scalars(select(QuoteRow).where(QuoteRow.article_id == article.id).order_by(QuoteRow.id)))
    taken = {(row.start_offset, row.end_offset) for row in rows if row.start_offset is not None}
    strange: list[str] = []
    for row in rows:
        if row.start_offset is not None and text[row.start_offset : row.end_offset] == row.words:
            continue
        place = only_place(text, row.words)
        if place is None or place in taken:
            strange.append(row.uid)
            continue
        taken.add(place)
        row.start_offset, row.end_offset = place
    if strange:
        raise UnreadableSource(
            f"is the article {article.uid}, in whose text quotations that were imported or recorded don't stand, "
            f"or not once: {', '.join(strange[:FEW])}{' …' if strange[FEW:] else ''}; "
            f"quotes articles rm {article.uid} takes them out of the way"
        )
    session.flush()
    return rows


def only_place(text: str, words: str) -> tuple[int, int] | None:
    """Returns where *words* stand in *text*, or None if they don't, or several times."""
    start = text.find(words)
    return None if start < 0 or text.find(words, start + 1) >= 0 else (start, start + len(words))


def overlapping(rows: Sequence[QuoteRow], quote: Quote) -> QuoteRow | None:
    """Returns the first of *rows* that has characters of *quote*, or None if none has."""
    return next(
        (row for row in rows if (row.start_offset or 0) < quote.end and quote.start < (row.end_offset or 0)), None
    )
