"""Reads quotations as far as their families need them."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, or_, select

from quotes.store.families.groups import portions, table_of
from quotes.store.families.keys import day_number
from quotes.store.schema import ArticleRow, QuoteRow

_QUOTE, _ARTICLE = table_of(QuoteRow), table_of(ArticleRow)


class Wording(NamedTuple):
    """A quotation as far as families need it."""

    id: int
    words: str
    search_words: str
    speaker: int | None
    article: int
    day: int
    status: str
    family: int | None


_COLUMNS = select(
    _QUOTE.c.id,
    _QUOTE.c.words,
    _QUOTE.c.search_words,
    _QUOTE.c.speaker,
    _QUOTE.c.article,
    _ARTICLE.c.published_on,
    _QUOTE.c.status,
    _QUOTE.c.family,
).join_from(_QUOTE, _ARTICLE, _ARTICLE.c.id == _QUOTE.c.article)


def wordings_of(
    connection: Connection, ids: Iterable[int], speakers: Collection[int | None] = (None,)
) -> dict[int, Wording]:
    """Returns the quotations with *ids*, but not those of other speakers than *speakers* if all of these are known."""
    query = _COLUMNS
    if None not in speakers:
        query = query.where(or_(_QUOTE.c.speaker.is_(None), _QUOTE.c.speaker.in_(speakers)))
    found: dict[int, Wording] = {}
    for some in portions(ids):
        found |= {each.id: each for each in _read(connection, query.where(_QUOTE.c.id.in_(some)))}
    return found


def _read(connection: Connection, query: Select[Any]) -> list[Wording]:
    return [
        Wording(
            id=row[0],
            words=row[1],
            search_words=row[2],
            speaker=row[3],
            article=row[4],
            day=day_number(row[5]),
            status=row[6],
            family=row[7],
        )
        for row in connection.execute(query)
    ]
