"""Decides which stored article a quotation or a text belongs to that tells a URL, or an outlet, a day and a title."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.store.article_identity import canonical_url, story_key
from quotes.store.outlets.lookup import story_outlet
from quotes.store.query.identifiers import find_outlet
from quotes.store.schema import ArticleRow
from quotes.wording import fold


def recorded_key(
    session: Session, *, url: str | None, outlet: str | None, published_on: dt.date | None, title: str | None
) -> str:
    """Returns the story key of an article whose text is not known: its URL, else its outlet, day and title."""
    if url:
        return f"recorded:{canonical_url(url)}"
    return f"recorded:{story_outlet(session, outlet)}:{published_on or ''}:{fold(title or '')}"


def article_at(
    session: Session, *, url: str | None, outlet: str | None, published_on: dt.date | None, title: str | None
) -> ArticleRow | None:
    """Returns the current article at the URL, else the one of that outlet, day and title; None if there is none.

    Two articles of different URLs are never the same.  Where several have that outlet, day and title, none is meant.
    """
    known = recorded_key(session, url=url, outlet=outlet, published_on=published_on, title=title)
    for key in (*([story_key(url, "", "")] if url else ()), known):
        row = session.scalar(select(ArticleRow).where(ArticleRow.story_key == key, ArticleRow.is_current))
        if row is not None:
            return row
    found = _of_day(session, url, outlet, published_on, title)
    return session.get_one(ArticleRow, found[0]) if len(found) == 1 else None


def _of_day(
    session: Session, url: str | None, outlet: str | None, published_on: dt.date | None, title: str | None
) -> list[int]:
    """Returns the ids of the current articles that have all of outlet, day and title, and no other URL."""
    wanted = fold(title or "")
    medium = find_outlet(session, outlet) if outlet and published_on and wanted else None
    if medium is None:
        return []
    query = select(ArticleRow.id, ArticleRow.title).where(
        ArticleRow.is_current, ArticleRow.outlet_id == medium, ArticleRow.published_on == published_on
    )
    if url:
        query = query.where(ArticleRow.url.is_(None))
    return [identity for identity, other in session.execute(query) if fold(other or "") == wanted]
