"""Adds articles, and reads them again: here reading and extraction meet the store."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any, NamedTuple

from quotes.errors import ArticleFailed, ProblemsFound, UnreadableSource, UsageProblem
from quotes.extraction import Extracted, extracted
from quotes.ingest import Item
from quotes.ingest.quotation_rows import Columns, quotation_of
from quotes.ingest.tables import Table, TableRow
from quotes.jobs import Task, in_order
from quotes.model import Article, Quote
from quotes.pipeline import extract_quotes
from quotes.store.articles.changes import set_fields
from quotes.store.articles.import_quotations import BATCH, Imported, Importer, ImportResult
from quotes.store.articles.lookup import article_value, find_article
from quotes.store.articles.save import StoredArticle, save_article
from quotes.store.database.connect import Store
from quotes.store.database.driver_errors import is_of_article
from quotes.store.database.runs import add_item, finish_run, start_run
from quotes.store.decisions.operations import REEXTRACTED, Receipt, next_number, operation
from quotes.store.review.reextract import Reextraction
from quotes.store.review.reextract import reextract as store_again
from quotes.store.schema import ArticleRow
from quotes.store.search.rows import whole_rows
from quotes.store.search.show import of_article
from quotes.version import EXTRACTOR, PROGRAM


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


class StoredText(NamedTuple):
    """A stored article by its id and uid, and the error that its reading met."""

    id: int
    uid: str
    error: UnreadableSource | None = None


ReadAgain = tuple[StoredText, tuple[Quote, ...] | UnreadableSource | None]
"""A stored article with what was found in it now, or why that failed."""


class FailedReextraction(NamedTuple):
    """A stored article (its uid) that could not be read again, and why."""

    article: str
    error: UnreadableSource


def add(
    store: Store,
    items: Iterable[Item],
    given: dict[str, Any],
    *,
    dry_run: bool = False,
    command: str = "add",
    whole: bool = False,
    jobs: int | None = 1,
    watched: Callable[[Iterator[Extracted]], Iterable[Extracted]] = iter,
) -> Iterator[Addition]:
    """Extracts and stores each article, one transaction an article; yields what became of each, in order.

    *given* fields of :class:`Article` replace what the sources say.  The rows of quotations are *whole* with what no
    column holds (two queries more an article).  With *dry_run* everything is done and rolled
    back.  Extraction is over before the store is locked.  An article in which a bug of ours shows is one that failed;
    errors of the database end the whole.  *jobs* is how many processes extract (:func:`extracted`).  What they
    find goes through *watched*, which may end early: then what came is stored, and the run is over.

    :raises UsageProblem: a title or URL is given for several articles; nothing is stored.
    :raises ProblemsFound: in the end, where something that was stored is not there any more.
    """
    run: int | None = None
    noted = 0
    if given.get("title") or given.get("url"):
        items = iter(items)
        first = tuple(islice(items, 2))
        if len(first) > 1:
            raise UsageProblem("--title and --url belong to one article, and there are several here")
        items = chain(first, items)
    for found in watched(extracted(items, given, jobs=jobs)):
        item, article, quotes = found.item, found.article, found.quotes
        added = Addition(item)
        if article is not None and quotes is not None:
            try:
                with store.writing() as session:
                    started = run if run is not None else start_run(session, command, PROGRAM)
                    saved = save_article(session, article, quotes, extractor=found.extractor, run=started)
                    _note(session, started, item, saved.outcome.value, article=saved.article)
                    rows = of_article(session, saved.article)
                    told = tuple(whole_rows(session, rows) if whole else rows)
                    if dry_run:
                        session.rollback()
                run = None if dry_run else started
                added = Addition(item, article, saved, told, (*found.notes, *saved.remarks))
            except Exception as error:
                added = Addition(replace(item, error=_failure(error)))
        if added.failed and not dry_run:
            with store.writing() as session:
                started = run if run is not None else start_run(session, command, PROGRAM)
                _note(session, started, item, "failed", error=str(added.item.error))
            run = started
        noted += 1
        yield added
    if run is not None and not dry_run:
        with store.writing() as session:
            missing = finish_run(session, run, noted)
        if missing:
            raise ProblemsFound(
                f"{missing} of {noted} sources that were noted in {store.place} are there no more: it was damaged, or "
                "another file was put in its place; add them again: what is there stays as it is"
            )


def _failure(error: Exception) -> UnreadableSource:
    """Returns the message for *error*, met while storing an article; raises it again if it is not about the article."""
    if not is_of_article(error):
        raise error
    return error if isinstance(error, UnreadableSource) else ArticleFailed(error)


def _note(
    session: Any, run: int, item: Item, outcome: str, *, article: int | None = None, error: str | None = None
) -> None:
    add_item(
        session,
        run,
        source=item.source,
        record=item.record,
        sha256=item.sha256,
        outcome=outcome,
        article=article,
        error=error,
    )


def import_rows(
    store: Store, source: str, table: Table, columns: Columns, *, dry_run: bool = False
) -> Iterator[tuple[TableRow, ImportResult]]:
    """Imports the rows of *table* as attributed quotations; yields what became of each, in order.

    All is one transaction, which ends behind the last row: where reading breaks off or is interrupted, nothing is
    stored.  With *dry_run* everything is done and rolled back, and so it is where nothing was new.
    """
    with store.writing() as session:
        run = start_run(session, "import", PROGRAM)
        importer = Importer(session, run)
        left, stored = iter(table.rows), 0
        while rows := list(islice(left, BATCH)):
            for row, result in _imported(importer, columns, rows):
                stored += result.outcome is Imported.STORED
                yield row, result
        if dry_run or not stored:
            session.rollback()
            return
        add_item(session, run, source=source, record=None, sha256=None, outcome="imported")
        finish_run(session, run, 1)


def _imported(
    importer: Importer, columns: Columns, rows: Sequence[TableRow]
) -> Iterator[tuple[TableRow, ImportResult]]:
    refused: dict[int, str] = {}
    quotations = []
    for row in rows:
        try:
            if row.problem is not None:
                raise UnreadableSource(row.problem)
            quotations.append(quotation_of(row.cells, columns))
        except UnreadableSource as error:
            refused[row.number] = str(error)
    results = (
        result._replace(note="; it ".join(filter(None, (each.note, result.note))) or None)
        for each, result in zip(quotations, importer.add(quotations), strict=True)
    )
    for row in rows:
        reason = refused.get(row.number)
        yield row, next(results) if reason is None else ImportResult(Imported.REFUSED, None, reason)


def reextract(
    store: Store,
    articles: Sequence[int],
    *,
    dry_run: bool = False,
    note: str | None = None,
    jobs: int | None = 1,
    watched: Callable[[Iterator[ReadAgain]], Iterable[ReadAgain]] = iter,
) -> Iterator[tuple[int, Reextraction | FailedReextraction]]:
    """Reads stored articles (ids) again with this extractor; yields the operation and what became of each.

    One transaction an article, all of them one operation.  With *dry_run* everything is done and rolled back.  An
    article in which a bug of ours shows stays as it was; errors of the database end the whole.  *jobs* is how many
    processes extract (:func:`quotes.jobs.in_order`).  What they find goes through *watched*, which may end early.
    """
    number: int | None = None
    for stored, found in watched(in_order(extract_quotes, _read_again(store, articles), jobs)):
        ours = number or 0
        done: Reextraction | FailedReextraction
        quotes = stored.error or found
        if isinstance(quotes, UnreadableSource):
            yield ours, FailedReextraction(stored.uid, quotes)
            continue
        try:
            with store.writing() as session:
                row = session.get(ArticleRow, stored.id)
                if row is None:
                    continue  # erased meanwhile
                ours = number or next_number(session)
                with operation(session, REEXTRACTED, note=note, number=ours) as running:
                    running.said = f"read articles again with {EXTRACTOR}"
                    done = store_again(running, row, quotes or (), EXTRACTOR)
                if dry_run:
                    session.rollback()
            if running.changes and not dry_run:
                number = ours
        except Exception as error:
            ours, done = number or 0, FailedReextraction(stored.uid, _failure(error))
        yield ours, done


def _read_again(store: Store, articles: Sequence[int]) -> Iterator[Task[StoredText, Article]]:
    """Yields the stored articles (ids) that are still there, each to be extracted unless its reading met a bug."""
    for identity in articles:
        uid = ""
        try:
            with store.reading() as session:
                row = session.get(ArticleRow, identity)
                if row is None:
                    continue
                uid = row.uid
                value = article_value(session, row)
        except Exception as error:
            yield Task(StoredText(identity, uid, _failure(error)), None)
        else:
            yield Task(StoredText(identity, uid), value, len(value.text))


def set_article(
    store: Store, given: str, fields: dict[str, Any], *, dry_run: bool = False, note: str | None = None
) -> Receipt:
    """Changes what is known of an article (its title, byline, published_on, outlet, language); a new day of publication
    gives relative phrases ("on Friday") their days anew.

    :raises NotFound: there is no such article.
    """
    redated: Sequence[Quote] = ()
    if "published_on" in fields:
        with store.reading() as session:
            row = find_article(session, given)
            if row.text is not None:
                redated = extract_quotes(replace(article_value(session, row), published_on=fields["published_on"]))
    with store.writing() as session:
        done = set_fields(session, given, fields, redated=redated, note=note)
        if dry_run:
            session.rollback()
    return done
