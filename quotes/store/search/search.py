"""Searches stored quotations: one query language, two engines, equal results in equal order."""

import re
from typing import Any

from sqlalchemy import ColumnElement, Double, Select, cast, false, func, literal, literal_column, select, union_all
from sqlalchemy.orm import Session

from quotes.model import Setting
from quotes.store.query.filters import Filter, narrowed
from quotes.store.query.identifiers import speakers_called
from quotes.store.query.language import Order, Query, parse_query
from quotes.store.schema import ArticleRow, QuoteRow
from quotes.store.search.conditions import Asked, Conditions, fitting_query, indexed, words_alone
from quotes.store.search.rows import fetched, fetched_by_id, quotations
from quotes.store.search.stated import attribute_fields
from quotes.store.statuses import HIDDEN

USUAL_LENGTH = 150
"""Characters of a quotation that relevance takes for usual; a longer one needs more of the words to weigh the same."""


def search(
    session: Session,
    query: str,
    filters: Filter,
    *,
    limit: int | None = None,
    order: Order = Order.DATE,
    reverse: bool = False,
) -> list[dict[str, Any]]:
    """Returns the quotations that *query* finds among those that *filters* keeps, as columns of ``quote_list``, in
    *order* or its reverse.

    An empty query finds all.

    :raises NotFound: a filter names a speaker or outlet that does not exist.
    :raises UsageProblem: a field of days, codes or shares has a value that is none.
    """
    parsed = understood(session, query)
    found = matching(session, parsed if parsed.groups else query, filters)
    return listed(session, ordered(found, order, parsed, reverse=reverse), limit, parsed)


def understood(session: Session, query: str) -> Query:
    """Returns *query* parsed; the attributes that the store states of speakers (party …) are fields in it."""
    parsed = parse_query(query)
    return parse_query(query, attribute_fields(session)) if parsed.unknown else parsed


def listed(
    session: Session, query: Select[Any], limit: int | None, parsed: Query, *, offset: int = 0
) -> list[dict[str, Any]]:
    """Returns the first *limit* rows behind *offset* of an ordered *query*, of which *parsed* is the parsed part.

    Their ids are read first: what decides and orders is in indexes, and whole rows are read only for what is shown.
    """
    if limit is None:
        return fetched(session, query.offset(offset))
    ids = _ids(query)
    if parsed.sought and session.get_bind().dialect.name == "postgresql":
        # Told of the limit, PostgreSQL reads articles from the newest on until the page is full: a word of 2010 is
        # then found after all of them.  It is not told.
        found = ids.cte("found").prefix_with("MATERIALIZED", dialect="postgresql")
        ids = select(found.c.id)
    return fetched_by_id(session, session.scalars(ids.limit(limit).offset(offset)).all())


def _ids(query: Select[Any]) -> Select[Any]:
    return query.with_only_columns(QuoteRow.id, maintain_column_froms=True)


def matching(
    session: Session,
    query: str | Query,
    filters: Filter,
    known: Conditions | None = None,
    *,
    rows: Select[Any] | None = None,
    counting: bool = False,
) -> Select[Any]:
    """Returns the query behind :func:`search`, not yet ordered, or what it leaves of *rows*, another query over
    quotations. *counting* is as in :func:`narrowed`; *known* keeps what is looked up for the next query.
    """
    parsed = understood(session, query) if isinstance(query, str) else query
    asked = Asked(session, filters, {} if known is None else known)

    def fitting(rows: Select[Any]) -> Select[Any]:
        found = narrowed(session, rows, filters, counting=counting)
        if parsed.groups:
            return found.where(fitting_query(asked, parsed))
        return found.where(false()) if isinstance(query, str) and query.strip() else found

    found = fitting(quotations() if rows is None else rows)
    if not filters.distinct:
        return found
    numbered = fitting(_numbered_in_families()).subquery()
    return found.where(QuoteRow.id.in_(select(numbered.c.id).where(numbered.c.place == 1)))


def _numbered_in_families() -> Select[Any]:
    """Returns all quotations by id, each with its place in its family as :func:`as_published` orders it."""
    family = func.coalesce(QuoteRow.family_id, -QuoteRow.id)
    place = func.row_number().over(partition_by=family, order_by=as_published()).label("place")
    return select(QuoteRow.id, place).join(ArticleRow, ArticleRow.id == QuoteRow.article_id)


def as_published() -> tuple[ColumnElement[Any], ...]:
    """Returns what orders the quotations of one utterance, the first published first.

    Of those of one day, which nothing else orders in time, one of a body comes before a headline, and a fuller wording
    before one that is cut, so that the first is what a reader would quote; then the one that was stored first.
    """
    in_headline = QuoteRow.setting == Setting.HEADLINE.value
    fullest = func.length(QuoteRow.search_words).desc()
    return ArticleRow.published_on.asc().nulls_last(), in_headline, fullest, ArticleRow.id.asc(), QuoteRow.id.asc()


def ordered(query: Select[Any], order: Order, parsed: Query | None = None, *, reverse: bool = False) -> Select[Any]:
    """Returns *query* ordered: newest, oldest, best fitting (for *parsed*), latest said, surest or latest
    stored first.

    Equal rows are newest first, and those of an article in the order of storing; a row without a day, or without
    confidence, is last. With *reverse* all of this is the other way round.
    """
    keys: list[tuple[Any, str]]
    match order:
        case Order.STORED:
            keys = [(QuoteRow.id, "desc")]
        case Order.OLDEST:
            keys = [(ArticleRow.published_on, "asc"), (ArticleRow.id, "asc"), (QuoteRow.id, "asc")]
        case _:
            firsts: dict[Order, Any] = {
                Order.SAID: func.coalesce(QuoteRow.said_on, ArticleRow.published_on),
                Order.CONFIDENCE: QuoteRow.confidence,
                Order.RELEVANCE: relevance(parsed) if parsed is not None else None,
            }
            first = firsts.get(order)
            keys = [] if first is None else [(first, "desc")]
            keys += [(ArticleRow.published_on, "desc"), (ArticleRow.id, "desc"), (QuoteRow.id, "asc")]
    return query.order_by(
        *(_directed(column, descends=(way == "desc") != reverse, reverse=reverse) for column, way in keys)
    )


def _directed(column: Any, *, descends: bool, reverse: bool) -> Any:
    directed = column.desc() if descends else column.asc()
    if column is QuoteRow.id or column is ArticleRow.id:
        return directed
    return directed.nulls_first() if reverse else directed.nulls_last()


def relevance(query: Query) -> ColumnElement[Any] | None:
    """Returns how well a quotation fits, or None if *query* seeks no words: more of the words sought, among fewer
    others, is better.

    Okapi BM25 without the rarity of words (all of them occur), in arithmetic that both engines do alike: for each
    phrase ``n / (n + 1.2 × (0.25 + 0.75 × length / usual length))``, summed; ``n`` is how often it occurs.
    """
    padded = literal(" ") + QuoteRow.search_words + literal(" ")
    length = cast(func.length(QuoteRow.search_words), Double)
    total: ColumnElement[Any] | None = None
    for words, is_prefix in query.sought:
        sought = f" {words}" if is_prefix else f" {words} "
        times = cast(func.length(padded) - func.length(func.replace(padded, sought, "")), Double) / len(sought)
        score = times / (times + 0.3 + 0.9 / USUAL_LENGTH * length)
        total = score if total is None else total + score
    return total


def suggestion(session: Session, query: str, filters: Filter) -> str | None:
    """Returns a better query if the words are a speaker's name and that query finds something (``speaker:"Dana
    Okafor"``), else None.
    """
    words = query.strip().strip('"“”').strip()
    if not words or re.search(r"[:()\"“”*]|(?:^|\s)-", words) or not speakers_called(session, words):
        return None
    better = f'speaker:"{words}"' if " " in words else f"speaker:{words}"
    return better if count(session, matching(session, better, filters)) else None


def count(session: Session, query: Select[Any]) -> int:
    """Returns how many rows *query* finds."""
    return session.scalar(select(func.count()).select_from(_ids(query.order_by(None)).subquery())) or 0


MOST_HIDDEN = 20_000
"""Quotations that readers don't see up to which they are listed, and taken off what the full-text index has."""


def how_many(session: Session, query: str, filters: Filter, known: Conditions | None = None) -> int:
    """Returns how many quotations :func:`matching` finds.

    On SQLite words alone are counted in the full-text index, where a match costs a sixth of what looking up its
    quotation and article does; so they are if few quotations are hidden, as almost everywhere.

    :raises NotFound: a filter names a speaker or outlet that does not exist.
    :raises UsageProblem: a field of days, codes or shares has a value that is none.
    """
    parsed = understood(session, query)
    expression = words_alone(parsed) if filters == Filter() and session.get_bind().dialect.name == "sqlite" else None
    if expression is not None:
        hidden = hidden_quotations()
        few = select(func.count()).select_from(hidden.limit(MOST_HIDDEN + 1).subquery())
        if (session.scalar(few) or 0) <= MOST_HIDDEN:
            seen = indexed(expression).where(literal_column("rowid").not_in(hidden))
            return session.scalar(select(func.count()).select_from(seen.subquery())) or 0
    return count(session, matching(session, parsed if parsed.groups else query, filters, known))


def hidden_quotations() -> Select[Any]:
    """Returns the ids of the quotations that readers don't see, for their status or in superseded versions."""
    hidden = select(QuoteRow.id).where(QuoteRow.status.in_(HIDDEN))
    superseded = select(QuoteRow.id).join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
    both = union_all(hidden, superseded.where(ArticleRow.is_current.is_(False))).subquery()
    return select(both.c.id)
