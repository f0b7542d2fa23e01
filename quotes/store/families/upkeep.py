"""Keeps families right while rows come, change and go."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from quotes.store.families.groups import ARTICLES, QUOTATIONS, dissolve, portions, table_of
from quotes.store.families.link import link, remove_keys
from quotes.store.families.wire import link_articles, remove_text_keys
from quotes.store.schema import ArticleRow, FamilyTieRow, QuoteRow
from quotes.store.statuses import HIDDEN

DERIVED = frozenset({"family", "wire"})
"""Columns that follow from the others: no decision, so not logged, and found anew where a decision is taken back."""

_QUOTE, _ARTICLE, _TIE = table_of(QuoteRow), table_of(ArticleRow), table_of(FamilyTieRow)
_ALWAYS = frozenset({"search_words", "speaker", "article"})
"""Columns of a quotation of which its family may depend, whatever becomes of them; its status only where it was hidden
or will be."""


def arrived(session: Session, articles: Iterable[int]) -> None:
    """Links *articles*, which were just written, and all their quotations with what the store has."""
    session.flush()
    connection = session.connection()
    ids = list(articles)
    link(connection, _quotations_of(connection, ids))
    link_articles(connection, ids)


def added(session: Session, quotations: Iterable[int]) -> None:
    """Links *quotations*, which were just written, with what the store has."""
    session.flush()
    link(session.connection(), quotations)


class Upkeep:
    """Families under change: what is about to change leaves its family, and :meth:`settle` finds new ones for it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._quotations: set[int] = set()
        self._articles: set[int] = set()

    def before_update(self, table: str, ids: Collection[int], values: Mapping[str, Any]) -> None:
        """Prepares for the columns *values* of the rows *ids* of *table*."""
        if table == _ARTICLE.name and values.keys() & {"published_on", "text"}:
            self.leave_articles(ids)
        elif table == _QUOTE.name and values.keys() & _ALWAYS:
            self.leave(ids, in_words=values.keys() & _ALWAYS != {"speaker"})
        elif table == _QUOTE.name and "status" in values:
            self.leave(self._turning(ids, values["status"]))
        elif table == _TIE.name:
            self._untie(ids)

    def before_delete(self, table: str, ids: Collection[int]) -> None:
        """Prepares for the end of the rows *ids* of *table*."""
        if table == _ARTICLE.name:
            self.leave_articles(ids)
            self._articles -= set(ids)
        elif table == _QUOTE.name:
            self.leave(ids)
            self._quotations -= set(ids)
        elif table == _TIE.name:
            self._untie(ids)

    def after_insert(self, table: str, identity: int) -> None:
        """Notes that *table* has a new row."""
        if table == _ARTICLE.name:
            self._articles.add(identity)
        elif table == _QUOTE.name:
            self._quotations.add(identity)
        elif table == _TIE.name:
            self._untie([identity])

    def leave(self, quotations: Collection[int], *, in_words: bool = True) -> None:
        """Takes the families of *quotations* apart until the end; *in_words* says that their words, days or the part
        that they take may change too, not only their speakers.
        """
        if not quotations:
            return
        self._session.flush()
        connection = self._session.connection()
        self._quotations |= dissolve(connection, QUOTATIONS, quotations)
        if in_words:
            remove_keys(connection, quotations)

    def leave_articles(self, articles: Collection[int]) -> None:
        """Takes the groups of *articles* apart until the end, and the families of their quotations."""
        self._session.flush()
        connection = self._session.connection()
        self._articles |= dissolve(connection, ARTICLES, articles)
        remove_text_keys(connection, articles)
        self.leave(_quotations_of(connection, articles))

    def settle(self) -> None:
        """Finds the families of everything that left one, or is new."""
        if self._quotations or self._articles:
            self._session.flush()
            connection = self._session.connection()
            link(connection, self._quotations)
            link_articles(connection, self._articles)
            self._quotations, self._articles = set(), set()

    def _turning(self, ids: Collection[int], status: str) -> set[int]:
        """Returns those of *ids* that *status* hides, or shows again."""
        found: set[int] = set()
        for some in portions(ids):
            was_hidden = _QUOTE.c.status.in_(HIDDEN)
            turning = was_hidden if status not in HIDDEN else ~was_hidden
            query = select(_QUOTE.c.id).where(_QUOTE.c.id.in_(some), turning)
            found |= set(self._session.connection().scalars(query))
        return found

    def _untie(self, ties: Collection[int]) -> None:
        """Takes the families of the quotations apart that *ties* are about."""
        for some in portions(ties):
            rows = self._session.connection().execute(select(_TIE.c.quote, _TIE.c.other).where(_TIE.c.id.in_(some)))
            self.leave({quotation for row in rows for quotation in row if quotation is not None})


def _quotations_of(connection: Connection, articles: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for some in portions(articles):
        found |= set(connection.scalars(select(_QUOTE.c.id).where(_QUOTE.c.article.in_(some))))
    return found
