"""Decisions as gold: what people confirmed, corrected and rejected, for measuring extraction."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.english.names import strip_titles
from quotes.model import SpeakerKind
from quotes.store.schema import ArticleRow, OutletRow, QuoteRow, SpeakerAliasRow, SpeakerRow
from quotes.store.statuses import JUDGED, Status


def gold_articles(session: Session) -> Iterator[dict[str, Any]]:
    """Yields one record for each article with decided quotations, in the form of the benchmark's gold files.

    Decided quotations become segments: ``quote`` with the speaker, named as fully as the article itself does; ``other``
    where nobody is to be credited or the quotation was rejected.  Undecided ones are marked ``unsure``: not scored.
    """
    articles = session.scalars(
        select(ArticleRow)
        .where(
            ArticleRow.text.is_not(None),
            select(QuoteRow.id).where(QuoteRow.article_id == ArticleRow.id, QuoteRow.status.in_(JUDGED)).exists(),
        )
        .order_by(ArticleRow.id)
    )
    for article in articles:
        quotes = session.scalars(
            select(QuoteRow)
            .where(
                QuoteRow.article_id == article.id,
                QuoteRow.status != Status.WITHDRAWN.value,
                QuoteRow.start_offset.is_not(None),
            )
            .order_by(QuoteRow.start_offset)
        ).all()
        outlet = session.get_one(OutletRow, article.outlet_id).name if article.outlet_id else None
        yield {
            "id": article.uid,
            "outlet": outlet,
            "date": article.published_on.isoformat() if article.published_on else None,
            "title": article.title,
            "author": article.byline,
            "text": article.text,
            "segments": [_segment(session, article.text or "", quote) for quote in quotes],
        }


def _segment(session: Session, text: str, quote: QuoteRow) -> dict[str, Any]:
    place = {"start": quote.start_offset, "end": quote.end_offset}
    if quote.status not in JUDGED:
        return {**place, "status": "quote", "speaker": None, "type": None, "also": [], "unsure": True}
    if quote.status == Status.REJECTED.value or quote.speaker_id is None:
        return {**place, "status": "other", "speaker": None, "type": None, "also": []}
    speaker = session.get_one(SpeakerRow, quote.speaker_id)
    names = session.scalars(select(SpeakerAliasRow.alias).where(SpeakerAliasRow.speaker_id == speaker.id)).all()
    if speaker.kind == SpeakerKind.PERSON:
        names = [strip_titles(name) for name in names]
    names_in_text = sorted({name for name in names if name in text}, key=lambda name: (-len(name), name))
    others = sorted({*names, speaker.name} - set(names_in_text[:1]))
    kind = "org" if speaker.kind == SpeakerKind.ORGANISATION else speaker.kind
    return {
        **place,
        "status": "quote",
        "speaker": names_in_text[0] if names_in_text else speaker.name,
        "type": kind,
        "also": others,
    }
