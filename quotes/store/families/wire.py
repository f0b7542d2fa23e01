"""Links articles whose texts are nearly the same: wire copy in forty papers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, select, tuple_

from quotes.store.families.groups import ARTICLES, MANY, Union, insert_missing, portions, table_of
from quotes.store.families.keys import NO_DAY, SKETCH, day_number, text_keys
from quotes.store.schema import ArticleRow, ArticleShingleRow

DAYS = 7
"""Most days between the publications of two prints of one wire story; weeklies print it last."""
LEAST_SHARED = SKETCH // 2
"""Least keys that two articles of nearly the same text have in common: a paper that prints the first half of a story
shares half of its keys with one that prints the whole."""

_ARTICLE, _SHINGLE = table_of(ArticleRow), table_of(ArticleShingleRow)
Keys = Mapping[int, tuple[int, set[int]]]
"""Ids of articles, each with the number of its day and the keys of its text."""


def link_articles(connection: Connection, articles: Iterable[int]) -> None:
    """Finds the articles of nearly the same text as *articles*, which are new, or whose groups were dissolved.

    Like families of quotations, the groups are what pairs connect, whatever the order in which articles arrive.
    """
    for some in portions(articles):
        keys = _keys(connection, some)
        if keys:
            insert_missing(connection, _SHINGLE, _rows(keys))
            _link(connection, keys)


def remove_text_keys(connection: Connection, articles: Iterable[int]) -> None:
    """Deletes the rows of ``article_shingle`` that the texts and days of *articles* as they are now gave them."""
    row = tuple_(_SHINGLE.c.shingle, _SHINGLE.c.day, _SHINGLE.c.article)
    for some in portions(articles):
        rows = _rows(_keys(connection, some))
        for first in range(0, len(rows), MANY):
            connection.execute(delete(_SHINGLE).where(row.in_(rows[first : first + MANY])))


def expected_text_keys(connection: Connection) -> Iterator[tuple[int, int, int]]:
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


def _rows(keys: Keys) -> list[tuple[int, int, int]]:
    return [(shingle, day, article) for article, (day, own) in keys.items() for shingle in sorted(own)]


def _link(connection: Connection, keys: Keys) -> None:
    pairs = [pair for pair, count in _in_common(connection, keys).items() if count >= LEAST_SHARED]
    labels: dict[int, int | None] = {}
    for some in portions({*keys, *(row for pair in pairs for row in pair)}):
        rows = connection.execute(select(_ARTICLE.c.id, _ARTICLE.c.wire).where(_ARTICLE.c.id.in_(some)))
        labels |= {row[0]: row[1] for row in rows}
    union = Union(labels)
    for pair in pairs:
        union.join(*pair)
    union.store(connection, ARTICLES)


def _in_common(connection: Connection, keys: Keys) -> Counter[tuple[int, int]]:
    """Returns how many keys each of the articles with *keys* has in common with others of near days."""
    on_day: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for article, (day, own) in keys.items():
        for shingle in own:
            on_day[day][shingle].append(article)
    found: set[tuple[int, int, int]] = set()
    for day, sought in on_day.items():
        days = _SHINGLE.c.day == NO_DAY if day == NO_DAY else _SHINGLE.c.day.between(day - DAYS, day + DAYS)
        for some in portions(sought):
            rows = select(_SHINGLE.c.shingle, _SHINGLE.c.article).where(_SHINGLE.c.shingle.in_(some), days)
            for shingle, article in connection.execute(rows):
                found |= {(min(own, article), max(own, article), shingle) for own in sought[shingle] if own != article}
    return Counter((a, b) for a, b, _ in found)
