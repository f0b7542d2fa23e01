"""Gives a text to an article of which the store had only imported quotations."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.errors import UnreadableSource
from quotes.model import Quote
from quotes.store.articles.places import places
from quotes.store.schema import ArticleRow, QuoteRow
from quotes.wording import fold

FEW = 3
"""Quotations that a message names."""


class Placed(NamedTuple):
    """The quotations of an article, each with its place, and what is to be said of how that was found."""

    rows: list[QuoteRow]
    remarks: tuple[str, ...]


def place_imported(session: Session, article: ArticleRow) -> Placed:
    """Returns the quotations of *article*, which has its text now, each with the place where its words stand.

    Offsets that the text bears out stay.  Others become those of the words, which are spelled as the text spells them
    from now on; of several places the likeliest that no other quotation has
    (:func:`quotes.store.articles.places.places`).

    :raises UnreadableSource: the words of one don't stand there; nothing must be kept then.
    """
    text = article.text or ""
    rows = list(session.scalars(select(QuoteRow).where(QuoteRow.article_id == article.id).order_by(QuoteRow.id)))
    stays = {
        row.id for row in rows if row.start_offset is not None and text[row.start_offset : row.end_offset] == row.words
    }
    taken = {(row.start_offset, row.end_offset) for row in rows if row.id in stays}
    strange: list[str] = []
    chosen: list[str] = []
    moved: dict[int, tuple[int, int]] = {}
    for row in rows:
        if row.id in stays:
            continue
        found = places(text, row.words)
        place = next((each for each in found if each not in taken), None)
        if place is None:
            strange.append(row.uid)
            continue
        taken.add(place)
        moved[row.id] = place
        chosen += [row.uid] if len(found) > 1 else []
    if strange:
        raise UnreadableSource(
            f"is the article {article.uid}, in whose text quotations that were imported or recorded don't stand, "
            f"or not so often: {_few(strange)}; quotes articles rm {article.uid} takes them out of the way"
        )
    for row in rows:
        if row.id in moved:
            row.start_offset, row.end_offset = moved[row.id]
            row.words = text[row.start_offset : row.end_offset]
            row.search_words = fold(row.words)
    session.flush()
    return Placed(
        rows, (f"holds the words of {_few(chosen)} several times: the first place was taken",) if chosen else ()
    )


def _few(uids: Sequence[str]) -> str:
    return f"{', '.join(uids[:FEW])}{' …' if uids[FEW:] else ''}"


def overlapping(rows: Sequence[QuoteRow], quote: Quote) -> QuoteRow | None:
    """Returns the first of *rows* that has characters of *quote*, or None if none has."""
    return next(
        (row for row in rows if (row.start_offset or 0) < quote.end and quote.start < (row.end_offset or 0)), None
    )
