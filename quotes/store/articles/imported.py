"""Finds the articles that a table of attributed quotations names in the store, or makes them without a text."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.attributed import Source
from quotes.store.article_identity import article_uid, story_key
from quotes.store.articles.belonging import article_at, recorded_key
from quotes.store.outlets.lookup import outlet_for, story_outlet
from quotes.store.schema import ArticleRow


class Place(NamedTuple):
    """An article in the store."""

    id: int
    uid: str
    has_text: bool


class ImportedArticles:
    """The articles of one import; those that it makes belong to the run with that id."""

    def __init__(self, session: Session, run: int | None) -> None:
        self._session = session
        self._run = run
        self._known: dict[object, Place] = {}
        self._outlets: dict[str, int] = {}
        self.made = 0

    def of(self, source: Source) -> Place:
        """Returns the article of *source*: by its uid; else the current one at its URL, or of its outlet, day and
        title. A new one has no text.
        """
        asked: object = source.uid or (source.url, source.outlet, source.published_on, source.title)
        found = self._known.get(asked)
        if found is None:
            row = self._found(source) or self._new(source)
            found = self._known[asked] = Place(row.id, row.uid, row.text is not None)
        return found

    def _found(self, source: Source) -> ArticleRow | None:
        if source.uid is not None:
            return self._session.scalar(select(ArticleRow).where(ArticleRow.uid == source.uid))
        url, outlet, day, title = source.url, source.outlet, source.published_on, source.title
        return article_at(self._session, url=url, outlet=outlet, published_on=day, title=title)

    def _recorded_key(self, source: Source, url: str | None) -> str:
        outlet, day, title = source.outlet, source.published_on, source.title
        return recorded_key(self._session, url=url, outlet=outlet, published_on=day, title=title)

    def _new(self, source: Source) -> ArticleRow:
        key, version = self._key(source), source.version or 1
        current = self._session.scalar(select(ArticleRow).where(ArticleRow.story_key == key, ArticleRow.is_current))
        if current is not None and current.version < version:
            current.is_current = False
            self._session.flush()
        row = ArticleRow(
            uid=source.uid or article_uid(key, version),
            outlet_id=self._outlet(source.outlet),
            story_key=key,
            version=version,
            is_current=current is None or current.version < version,
            external_id=source.external_id,
            url=source.url,
            title=source.title,
            byline=source.byline,
            published_on=source.published_on,
            text_sha256=source.text_sha256,
            language=source.language,
            section=source.section,
            added_at=dt.datetime.now(dt.UTC),
            run_id=self._run,
        )
        self._session.add(row)
        self._session.flush()
        self.made += 1
        return row

    def _outlet(self, name: str | None) -> int | None:
        if name is None:
            return None
        if name not in self._outlets:
            self._outlets[name] = outlet_for(self._session, name)
        return self._outlets[name]

    def _key(self, source: Source) -> str:
        """Returns the story that a new article belongs to.

        A uid is a hash of story and version, so it says which of the keys that the article can have had is its own:
        then the same article is met again when it is added with its text.  Where none fits (its outlet has another
        name now), the uid itself is the story.
        """
        if source.uid is None:
            return self._recorded_key(source, source.url)
        for key in self._possible_keys(source):
            if article_uid(key, source.version or 1) == source.uid:
                return key
        return f"imported:{source.uid}"

    def _possible_keys(self, source: Source) -> Iterator[str]:
        if source.url:
            yield story_key(source.url, "", "")
        if source.text_sha256:
            yield story_key(None, story_outlet(self._session, source.outlet), source.text_sha256)
            yield story_key(None, "", source.text_sha256)
        yield self._recorded_key(source, source.url)
        yield self._recorded_key(source, None)  # its URL became known when it got its text
