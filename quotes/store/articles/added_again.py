"""An article that the store has is added again: fills what was empty, tells what differs, and counts what is there."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from quotes.model import Article, Modality, Quote
from quotes.store.article_identity import story_key
from quotes.store.families.upkeep import Upkeep
from quotes.store.outlets.lookup import outlet_for, story_outlet
from quotes.store.query.identifiers import find_outlet
from quotes.store.schema import ArticleRow, OutletRow, QuoteRow
from quotes.store.statuses import Outcome, Status

_FIELDS = ("title", "byline", "published_on", "published_at", "language", "section", "external_id")
"""What another addition fills where it is empty."""


class StoredArticle(NamedTuple):
    """The outcome of storing an article: its row, the number of quotations, the fields that were filled or differ,
    the speakers who may be two people by its descriptions, each with the reason, and what else is to be said.
    """

    outcome: Outcome
    article: int
    uid: str
    version: int
    quotations: int
    filled: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    homonyms: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    outlet: str | None = None
    published_on: dt.date | None = None
    """What the store knows of it, whatever this source says."""
    said: int = 0
    not_said: int = 0
    credited: int = 0
    """Quotations of which nobody denies that they were said, the others, and those of the first with a speaker."""


def added_again(
    session: Session, row: ArticleRow, article: Article, quotes: Callable[[], Sequence[Quote]]
) -> StoredArticle:
    """Fills the empty fields of a stored article and says what differs."""
    filled: list[str] = []
    differing: list[str] = []
    families = Upkeep(session)
    if row.published_on is None and article.published_on is not None:
        families.leave_articles([row.id])
    for field in _FIELDS:
        given = article.id if field == "external_id" else getattr(article, field)
        stored = getattr(row, field)
        if given is None or given == stored:
            continue
        if stored is None:
            setattr(row, field, given)
            filled.append(field)
        elif field != "external_id":
            differing.append(field)
    if article.outlet:
        if row.outlet_id is None:
            row.outlet_id = outlet_for(session, article.outlet, article.url)
            if row.story_key.startswith("text::"):
                row.story_key = story_key(None, story_outlet(session, article.outlet), row.text_sha256 or "")
            filled.append("outlet")
        elif find_outlet(session, article.outlet) != row.outlet_id:
            differing.append("outlet")
    if "published_on" in filled:
        _date_phrases(session, row, quotes())
    session.flush()
    families.settle()
    stored = StoredArticle(Outcome.ALREADY_STORED, row.id, row.uid, row.version, 0, tuple(filled), tuple(differing))
    return counted(session, stored)


def counted(session: Session, stored: StoredArticle) -> StoredArticle:
    """Returns *stored* with what the database tells of the article and its quotations."""
    outlet, day = session.execute(
        select(OutletRow.name, ArticleRow.published_on)
        .select_from(ArticleRow)
        .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
        .where(ArticleRow.id == stored.article)
    ).one()
    is_said = QuoteRow.modality == Modality.SAID.value
    total, said, credited = session.execute(
        select(
            func.count(),
            func.count(case((is_said, 1))),
            func.count(case((is_said & QuoteRow.speaker_id.is_not(None), 1))),
        ).where(QuoteRow.article_id == stored.article)
    ).one()
    return stored._replace(
        quotations=total, outlet=outlet, published_on=day, said=said, not_said=total - said, credited=credited
    )


def _date_phrases(session: Session, article: ArticleRow, quotes: Sequence[Quote]) -> None:
    """Gives "on Friday" its day, now that the day of publication is known; what a person decided stays."""
    undated = select(QuoteRow).where(
        QuoteRow.article_id == article.id,
        QuoteRow.status == Status.EXTRACTED.value,
        QuoteRow.said_on.is_(None),
        QuoteRow.said_on_phrase.is_not(None),
    )
    dated = {(quote.start, quote.end): quote for quote in quotes if quote.said_on is not None}
    for row in session.scalars(undated):
        quote = dated.get((row.start_offset or 0, row.end_offset or 0))
        if quote is not None and quote.said_on_phrase == row.said_on_phrase:
            row.said_on, row.said_on_end = quote.said_on, quote.said_on_end
            row.said_on_precision = quote.said_on_precision.value if quote.said_on_precision else None
