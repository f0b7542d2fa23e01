"""Articles: found by any of their names, listed, shown, changed."""

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from quotes.errors import NotFound, UsageProblem
from quotes.model import Article, Span
from quotes.store.articles.belonging import article_at
from quotes.store.query.filters import COUNTED, Filter
from quotes.store.query.identifiers import LONGEST_UID, one_outlet, other_kind
from quotes.store.schema import ArticleRow, OutletRow, QuoteRow
from quotes.store.statuses import DECIDED


class ArticleLine(NamedTuple):
    """An article in a list; quotations count what was said of what readers see."""

    uid: str
    published_on: dt.date | None
    outlet: str | None
    title: str | None
    version: int
    quotations: int
    decided: int
    url: str | None
    extractor: str | None
    added_at: dt.datetime


class VersionLine(NamedTuple):
    """A version of a story."""

    uid: str
    version: int
    is_current: bool
    added_at: dt.datetime
    characters: int
    quotations: int


def find_article(session: Session, given: str, *, whole: bool = False) -> ArticleRow:
    """Returns the article whose id, uid, unique beginning of a uid, or URL *given* is; of a URL the current version.

    With *whole* the beginning of a uid is not enough.

    :raises NotFound: there is none.
    :raises UsageProblem: several uids begin so.
    """
    given = given.strip()
    if "://" in given:
        row = article_at(session, url=given, outlet=None, published_on=None, title=None)
        if row is not None:
            return row
    if given.isdecimal() and len(given) < 19:
        row = session.get(ArticleRow, int(given))
        if row is not None:
            return row
    found: list[ArticleRow] = []
    if 2 <= len(given) <= LONGEST_UID and given.isalnum():
        query = select(ArticleRow).where(ArticleRow.uid.startswith(given.lower(), autoescape=True))
        found = list(session.scalars(query.order_by(ArticleRow.uid).limit(6)))
    if found and whole and found[0].uid != given.lower():
        raise NotFound(f"{given!r} is not the whole of an id, uid or URL (perhaps {found[0].uid}): nothing was erased")
    if not found:
        cure = other_kind(session, given) or "; quotes articles list has their ids"
        raise NotFound(f"there is no article {given!r}{cure}")
    if len(found) > 1 and found[0].uid != given.lower():
        raise UsageProblem(f"{given!r} fits several articles: {', '.join(row.uid for row in found)}; give more of it")
    return found[0]


def articles(session: Session, filters: Filter, *, limit: int | None = None) -> list[ArticleLine]:
    """Returns articles with counts, latest published first; outlet, days and ``all_versions`` of *filters* narrow.

    :raises NotFound: the outlet isn't in the store.
    """
    query = _narrowed(session, _lines(), filters)
    query = query.order_by(ArticleRow.published_on.desc().nulls_last(), ArticleRow.id.desc()).limit(limit)
    return [ArticleLine(*row) for row in session.execute(query)]


def article_ids(session: Session, filters: Filter, *, other_than: str | None = None) -> list[int]:
    """Returns the ids of the articles with a text that *filters* keeps, in the order of storing.

    With *other_than* only those that this extractor hasn't read yet.
    """
    query = _narrowed(session, select(ArticleRow.id).where(ArticleRow.text.is_not(None)), filters)
    if other_than is not None:
        query = query.where(ArticleRow.extractor.is_distinct_from(other_than))
    return list(session.scalars(query.order_by(ArticleRow.id)))


def _lines() -> Select[Any]:
    decided = QuoteRow.status.in_(DECIDED)

    def count(*which: Any) -> Any:
        matching = select(func.count()).where(QuoteRow.article_id == ArticleRow.id, *which)
        return matching.correlate(ArticleRow).scalar_subquery()

    return select(
        ArticleRow.uid,
        ArticleRow.published_on,
        OutletRow.name,
        ArticleRow.title,
        ArticleRow.version,
        count(*COUNTED),
        count(decided),
        ArticleRow.url,
        ArticleRow.extractor,
        ArticleRow.added_at,
    ).outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)


def _narrowed(session: Session, query: Select[Any], filters: Filter) -> Select[Any]:
    if not filters.all_versions:
        query = query.where(ArticleRow.is_current)
    if filters.outlet:
        query = query.where(ArticleRow.outlet_id == one_outlet(session, filters.outlet))
    if filters.since:
        query = query.where(ArticleRow.published_on >= filters.since)
    if filters.until:
        query = query.where(ArticleRow.published_on <= filters.until)
    return query


def line_of(session: Session, article: int) -> ArticleLine:
    """Returns the line of one article."""
    return ArticleLine(*session.execute(_lines().where(ArticleRow.id == article)).one())


def version_lines(session: Session, story_key: str) -> list[VersionLine]:
    """Returns all versions of a story, oldest first."""
    query = (
        select(ArticleRow, func.count(QuoteRow.id))
        .outerjoin(QuoteRow, and_(QuoteRow.article_id == ArticleRow.id, *COUNTED))
        .where(ArticleRow.story_key == story_key)
        .group_by(ArticleRow.id)
        .order_by(ArticleRow.version)
    )
    return [
        VersionLine(row.uid, row.version, row.is_current, row.added_at, len(row.text or ""), count)
        for row, count in session.execute(query)
    ]


def text_of(session: Session, uid: str) -> str | None:
    """Returns the text of the article with that uid, or None if it has none."""
    return session.scalar(select(ArticleRow.text).where(ArticleRow.uid == uid))


def article_value(session: Session, row: ArticleRow) -> Article:
    """Returns a stored article with the metadata it was added with, for the extraction to read again.

    :raises UsageProblem: it has no text: only a recorded quotation names it.
    """
    if row.text is None:
        raise UsageProblem(f"{row.uid} has no text to read: it was recorded by hand")
    outlet = session.get_one(OutletRow, row.outlet_id).name if row.outlet_id else None
    regions = row.regions or {}
    return Article(
        text=row.text,
        id=row.external_id,
        outlet=outlet,
        published_on=row.published_on,
        published_at=row.published_at,
        title=row.title,
        byline=row.byline,
        url=row.url,
        language=row.language,
        section=row.section,
        headlines=tuple(Span(*each) for each in regions.get("headlines", ())),
        captions=tuple(Span(*each) for each in regions.get("captions", ())),
    )
