"""Stores extracted articles in batches: one transaction for many, in which one that fails costs only itself."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from quotes.errors import ArticleFailed, ProblemsFound, UnreadableSource
from quotes.extraction import Extracted, extract
from quotes.ingest import Item
from quotes.model import Article, Quote
from quotes.store.articles.added_again import StoredArticle
from quotes.store.articles.save import ArticleWriter
from quotes.store.database.connect import Store
from quotes.store.database.driver_errors import is_of_article
from quotes.store.database.engine import explained
from quotes.store.database.runs import finish_run, item_values, start_run
from quotes.store.schema import RunItemRow
from quotes.store.search.rows import whole_rows
from quotes.store.search.show import of_article
from quotes.version import PROGRAM

LARGEST = 50
"""Articles of one batch: enough that what a transaction costs by itself no longer counts."""
LONGEST = 0.3
"""Seconds from the first article of a batch, after which it is stored however small it is: what a person waits for to
see what became of an article, and the most work that is lost with a process that dies."""


@dataclass(frozen=True, slots=True)
class Addition:
    """The outcome for one source or record: what was stored with its quotations, or what went wrong."""

    item: Item
    article: Article | None = None
    saved: StoredArticle | None = None
    quotations: tuple[dict[str, Any], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether nothing of it could be stored."""
        return self.saved is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What is wanted back of the articles that were stored."""

    shown: int | None = None
    """Of how many, the first ones, the quotations are read back; None for all."""
    whole: bool = False
    """Whether with what no column holds, too (two queries more an article)."""


class Batches:
    """Takes extracted articles and stores them, batch by batch, as one run of *command*.

    A batch is over when it has *at_once* articles, or when its first one has waited for :data:`LONGEST`.  With
    *dry_run* each is one transaction, which is rolled back.
    """

    def __init__(
        self, store: Store, command: str, *, dry_run: bool, read_back: ReadBack, at_once: int = LARGEST
    ) -> None:
        self._store, self._command, self._dry_run, self._read_back = store, command, dry_run, read_back
        self._at_once = 1 if dry_run else at_once
        self._waiting: list[Extracted] = []
        self._began = 0.0
        self._run: int | None = None
        self._noted = self._told = 0

    def take(self, found: Extracted) -> None:
        """Takes one article, or the error that there is instead of one."""
        if not self._waiting:
            self._began = time.monotonic()
        self._waiting.append(found)

    @property
    def is_over(self) -> bool:
        """Whether the batch that waits should be stored before another article is asked for."""
        return len(self._waiting) >= self._at_once or time.monotonic() - self._began >= LONGEST

    def store(self) -> Iterator[Addition]:
        """Stores what waits, and yields what became of each, in order, once that can't be lost any more.

        :raises QuotesError: something is wrong with the database; nothing of the batch is stored.
        """
        batch, self._waiting = self._waiting, []
        if not batch:
            return
        with self._store.writing() as session:
            run = self._run if self._run is not None else start_run(session, self._command, PROGRAM)
            done = self._stored(session, run, batch)
            if self._dry_run:
                session.rollback()
        if not self._dry_run:
            self._run = run
        self._noted += len(batch)
        yield from done

    def _stored(self, session: Session, run: int, batch: Sequence[Extracted]) -> list[Addition]:
        """Stores a batch together; if one of it fails, each behind a savepoint of its own."""
        first: list[Exception] = []
        try:
            with session.begin_nested():
                try:
                    with explained(self._store.place, writing=True):
                        return self._together(session, run, batch)
                except Exception as error:
                    first.append(error)
                    raise
        except Exception as error:
            # Where the disk is full SQLite has rolled back everything by itself, and has no savepoint to go back to.
            met = failure(first[0] if first else error)
        if len(batch) > 1:
            return [added for each in batch for added in self._stored(session, run, [each])]
        return self._together(session, run, [Extracted(replace(batch[0].item, error=met))])

    def _together(self, session: Session, run: int, batch: Sequence[Extracted]) -> list[Addition]:
        writer = ArticleWriter(session, run)
        writer.expect([(each.article, each.quotes or ()) for each in batch if each.article is not None])
        for each in batch:
            saved = None if each.article is None else writer.save(each.article, _quotes_of(each), each.extractor)
            writer.rows.add(RunItemRow, _item(each.item, run, saved))
        stored = iter(writer.finish())
        return [
            Addition(each.item) if each.article is None else self._addition(session, each, next(stored))
            for each in batch
        ]

    def _addition(self, session: Session, found: Extracted, saved: StoredArticle) -> Addition:
        rows: Sequence[dict[str, Any]] = ()
        if self._read_back.shown is None or self._told < self._read_back.shown:
            rows = of_article(session, saved.article)
            rows = list(whole_rows(session, rows)) if self._read_back.whole else rows
        self._told += 1
        return Addition(found.item, found.article, saved, tuple(rows), (*found.notes, *saved.remarks))

    def end(self) -> None:
        """Notes that the run came to its end.

        :raises ProblemsFound: something that was stored is not there any more.
        """
        if self._run is None:
            return
        with self._store.writing() as session:
            missing = finish_run(session, self._run, self._noted)
        if missing:
            raise ProblemsFound(
                f"{missing} of {self._noted} sources that were noted in {self._store.place} are there no more: it was "
                "damaged, or another file was put in its place; add them again: what is there stays as it is"
            )


def _quotes_of(found: Extracted) -> Callable[[], Sequence[Quote]]:
    """Returns what gives the quotations of an article, and extracts them if that was thought needless but isn't."""

    def quotes() -> Sequence[Quote]:
        done = found if found.quotes is not None else extract(found)
        if done.item.error is not None:
            raise done.item.error
        return done.quotes or ()

    return quotes


def _item(item: Item, run: int, saved: StoredArticle | None) -> dict[str, Any]:
    return item_values(
        run,
        source=item.source,
        record=item.record,
        sha256=item.sha256,
        outcome="failed" if saved is None else saved.outcome.value,
        article=None if saved is None else saved.article,
        error=str(item.error) if saved is None else None,
    )


def failure(error: Exception) -> UnreadableSource:
    """Returns the message for *error*, met while storing an article; raises it again if it is not about the article."""
    if not is_of_article(error):
        raise error
    return error if isinstance(error, UnreadableSource) else ArticleFailed(error)
