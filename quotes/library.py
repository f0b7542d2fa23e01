"""A store from Python: the calls behind ``quotes.open_store``.

::

    import quotes

    with quotes.open_store("quotes.db") as store:
        added = store.add("“We open in spring,” said Dana Okafor.", outlet="Example Daily", date="2025-10-10")
        for quotation in store.search("spring", speaker="Okafor"):
            print(quotation.uid, quotation.speaker, quotation.words)

Days are :class:`datetime.date` or text (2025-10-09; as a bound also 2025-10, 2025, -2w, yesterday).
Whatever goes wrong is a :class:`quotes.errors.QuotesError`, as on the command line: NotFound, UsageProblem,
SchemaMismatch, DatabaseBusy …  So are values of a wrong type, and a store that was closed.
"""

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from types import TracebackType
from typing import Any, NamedTuple, Self, Unpack

from quotes.batches import Addition
from quotes.errors import QuotesError, UsageProblem
from quotes.filters import Day, Filters, filter_of
from quotes.ingest import Item
from quotes.ingest.given_articles import given_article, is_a
from quotes.model import Article
from quotes.store.database.connect import Store
from quotes.store.database.connect import open_store as opened
from quotes.store.database.engine import WAIT
from quotes.store.query.language import Order
from quotes.store.search.run_report import report
from quotes.store.search.search import search
from quotes.store.search.sql import MOST_ROWS
from quotes.store.speakers.lookup import SpeakerLine, speakers
from quotes.wording import storable
from quotes.workflow import add

SOURCE = "python"
"""What runs note as the source of articles that were handed over without a URL or an id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredQuotation:
    """A quotation of the store: the columns of the CSV export, in its order."""

    uid: str
    words: str
    speaker: str | None
    speaker_uid: str | None
    speaker_kind: str | None
    outlet: str | None
    published_on: dt.date | None
    said_on: dt.date | None
    said_on_end: dt.date | None
    said_on_precision: str | None
    said_on_phrase: str | None
    via: str | None
    kind: str
    status: str
    confidence: float | None
    reason: str | None
    cue: str | None
    mention: str | None
    mention_start: int | None
    mention_end: int | None
    start_offset: int | None
    end_offset: int | None
    utterance: int
    article_uid: str
    article_version: int
    external_id: str | None
    title: str | None
    byline: str | None
    url: str | None
    language: str | None
    text_sha256: str | None
    extractor: str | None
    modality: str
    speaker_note: str | None
    also_by: str | None
    reported_by: str | None
    spoken_for: str | None


COLUMNS = tuple(field.name for field in fields(StoredQuotation))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedArticle:
    """The outcome of adding an article: its uid and version, and its quotations, including those stored before."""

    outcome: str
    """``new``, ``new version`` or ``already stored``."""
    uid: str
    version: int
    quotations: tuple[StoredQuotation, ...]
    filled: tuple[str, ...]
    differing: tuple[str, ...]
    """Fields that were filled in, and those left as they were although the article says something else."""
    notes: tuple[str, ...]
    """What had to be replaced, and speakers who may be two people."""


class Table(NamedTuple):
    """The answer of a report."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def records(self) -> list[dict[str, Any]]:
        """Returns each row as a dictionary by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class QuoteStore:
    """An opened store.  Made by :func:`open_store`; close it, or use it in a ``with`` statement."""

    def __init__(self, store: Store) -> None:
        self.place = store.place
        """How messages name the store: its path, or its URL without the password."""
        self._opened: Store | None = store

    @property
    def _store(self) -> Store:
        """The open store.

        :raises UsageProblem: it was closed.
        """
        if self._opened is None:
            raise UsageProblem(f"{self.place} was closed")
        return self._opened

    def add(
        self,
        article: str | Article,
        *,
        id: str | None = None,
        outlet: str | None = None,
        date: Day | None = None,
        title: str | None = None,
        byline: str | None = None,
        url: str | None = None,
    ) -> AddedArticle:
        """Extracts the quotations of *article*, a text or an :class:`Article`, and stores both, all or nothing.

        What is given beside it replaces what the article says.  The same article again changes nothing but fills empty
        fields; another text of the same URL is its next version.

        :raises UsageProblem: it is neither, a field of it is of another type than it should be, or a day is none.
        :raises ArticleFailed: a bug of ours that the text met; nothing of it is stored.
        :raises DatabaseBusy: another writer was not done after the wait.
        """
        value = given_article(article)
        given: dict[str, Any] = {"id": id, "outlet": outlet, "title": title, "byline": byline, "url": url}
        value = given_article(replace(value, **{name: each for name, each in given.items() if each is not None}), date)
        return next(self.add_all((value,)))

    def add_all(self, articles: Iterable[str | Article]) -> Iterator[AddedArticle]:
        """Adds several articles as :meth:`add` does, in one run and one transaction each: what has been yielded is
        stored.

        :raises UsageProblem: *articles* is one article, or no series of any.
        :raises QuotesError: the first error ends it; what was yielded before is stored.
        """
        if isinstance(articles, str | Article) or not isinstance(articles, Iterable):
            raise UsageProblem("several articles are wanted; one is for add")
        values = map(given_article, articles)
        items = (Item(storable(each.url or each.id or SOURCE), None, None, each) for each in values)
        for added in add(self._store, items, {}, command="python", at_once=1):
            if added.item.error is not None:
                raise added.item.error
            yield _added(added)

    def search(
        self,
        query: str = "",
        *,
        order: str = "date",
        reverse: bool = False,
        limit: int | None = None,
        **filters: Unpack[Filters],
    ) -> list[StoredQuotation]:
        """Returns the quotations that *query*, in the query language of ``quotes search``, finds among those that
        *filters* keep: newest first, or in *order* date, oldest, relevance, said, confidence or stored.

        :raises NotFound: a filter names a speaker or outlet that isn't there.
        :raises UsageProblem: an order, filter or day that is none.
        """
        wanted = filter_of(filters)
        is_a("query", query, str)
        if order not in tuple(Order):
            raise UsageProblem(f"there is no order {order!r}; there are {', '.join(Order)}")
        with self._store.reading() as session:
            rows = search(session, query, wanted, limit=_limit(limit), order=Order(order), reverse=reverse)
        return [_quotation(row) for row in rows]

    def speakers(
        self, *, every: bool = False, limit: int | None = None, **filters: Unpack[Filters]
    ) -> list[SpeakerLine]:
        """Returns speakers with counts of what was said, most quoted first; with *every* also those known only within
        one article. With *filters* only what they keep is counted.

        :raises NotFound: a filter names a speaker or outlet that isn't there.
        """
        wanted = filter_of(filters) if filters else None
        with self._store.reading() as session:
            return speakers(session, every=every, limit=_limit(limit), filters=wanted)

    def report(
        self,
        name: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        query: str = "",
        limit: int | None = None,
        **filters: Unpack[Filters],
    ) -> Table:
        """Returns the answer of the report called *name* over what *query* finds among the quotations that *filters*
        keep.

        :raises NotFound: there is no such report, speaker or outlet.
        :raises UsageProblem: a parameter that the report doesn't take, or a value that cannot be read.
        """
        is_a("name of a report", name, str)
        is_a("parameters", parameters, Mapping | None)
        is_a("query", query, str)
        wanted = filter_of(filters)
        with self._store.reading() as session:
            _, answer = report(session, name, parameters, query=query, filters=wanted, most=_limit(limit))
        return Table(answer.columns, answer.rows)

    def close(self) -> None:
        """Closes all connections; a second call does nothing."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def __enter__(self) -> Self:
        _ = self._store
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<QuoteStore {self.place}>"


def open_store(
    path_or_url: str | os.PathLike[str] | None = None,
    *,
    create: bool = True,
    read_only: bool = False,
    wait: float = WAIT,
) -> QuoteStore:
    """Opens the store at *path_or_url*: a file of SQLite, ``postgresql://…``, or None for ``QUOTES_DB``, else the
    default.

    A missing one is made, unless *create* is False or it is opened *read_only*; an older one is never upgraded here.
    *wait* is how many seconds a writer waits for another.

    :raises NotFound: there is none, and it isn't to be made.
    :raises SchemaMismatch: it is older (``quotes db upgrade``) or newer than this program.
    :raises DatabaseBusy: it stayed locked.
    :raises QuotesError: it is none of ours, or cannot be opened.
    """
    is_a("path or URL", path_or_url, str | os.PathLike | None)
    is_a("wait", wait, float | int)
    place = None if path_or_url is None else os.fspath(path_or_url)
    if place is not None and (not isinstance(place, str) or "\0" in place):
        raise UsageProblem(f"{place!r} cannot be the path of a file")
    return QuoteStore(opened(place, create=create and not read_only, read_only=read_only, wait=wait))


def _limit(given: int | None) -> int | None:
    """Returns *given* as a limit of rows, at most :data:`MOST_ROWS`, or None for none.

    :raises UsageProblem: it is no number from 0.
    """
    if given is None:
        return None
    if not isinstance(given, int) or given < 0:
        raise UsageProblem(f"{given!r} is no limit; it is a number from 0, or None")
    return min(given, MOST_ROWS)


def _added(added: Addition) -> AddedArticle:
    saved = added.saved
    if saved is None:
        raise QuotesError("nothing was stored")
    return AddedArticle(
        outcome=saved.outcome.value,
        uid=saved.uid,
        version=saved.version,
        quotations=tuple(_quotation(row) for row in added.quotations),
        filled=saved.filled,
        differing=saved.differing,
        notes=(*added.notes, *saved.homonyms),
    )


def _quotation(row: Mapping[str, Any]) -> StoredQuotation:
    return StoredQuotation(**{name: row[name] for name in COLUMNS})
