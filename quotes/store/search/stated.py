"""Turns attributes that are stated of speakers (party, gender, affiliation …) into conditions on what they said."""

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from quotes.store.query.filters import SPEAKERS, credited
from quotes.store.query.text_conditions import among
from quotes.store.schema import ArticleRow, QuoteCreditRow, QuoteRow, SpeakerAttributeRow, SpeakerRow
from quotes.store.search.around import Sought
from quotes.store.speakers.attribute_names import COMMON, NOTE, WIKIDATA


def attribute_fields(session: Session) -> tuple[str, ...]:
    """Returns the attributes by which a query can narrow: those that every newsroom knows, and each that is stated."""
    known = session.scalars(select(SpeakerAttributeRow.name).distinct()).all()
    return tuple(sorted({*known, *COMMON, NOTE}))


def stated(session: Session, name: str, value: str) -> ColumnElement[bool]:
    """Tests whether a speaker, or joint speaker, has the attribute *name* with the words of *value* in it on the day
    the words were said, else published; a day that isn't known excludes nothing.
    """
    sought = Sought(value)
    if not sought.words:
        return false()
    if name in (NOTE, WIKIDATA):
        column = SpeakerRow.note if name == NOTE else SpeakerRow.wikidata_id
        rows = session.execute(select(SpeakerRow.id, column).where(column.is_not(None)))
        speakers = [number for number, text in rows if sought.stands_in(text)]
        return credited(session, speakers, SPEAKERS) if speakers else false()
    attributes = select(SpeakerAttributeRow.id, SpeakerAttributeRow.value).where(SpeakerAttributeRow.name == name)
    holding = [number for number, text in session.execute(attributes) if sought.stands_in(text)]
    if not holding:
        return false()
    quote, article, credit = aliased(QuoteRow), aliased(ArticleRow), aliased(QuoteCreditRow)
    begins = func.coalesce(quote.said_on, article.published_on)
    ends = func.coalesce(quote.said_on_end, quote.said_on, article.published_on)
    since, until = SpeakerAttributeRow.since, SpeakerAttributeRow.until
    held = and_(
        among(session, SpeakerAttributeRow.id, holding),
        or_(since.is_(None), ends.is_(None), ends >= since),
        or_(until.is_(None), begins.is_(None), begins <= until),
    )
    alone = (
        select(quote.id)
        .join(article, article.id == quote.article_id)
        .join(SpeakerAttributeRow, SpeakerAttributeRow.speaker_id == quote.speaker_id)
        .where(held)
    )
    jointly = (
        select(quote.id)
        .join(article, article.id == quote.article_id)
        .join(credit, and_(credit.quote_id == quote.id, credit.role == "joint"))
        .join(SpeakerAttributeRow, SpeakerAttributeRow.speaker_id == credit.speaker_id)
        .where(held)
    )
    return QuoteRow.id.in_(alone.union_all(jointly))
