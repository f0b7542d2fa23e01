"""Search over stored quotations: one query language, two engines, equal results in equal order."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Double,
    Select,
    and_,
    cast,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from quotes.model import Kind, Modality
from quotes.store.query.filters import ANY_MODALITY, Filter, credited, narrowed
from quotes.store.query.identifiers import find_outlet, speakers_called
from quotes.store.query.language import Field, FieldTerm, Group, Order, Query, Term, days, parse_query, shares
from quotes.store.query.text_conditions import contains
from quotes.store.schema import SEARCH_VECTOR, ArticleRow, QuoteRow, Status
from quotes.store.search.rows import fetched, fetched_by_id, quotations

USUAL_LENGTH = 150
"""Characters of a quotation that relevance takes for usual; a longer one needs more of the words to weigh the same."""


def search(
    session: Session, query: str, filters: Filter, *, limit: int | None = None, order: Order = Order.DATE
) -> list[dict[str, Any]]:
    """The quotations that *query* finds among those that *filters* keeps, newest first, as columns of ``quote_list``.

    An empty query finds all.

    :raises NotFound: a filter names a speaker or outlet that isn't there.
    """
    parsed = parse_query(query)
    found = matching(session, parsed if parsed.groups else query, filters)
    return listed(session, ordered(found, order, parsed), limit, parsed)


def listed(session: Session, query: Select[Any], limit: int | None, parsed: Query) -> list[dict[str, Any]]:
    """The first *limit* rows of an ordered *query*, which *parsed* is part of.

    Their ids come first: what decides and orders is in indexes, and whole rows are read only for what is shown.
    """
    if limit is None:
        return fetched(session, query)
    ids = _ids(query)
    if parsed.sought and session.get_bind().dialect.name == "postgresql":
        # Told of the limit, PostgreSQL reads articles from the newest on until the page is full: a word of 2010 is
        # then found after all of them.  It is not told.
        found = ids.cte("found").prefix_with("MATERIALIZED", dialect="postgresql")
        ids = select(found.c.id)
    return fetched_by_id(session, session.scalars(ids.limit(limit)).all())


def _ids(query: Select[Any]) -> Select[Any]:
    return query.with_only_columns(QuoteRow.id, maintain_column_froms=True)


def matching(session: Session, query: str | Query, filters: Filter) -> Select[Any]:
    """The query behind :func:`search`, not yet ordered."""
    found = narrowed(session, quotations(), filters)
    parsed = parse_query(query) if isinstance(query, str) else query
    if parsed.groups:
        return found.where(or_(*(_group(session, group) for group in parsed.groups)))
    return found.where(false()) if isinstance(query, str) and query.strip() else found


def ordered(query: Select[Any], order: Order, parsed: Query | None = None) -> Select[Any]:
    """*query* newest, best fitting (for *parsed*), latest said, surest or latest stored first.

    Equal ones are newest first; those of an article in the order of storing.
    """
    newest = (ArticleRow.published_on.desc().nulls_last(), ArticleRow.id.desc(), QuoteRow.id)
    if order == Order.STORED:
        return query.order_by(QuoteRow.id.desc())
    firsts: dict[Order, Any] = {
        Order.SAID: func.coalesce(QuoteRow.said_on, ArticleRow.published_on),
        Order.CONFIDENCE: QuoteRow.confidence,
        Order.RELEVANCE: relevance(parsed) if parsed is not None else None,
    }
    first = firsts.get(order)
    return query.order_by(*newest) if first is None else query.order_by(first.desc().nulls_last(), *newest)


def relevance(query: Query) -> ColumnElement[Any] | None:
    """How well a quotation fits: more of the words sought, in fewer others, is better; None where none are sought.

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


def suggestion(session: Session, query: str) -> str | None:
    """A better query where the words are a speaker's name: ``speaker:"Dana Okafor"``."""
    words = query.strip().strip('"“”').strip()
    if not words or ":" in words or not speakers_called(session, words):
        return None
    return f'speaker:"{words}"' if " " in words else f"speaker:{words}"


def remarks(session: Session, query: Query) -> list[str]:
    """What in *query* cannot mean what its writer had in mind, a line each: unknown names, dates that are none."""
    found: dict[str, None] = {}
    if query.cut:
        found["the query is very long; only its beginning counts"] = None
    for term in (term for group in query.groups for term in group.fields):
        said = _remark(session, term)
        if said:
            found[said] = None
    return list(found)


def _remark(session: Session, term: FieldTerm) -> str | None:
    field, value = term.field, term.value
    match field:
        case Field.SPEAKER:
            return None if speakers_called(session, value) else f"no speaker is called {value!r}"
        case Field.OUTLET:
            return None if find_outlet(session, value) is not None else f"no outlet is called {value!r}"
        case Field.VIA:
            return None
        case Field.SAID | Field.DATE:
            span = days(value)
            if span is None:
                return f"{field}:{value} is no date (2025, 2025-10, 2025-10-09, -2w, or a range: 2025-10..2025-11)"
            first, last = span
            return f"{field}:{value} ends before it begins" if first and last and last < first else None
        case Field.CONFIDENCE:
            return None if shares(value) else f"confidence:{value} is no share (0.9, 0.5..0.8, 80%)"
        case Field.KIND | Field.STATUS | Field.MODALITY:
            known = {Field.KIND: tuple(Kind), Field.STATUS: tuple(Status)}.get(field, (*Modality, ANY_MODALITY))
            return None if value.lower() in known else f"there is no {field} {value!r}; there are {', '.join(known)}"


def _group(session: Session, group: Group) -> ColumnElement[bool]:
    conditions = _words(session, group.terms)
    fields: dict[Field, list[ColumnElement[bool]]] = {}
    for term in group.fields:
        condition = _field(session, term)
        if term.negated:
            conditions.append(not_(func.coalesce(condition, false())))
        else:
            fields.setdefault(term.field, []).append(condition)
    conditions += [or_(*either) for either in fields.values()]
    return and_(*conditions)


def _words(session: Session, terms: Sequence[Term]) -> list[ColumnElement[bool]]:
    """Conditions that together say: the terms occur, or do not where they are negated."""
    if not terms:
        return []
    required = [term for term in terms if not term.negated]
    banned = [term for term in terms if term.negated]
    if session.get_bind().dialect.name == "postgresql":
        return _words_postgresql(required, banned)
    sought = " AND ".join(map(_fts5, required))
    excluded = " OR ".join(map(_fts5, banned))
    if not required:
        return [QuoteRow.id.not_in(_matched(excluded))]
    return [QuoteRow.id.in_(_matched(f"({sought}) NOT ({excluded})" if banned else sought))]


def _fts5(term: Term) -> str:
    return f'"{term.words}"{" *" if term.prefix else ""}'


def _matched(match: str) -> Select[Any]:
    index: Select[Any] = select(literal_column("rowid")).select_from(table("quote_search"))
    return index.where(literal_column("quote_search").op("MATCH")(match))


def _words_postgresql(required: Sequence[Term], banned: Sequence[Term]) -> list[ColumnElement[bool]]:
    """The index knows which words a quotation has, not where: the text itself says whether they form the phrase."""
    single = [term for term in banned if " " not in term.words]
    parts = [_lexemes(term) for term in required] + [f"!({_lexemes(term)})" for term in single]
    conditions: list[ColumnElement[bool]] = [_in_index(" & ".join(parts))] if parts else []
    conditions += [_in_text(term) for term in required if " " in term.words]
    conditions += [not_(and_(_in_index(_lexemes(term)), _in_text(term))) for term in banned if term not in single]
    return conditions


def _lexemes(term: Term) -> str:
    quoted = [f"'{word}'" for word in term.words.split()]
    if term.prefix:
        quoted[-1] += ":*"
    return " & ".join(quoted)


def _in_index(query: str) -> ColumnElement[bool]:
    return literal_column(SEARCH_VECTOR).bool_op("@@")(cast(query, TSQUERY))


def _in_text(term: Term) -> ColumnElement[bool]:
    padded = literal(" ") + QuoteRow.search_words + literal(" ")
    return func.strpos(padded, f" {term.words}" if term.prefix else f" {term.words} ") > 0


def _field(session: Session, term: FieldTerm) -> ColumnElement[bool]:
    value = term.value
    match term.field:
        case Field.SPEAKER:
            speakers = speakers_called(session, value)
            return credited(session, speakers) if speakers else false()
        case Field.OUTLET:
            outlet = find_outlet(session, value)
            return ArticleRow.outlet_id == outlet if outlet is not None else false()
        case Field.VIA:
            return contains(session, QuoteRow.via, value)
        case Field.KIND:
            return QuoteRow.kind == value.lower()
        case Field.STATUS:
            return QuoteRow.status == value.lower()
        case Field.MODALITY:
            return true() if value.lower() == ANY_MODALITY else QuoteRow.modality == value.lower()
        case Field.CONFIDENCE:
            between = shares(value)
            return false() if between is None else QuoteRow.confidence.between(*between)
        case Field.DATE:
            return _between(value, ArticleRow.published_on, ArticleRow.published_on)
        case Field.SAID:
            return _between(value, QuoteRow.said_on, func.coalesce(QuoteRow.said_on_end, QuoteRow.said_on))


def _between(value: str, begins: Any, ends: Any) -> ColumnElement[bool]:
    """Whether the time from *begins* to *ends* (columns of days) touches the days that *value* gives."""
    span = days(value)
    if span is None:
        return false()
    first, last = span
    conditions = [ends >= first] if first else []
    conditions += [begins <= last] if last else []
    return and_(*conditions)


def count(session: Session, query: Select[Any]) -> int:
    """How many rows *query* finds."""
    return session.scalar(select(func.count()).select_from(_ids(query.order_by(None)).subquery())) or 0
