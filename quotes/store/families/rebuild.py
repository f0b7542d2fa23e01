"""Finds all families of a store anew, and tells whether those that it has are as they should be."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, Table, delete, func, select, update

from quotes.store.families.groups import ARTICLES, MANY, QUOTATIONS, Grouped, table_of
from quotes.store.families.link import expected_keys, link
from quotes.store.families.wire import expected_text_keys, link_articles
from quotes.store.schema import ArticleRow, ArticleShingleRow, QuoteRow, QuoteShingleRow

_QUOTE, _ARTICLE = table_of(QuoteRow), table_of(ArticleRow)
_KEYS, _TEXT_KEYS = table_of(QuoteShingleRow), table_of(ArticleShingleRow)
_BITS = 64


class Rebuilt(NamedTuple):
    """How many families of quotations there are, and how many groups of articles of nearly the same text."""

    families: int
    wires: int


def rebuild(connection: Connection) -> Rebuilt:
    """Finds every family anew, in the order in which quotations and articles came, so that it finds the same."""
    for table in (_KEYS, _TEXT_KEYS):
        connection.execute(delete(table))
    for grouped in (QUOTATIONS, ARTICLES):
        column = grouped.table.c[grouped.label]
        connection.execute(update(grouped.table).where(column.is_not(None)).values({grouped.label: None}))
    for row, find in ((_QUOTE, link), (_ARTICLE, link_articles)):
        for some in _portions(connection.scalars(select(row.c.id).order_by(row.c.id)).all()):
            find(connection, some)
    return Rebuilt(_groups(connection, QUOTATIONS), _groups(connection, ARTICLES))


def are_missing(connection: Connection) -> bool:
    """Tests whether there are quotations but no keys of any, as in a store from before there were families."""
    there = connection.scalar(select(_QUOTE.c.id).limit(1)) is not None
    return there and connection.scalar(select(_KEYS.c.quote).limit(1)) is None


def faults(connection: Connection, *, quick: bool) -> Iterator[str]:
    """Yields what is wrong with families and their keys; *quick* leaves out reading every quotation and text."""
    for grouped in (QUOTATIONS, ARTICLES):
        wrong = _wrong_labels(connection, grouped)
        if wrong:
            yield f"{grouped.label} is wrong in {wrong} {'group' if wrong == 1 else 'groups'} of {grouped.table.name}"
    if quick:
        return
    for table, expected in ((_KEYS, expected_keys(connection)), (_TEXT_KEYS, expected_text_keys(connection))):
        there = (tuple(row) for row in connection.execute(select(table).execution_options(yield_per=MANY)))
        if _digest(there) != _digest(expected):
            yield f"{table.name}, the index of near wordings, is out of step"


def _wrong_labels(connection: Connection, grouped: Grouped) -> int:
    """Returns how many groups have one member, or a first member that the label doesn't name."""
    table, column = grouped.table, grouped.table.c[grouped.label]
    first = func.min(table.c.id)
    groups = select(column).where(column.is_not(None)).group_by(column).having((first != column) | (func.count() < 2))
    return connection.scalar(select(func.count()).select_from(groups.subquery())) or 0


def _groups(connection: Connection, grouped: Grouped) -> int:
    table: Table = grouped.table
    return connection.scalar(select(func.count()).where(table.c[grouped.label] == table.c.id)) or 0


def _digest(rows: Iterable[tuple[int, ...]]) -> tuple[int, int]:
    """Returns how many *rows* there are and the sum of their hashes, whatever their order."""
    count = total = 0
    for row in rows:
        count += 1
        total += hash(row)
    return count, total % (1 << _BITS)


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    left = iter(ids)
    while some := list(islice(left, MANY)):
        yield some
