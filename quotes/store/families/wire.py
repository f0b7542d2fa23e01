"""Links articles whose texts are nearly the same: wire copy in forty papers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, select, tuple_

from quotes.store.families.groups import ARTICLES, MANY, Union, portions, table_of
from quotes.store.families.index import Entry, Keys, Reach, holders, insert_entries
from quotes.store.families.keys import SKETCH, day_number, text_keys
from quotes.store.schema import ArticleRow, ArticleShingleRow

DAYS = 7
"""Most days between the publications of two prints of one wire story; weeklies print it last."""
LEAST_SHARED = SKETCH // 2
"""Least keys that two articles of nearly the same text have in common: a paper that prints the first half of a story
shares half of its keys with one that prints the whole."""
REACH = Reach(DAYS, 32)
"""Prints of one story have the same keys, so of the many that have one, much the same are read for each."""

_ARTICLE, _SHINGLE = table_of(ArticleRow), table_of(ArticleShingleRow)


def link_articles(connection: Connection, articles: Iterable[int]) -> None:
    """Finds the articles of nearly the same text as *articles*, which are new, or whose groups were dissolved.

    Like families of quotations, the groups are what pairs connect, whatever the order in which articles arrive.
    """
    for some in portions(articles):
        keys = _keys(connection, some)
        if keys:
            # What is near to a repeat is near to the article that it repeats, too.
            repeated = _repeated(connection, keys)
            asking = keys.keys() - repeated.keys()
            shared = Counter((a, b) for a, others in holders(connection, _SHINGLE, asking, keys, REACH) for b in others)
            insert_entries(connection, _SHINGLE, _rows(keys))
            near = [pair for pair, count in shared.items() if count >= LEAST_SHARED]
            same = [(a, b) for a, b in repeated.items() if len(keys[a][1]) >= LEAST_SHARED]
            _link(connection, keys, near + same)


def remove_text_keys(connection: Connection, articles: Iterable[int]) -> None:
    """Deletes the rows of ``article_shingle`` that the texts and days of *articles* as they are now gave them."""
    row = tuple_(_SHINGLE.c.shingle, _SHINGLE.c.day, _SHINGLE.c.article)
    for some in portions(articles):
        rows = _rows(_keys(connection, some))
        for first in range(0, len(rows), MANY):
            connection.execute(delete(_SHINGLE).where(row.in_(rows[first : first + MANY])))


def expected_text_keys(connection: Connection) -> Iterator[Entry]:
    """Yields the rows that ``article_shingle`` should have, in no order."""
    for some in portions(connection.scalars(select(_ARTICLE.c.id)).all()):
        yield from _rows(_keys(connection, some))


def _keys(connection: Connection, articles: Sequence[int]) -> Keys:
    """Returns the keys of those of *articles* that are long enough to be compared."""
    query = select(_ARTICLE.c.id, _ARTICLE.c.published_on, _ARTICLE.c.text).where(
        _ARTICLE.c.id.in_(articles), _ARTICLE.c.text.is_not(None)
    )
    found = {row[0]: (day_number(row[1]), text_keys(row[2])) for row in connection.execute(query)}
    return {article: each for article, each in found.items() if each[1]}


def _repeated(connection: Connection, articles: Iterable[int]) -> dict[int, int]:
    """Returns those of *articles* whose text an earlier article of the same day has, each with such an article."""
    earlier = _ARTICLE.alias()
    found = (
        select(earlier.c.id)
        .where(
            earlier.c.text_sha256 == _ARTICLE.c.text_sha256,
            earlier.c.published_on.is_not_distinct_from(_ARTICLE.c.published_on),
            earlier.c.id < _ARTICLE.c.id,
            earlier.c.text.is_not(None),
        )
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(select(_ARTICLE.c.id, found).where(_ARTICLE.c.id.in_(list(articles))))
    return {row[0]: row[1] for row in rows if row[1] is not None}


def _rows(keys: Keys) -> list[Entry]:
    return [(shingle, day, article) for article, (day, own) in keys.items() for shingle in own]


def _link(connection: Connection, articles: Iterable[int], pairs: Sequence[tuple[int, int]]) -> None:
    labels: dict[int, int | None] = {}
    for some in portions({*articles, *(row for pair in pairs for row in pair)}):
        rows = connection.execute(select(_ARTICLE.c.id, _ARTICLE.c.wire).where(_ARTICLE.c.id.in_(some)))
        labels |= {row[0]: row[1] for row in rows}
    union = Union(labels)
    for pair in pairs:
        union.join(*pair)
    union.store(connection, ARTICLES)
