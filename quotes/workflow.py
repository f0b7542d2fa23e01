"""Adds articles, and reads them again: here reading and extraction meet the store."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any, NamedTuple

from quotes.batches import LARGEST, Addition, Batches, ReadBack, failure
from quotes.errors import UnreadableSource, UsageProblem
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
from quotes.store.articles.stories import is_stored
from quotes.store.database.connect import Store
from quotes.store.database.pending import PendingRows
from quotes.store.database.runs import finish_run, item_values, start_run
from quotes.store.decisions.operations import REEXTRACTED, Receipt, next_number, operation
from quotes.store.review.reextract import Reextraction
from quotes.store.review.reextract import reextract as store_again
from quotes.store.schema import ArticleRow, RunItemRow
from quotes.version import EXTRACTOR, PROGRAM

END = object()
EVERYTHING = ReadBack()


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
    read_back: ReadBack = EVERYTHING,
    at_once: int = LARGEST,
    jobs: int | None = 1,
    watched: Callable[[Iterator[Extracted | None]], Iterable[Extracted | None]] = iter,
) -> Iterator[Addition]:
    """Extracts and stores each article, *at_once* in one transaction; yields what became of each, in order.

    *given* fields of :class:`Article` replace what the sources say.  What is yielded is stored, with *dry_run* rolled
    back again.  Extraction is over before the store is locked, and texts that are stored are not extracted again.  An
    article in which a bug of ours shows is one that failed; errors of the database end the whole.  Where reading ends
    with an error or is interrupted, what was extracted until then is stored.  *jobs* is how many processes extract
    (:func:`extracted`).  What they find goes through *watched*, which may end early: then what came is stored, and the
    run is over.

    :raises UsageProblem: a title or URL is given for several articles; nothing is stored.
    :raises ProblemsFound: in the end, where something that was stored is not there any more.
    """
    if given.get("title") or given.get("url"):
        items = iter(items)
        first = tuple(islice(items, 2))
        if len(first) > 1:
            raise UsageProblem("--title and --url belong to one article, and there are several here")
        items = chain(first, items)
    batches = Batches(store, command, dry_run=dry_run, read_back=read_back, at_once=at_once)
    stream = iter(watched(extracted(items, given, is_stored=lambda article: has_text(store, article), jobs=jobs)))
    while True:
        try:
            found = next(stream, END)
        except BaseException:
            yield from batches.store()
            raise
        if isinstance(found, Extracted):
            batches.take(found)
            if not batches.is_over:
                continue
        yield from batches.store()
        if found is END:
            break
    batches.end()


def has_text(store: Store, article: Article) -> bool:
    """Tests whether the text of *article* is stored, and nothing that would need its quotations is to be filled in."""
    with store.reading() as session:
        return is_stored(session, article)


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
        pending = PendingRows(session)
        pending.add(RunItemRow, item_values(run, source=source, record=None, sha256=None, outcome="imported"))
        pending.flush()
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
            ours, done = number or 0, FailedReextraction(stored.uid, failure(error))
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
            yield Task(StoredText(identity, uid, failure(error)), None)
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
