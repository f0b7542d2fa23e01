"""Tells which story of the store an article belongs to, and which articles of a batch belong to none."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from quotes.model import Article
from quotes.store.article_identity import article_uid, canonical_url, story_key, text_hash
from quotes.store.articles.belonging import article_at
from quotes.store.decisions.operations import batched
from quotes.store.outlets.known_outlets import KnownOutlets
from quotes.store.outlets.lookup import story_outlet
from quotes.store.query.identifiers import find_outlet
from quotes.store.schema import ArticleRow
from quotes.wording import fold, text_or_none


def storable_article(article: Article) -> Article:
    """Returns *article* with what its source says of it in a form that a database takes; blank is the same as
    not said.
    """
    return replace(
        article,
        id=text_or_none(article.id),
        outlet=text_or_none(article.outlet),
        title=text_or_none(article.title),
        byline=text_or_none(article.byline),
        url=text_or_none(article.url),
        language=text_or_none(article.language),
        section=text_or_none(article.section),
    )


@dataclass(frozen=True, slots=True)
class Identified:
    """An article with what identifies it as long as it is the first version of its story."""

    article: Article
    sha256: str
    key: str
    uid: str
    recorded: str
    """The key of the story if quotations of it were recorded or imported without its text."""
    title: str
    """Its title, folded."""


def identified(article: Article, outlets: KnownOutlets, sha256: str | None = None) -> Identified:
    """Returns *article* with the keys under which the store may have it; *sha256* is the hash of its text, if known."""
    sha256, outlet = sha256 or text_hash(article.text), outlets.story_key(article.outlet)
    key, title = story_key(article.url, outlet, sha256), fold(article.title or "")
    if article.url:
        recorded = f"recorded:{canonical_url(article.url)}"
    else:
        recorded = f"recorded:{outlet}:{article.published_on or ''}:{title}"
    return Identified(article, sha256, key, article_uid(key, 1), recorded, title)


class NewStories:
    """The articles of a batch that are the first of their story, before any of the batch is stored.

    An article that is not among them may still be new: only then all the rules are asked.
    """

    def __init__(self, session: Session, batch: Sequence[Identified]) -> None:
        self._session = session
        self._asked = {key for each in batch for key in (each.key, each.recorded)}
        self._keys = self._found(ArticleRow.story_key, sorted(self._asked))
        self._uids = self._found(ArticleRow.uid, [each.uid for each in batch])
        self._texts = self._found(ArticleRow.text_sha256, [each.sha256 for each in batch if not each.article.url])
        self._told = self._told_of(batch)

    def has(self, each: Identified) -> bool:
        """Tests whether *each* surely is the first of its story; no for one with other keys than when it was looked up,
        as its outlet has got a name since.
        """
        article = each.article
        return (
            {each.key, each.recorded} <= self._asked
            and each.key not in self._keys
            and each.recorded not in self._keys
            and each.uid not in self._uids
            and (bool(article.url) or each.sha256 not in self._texts)
            and (not each.title or (article.published_on, each.title) not in self._told)
        )

    def store(self, each: Identified) -> None:
        """Notes that *each* is stored now."""
        self._keys.add(each.key)
        self._uids.add(each.uid)
        self._texts.add(each.sha256)

    def _found(self, column: Any, values: Sequence[str]) -> set[str]:
        return {
            found for some in batched(values) for found in self._session.scalars(select(column).where(column.in_(some)))
        }

    def _told_of(self, batch: Sequence[Identified]) -> set[tuple[dt.date | None, str]]:
        """Returns day and folded title of the articles without a text that were published on a day of the batch."""
        days = sorted({each.article.published_on for each in batch if each.article.published_on and each.title})
        query = select(ArticleRow.published_on, ArticleRow.title).where(
            ArticleRow.text.is_(None), ArticleRow.is_current
        )
        return {
            (day, fold(title or ""))
            for some in batched(days)
            for day, title in self._session.execute(query.where(ArticleRow.published_on.in_(some)))
        }


def is_stored(session: Session, article: Article) -> bool:
    """Tests whether the current version of a story has the text of *article*, so that adding it again would store no
    quotation, nor give one its day.
    """
    article = storable_article(article)
    sha256 = text_hash(article.text)
    rows = session.execute(
        select(ArticleRow.story_key, ArticleRow.published_on).where(
            ArticleRow.text_sha256 == sha256, ArticleRow.is_current, ArticleRow.text.is_not(None)
        )
    ).all()
    if not rows:
        return False
    key = story_key(article.url, story_outlet(session, article.outlet), sha256)
    any_outlet = not article.url and not article.outlet
    same = [day for stored, day in rows if stored == key or (any_outlet and stored.startswith("text:"))]
    return bool(same) and (article.published_on is None or None not in same)


def current_version(session: Session, article: Article, sha256: str) -> ArticleRow | None:
    """Returns the current version of the story that *article* belongs to.

    A text without a URL is also the story of the same text whose outlet was not known, and one whose outlet is not
    said is any story of that text.
    """
    newest = select(ArticleRow).where(ArticleRow.is_current)
    outlet = story_outlet(session, article.outlet)
    key = story_key(article.url, outlet, sha256)
    imported = and_(ArticleRow.uid == article_uid(key, 1), ArticleRow.story_key.startswith("imported:"))
    found = session.scalar(newest.where(or_(ArticleRow.story_key == key, imported)))
    if found is None:
        found = _told_before(session, article, sha256)
    if found is not None or article.url:
        return found
    if article.outlet:
        return session.scalar(newest.where(ArticleRow.story_key == story_key(None, "", sha256)))
    same = newest.where(ArticleRow.text_sha256 == sha256, ArticleRow.story_key.startswith("text:"))
    return session.scalars(same.order_by(ArticleRow.id).limit(1)).first()


def _told_before(session: Session, article: Article, sha256: str) -> ArticleRow | None:
    """Returns the article of quotations that were imported or recorded before their text came.

    Its URL tells it whatever its text has become; by outlet, day and title it is one whose text is not there yet.  A
    text without a URL is also the one that such an article was given.
    """
    outlet, day, title = article.outlet, article.published_on, article.title
    is_told = bool(article.url or (outlet and day and title))
    found = article_at(session, url=article.url, outlet=outlet, published_on=day, title=title) if is_told else None
    if found is not None:
        if found.text is None and found.text_sha256 in (None, sha256):
            return found
        if article.url and found.story_key == f"recorded:{canonical_url(article.url)}":
            return found
    if article.url:
        return None
    given = select(ArticleRow).where(
        ArticleRow.is_current, ArticleRow.text_sha256 == sha256, ArticleRow.story_key.startswith("recorded:")
    )
    if article.outlet:
        given = given.where(ArticleRow.outlet_id == find_outlet(session, article.outlet))
    return session.scalars(given.order_by(ArticleRow.id).limit(1)).first()
