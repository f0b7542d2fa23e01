"""Search over stored quotations: one query language, two engines, equal results."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session

from quotes.store.filters import Filter, contains, narrowed, said_by, speakers_called
from quotes.store.outlets import find_outlet
from quotes.store.query import FieldTerm, Group, Term, days, parse_query
from quotes.store.rows import fetched, quotations
from quotes.store.schema import ArticleRow, QuoteRow

ORDERS = ("date", "said", "confidence", "stored")
"""What results can be ordered by: newest or surest first."""


def search(
    session: Session, query: str, wanted: Filter, *, limit: int | None = None, order: str = "date"
) -> list[dict[str, Any]]:
    """The quotations that *query* finds among those that *wanted* keeps, newest first, as columns of ``quote_list``.

    An empty query finds all.

    :raises NotFound: a filter names a speaker or outlet that isn't there.
    """
    return fetched(session, ordered(matching(session, query, wanted), order).limit(limit))


def matching(session: Session, query: str, wanted: Filter) -> Select[Any]:
    """The query behind :func:`search`, not yet ordered."""
    found = narrowed(session, quotations(), wanted)
    groups = parse_query(query)
    if groups:
        return found.where(or_(*(_group(session, group) for group in groups)))
    return found.where(false()) if query.strip() else found


def ordered(query: Select[Any], order: str) -> Select[Any]:
    """*query* newest, latest said, surest or latest stored first; equal ones in the order of storing."""
    first = {
        "date": ArticleRow.published_on,
        "said": func.coalesce(QuoteRow.said_on, ArticleRow.published_on),
        "confidence": QuoteRow.confidence,
        "stored": QuoteRow.id,
    }[order]
    if order == "stored":
        return query.order_by(first.desc())
    return query.order_by(first.desc().nulls_last(), ArticleRow.id.desc(), QuoteRow.id)


def suggestion(session: Session, query: str) -> str | None:
    """A better query where the words are a speaker's name: ``speaker:"Dana Okafor"``."""
    words = query.strip()
    if not words or ":" in words or not speakers_called(session, words):
        return None
    return f'speaker:"{words}"' if " " in words else f"speaker:{words}"


def _group(session: Session, group: Group) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    wanted = [term for term in group.terms if not term.negated]
    if wanted:
        conditions.append(_occurs(session, wanted))
    conditions += [not_(_occurs(session, [term])) for term in group.terms if term.negated]
    fields: dict[str, list[ColumnElement[bool]]] = {}
    for term in group.fields:
        condition = _field(session, term)
        if term.negated:
            conditions.append(not_(func.coalesce(condition, false())))
        else:
            fields.setdefault(term.field, []).append(condition)
    conditions += [or_(*either) for either in fields.values()]
    return and_(*conditions)


def _occurs(session: Session, terms: list[Term]) -> ColumnElement[bool]:
    """All of *terms* occur in the words."""
    if session.get_bind().dialect.name == "sqlite":
        match = " AND ".join(f'"{term.words}"{" *" if term.prefix else ""}' for term in terms)
        index: Select[Any] = select(literal_column("rowid")).select_from(table("quote_search"))
        return QuoteRow.id.in_(index.where(literal_column("quote_search").op("MATCH")(match)))
    parts = []
    for term in terms:
        words = term.words.split()
        if term.prefix:
            words[-1] += ":*"
        parts.append("(" + " <-> ".join(f"'{w[:-2]}':*" if w.endswith(":*") else f"'{w}'" for w in words) + ")")
    vector = func.to_tsvector(text("'simple'::regconfig"), QuoteRow.search_words)
    return vector.bool_op("@@")(func.to_tsquery(text("'simple'::regconfig"), " & ".join(parts)))


def _field(session: Session, term: FieldTerm) -> ColumnElement[bool]:
    if term.field == "speaker":
        found = speakers_called(session, term.value)
        return said_by(found) if found else false()
    if term.field == "outlet":
        outlet = find_outlet(session, term.value)
        return ArticleRow.outlet_id == outlet if outlet is not None else false()
    if term.field == "via":
        return contains(session, QuoteRow.via, term.value)
    if term.field in ("kind", "status"):
        column = QuoteRow.kind if term.field == "kind" else QuoteRow.status
        return column == term.value.lower()
    span = days(term.value)
    if span is None:
        return false()
    first, last = span
    conditions = []
    if term.field == "date":
        conditions += [ArticleRow.published_on >= first] if first else []
        conditions += [ArticleRow.published_on <= last] if last else []
    else:
        conditions += [func.coalesce(QuoteRow.said_on_end, QuoteRow.said_on) >= first] if first else []
        conditions += [QuoteRow.said_on <= last] if last else []
    return and_(*conditions)


def count(session: Session, query: Select[Any]) -> int:
    """How many rows *query* finds."""
    return session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
