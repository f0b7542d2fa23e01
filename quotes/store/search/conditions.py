"""Turns a parsed query into conditions on quotation rows that mean the same on both engines."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
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
    text,
    true,
)
from sqlalchemy.orm import Session

from quotes.errors import UsageProblem
from quotes.store.query.filters import ANY_MODALITY, Filter, codes_of, credited
from quotes.store.query.identifiers import find_outlet, speakers_called
from quotes.store.query.language import Field, FieldTerm, Group, Nested, Query, Term
from quotes.store.query.text_conditions import contains
from quotes.store.query.values import days, shares
from quotes.store.schema import SEARCH_INDEX, SEARCH_VECTOR, ArticleRow, QuoteRow
from quotes.store.search.around import about, in_article
from quotes.store.search.stated import stated

DATES = "2025, 2025-10, 2025-10-09, -2w, yesterday, or a range: 2025-10..2025-11"
"""How the fields of days may be written, for messages."""
Conditions = dict[FieldTerm, ColumnElement[bool]]
"""Fields that were looked up already, so that what takes seconds is done once, for a search and for what is said about
it.
"""


class Asked(NamedTuple):
    """The session and the filters with which a query is asked, and the fields that were looked up already."""

    session: Session
    filters: Filter
    known: Conditions

    @property
    def on_postgresql(self) -> bool:
        """Whether the engine is PostgreSQL; else it is SQLite."""
        return self.session.get_bind().dialect.name == "postgresql"


def fitting_query(asked: Asked, query: Query) -> ColumnElement[bool]:
    """Returns the condition that a quotation fits one of the alternatives of *query*.

    :raises UsageProblem: a field of days, codes or shares has a value that is none: it can find nothing, and finding
        nothing must not look like an answer to a script.
    """
    return or_(*(_group(asked, group) for group in query.groups))


def _group(asked: Asked, group: Group) -> ColumnElement[bool]:
    nested = group.nested
    if asked.on_postgresql:
        conditions = _words_postgresql(group.terms)
    else:
        in_index = tuple(each for each in nested if _fts5_nested(each) is not None)
        nested = tuple(each for each in nested if each not in in_index)
        conditions = _words_sqlite(group.terms, in_index)
    for each in nested:
        condition = or_(*(_group(asked, inner) for inner in each.groups))
        conditions.append(not_(func.coalesce(condition, false())) if each.negated else condition)
    fields: dict[str, list[ColumnElement[bool]]] = {}
    for term in group.fields:
        plain = term._replace(negated=False)
        if plain not in asked.known:
            asked.known[plain] = _field(asked, term)
        condition = asked.known[plain]
        if term.negated:
            conditions.append(not_(func.coalesce(condition, false())))
        else:
            fields.setdefault(term.field, []).append(condition)
    conditions += [or_(*either) for either in fields.values()]
    return and_(*conditions)


def _words_sqlite(terms: Sequence[Term], nested: Sequence[Nested]) -> list[ColumnElement[bool]]:
    """Returns the conditions that the terms and the parentheses occur, or do not if they are negated."""
    sought, excluded = _fts5_parts(terms, nested)
    if sought:
        return [QuoteRow.id.in_(indexed(_fts5_all(sought, excluded)))]
    return [QuoteRow.id.not_in(indexed(" OR ".join(excluded)))] if excluded else []


def _fts5_parts(terms: Sequence[Term], nested: Sequence[Nested]) -> tuple[list[str], list[str]]:
    """Returns what must occur and what must not, as expressions of FTS5."""
    written = [(_fts5_nested(each) or "", each.negated) for each in nested]
    sought = [_fts5(term) for term in terms if not term.negated] + [each for each, negated in written if not negated]
    excluded = [_fts5(term) for term in terms if term.negated] + [each for each, negated in written if negated]
    return sought, excluded


def _fts5_all(sought: Sequence[str], excluded: Sequence[str]) -> str:
    together = " AND ".join(sought)
    return f"({together}) NOT ({' OR '.join(excluded)})" if excluded else together


def _fts5(term: Term) -> str:
    return f'"{term.words}"{" *" if term.prefix else ""}'


def _fts5_nested(nested: Nested) -> str | None:
    """Returns parentheses as an expression of FTS5, or None if they ask for more than words, or only for the absence of
    words.
    """
    alternatives: list[str] = []
    for group in nested.groups:
        if group.fields or any(_fts5_nested(each) is None for each in group.nested):
            return None
        sought, excluded = _fts5_parts(group.terms, group.nested)
        if not sought:
            return None
        alternatives.append(f"({_fts5_all(sought, excluded)})")
    return f"({' OR '.join(alternatives)})"


def words_alone(query: Query) -> str | None:
    """Returns *query* as an expression of FTS5, or None if it asks for more than words, or for nothing."""
    return _fts5_nested(Nested(query.groups, negated=False)) if query.groups else None


def indexed(match: str) -> Select[Any]:
    """Returns the rows of SQLite's full-text index that fit an expression of FTS5."""
    index: Select[Any] = select(literal_column("rowid")).select_from(table("quote_search"))
    return index.where(literal_column("quote_search").op("MATCH")(match))


def _words_postgresql(terms: Sequence[Term]) -> list[ColumnElement[bool]]:
    """Returns the conditions that the terms occur, or do not. The index knows which words a quotation has, but not
    where, so the text itself decides on phrases.
    """
    required = [term for term in terms if not term.negated]
    banned = [term for term in terms if term.negated]
    single = [term for term in banned if " " not in term.words]
    parts = [_lexemes(term) for term in required] + [f"!({_lexemes(term)})" for term in single]
    conditions: list[ColumnElement[bool]] = [_in_index(" & ".join(parts))] if parts else []
    conditions += [_in_text(term) for term in required if " " in term.words]
    conditions += [not_(and_(_in_index(_lexemes(term)), _in_text(term))) for term in banned if term not in single]
    return conditions


def ids_with(session: Session, words: Sequence[str]) -> Select[Any]:
    """Returns the query for the ids of the quotations, hidden ones too, that have all of *words*, folded words or
    phrases, as the index gives them: with a limit it reads no further.
    """
    terms = [Term(each, prefix=False, negated=False) for each in words if each]
    if not terms:
        return select(QuoteRow.id).where(false())
    if session.get_bind().dialect.name == "sqlite":
        return indexed(" AND ".join(map(_fts5, terms)))
    return select(QuoteRow.id).where(*_words_postgresql(terms))


def frequent_words(session: Session, most: int) -> list[str]:
    """Returns words that more than about *most* quotations have, as far as the engine has counted them; SQLite has not.

    PostgreSQL's ``ANALYZE`` counts the thousand most frequent ones of the index.
    """
    if session.get_bind().dialect.name == "sqlite":
        return []
    query = text(
        "SELECT word FROM pg_stats, pg_class, unnest(most_common_elems::text::text[], most_common_elem_freqs) "
        "AS counted (word, share) WHERE schemaname = current_schema() AND tablename = :index "
        "AND oid = CAST(tablename AS regclass) AND share * reltuples > :most"
    )
    return list(session.scalars(query, {"index": SEARCH_INDEX, "most": most}))


def _lexemes(term: Term) -> str:
    quoted = [f"'{word}'" for word in term.words.split()]
    if term.prefix:
        quoted[-1] += ":*"
    return " & ".join(quoted)


def _in_index(query: str) -> ColumnElement[bool]:
    from sqlalchemy.dialects.postgresql import TSQUERY  # takes 20 ms to load, and SQLite has no use for it

    return literal_column(SEARCH_VECTOR).bool_op("@@")(cast(query, TSQUERY))


def _in_text(term: Term) -> ColumnElement[bool]:
    padded = literal(" ") + QuoteRow.search_words + literal(" ")
    return func.strpos(padded, f" {term.words}" if term.prefix else f" {term.words} ") > 0


def _field(asked: Asked, term: FieldTerm) -> ColumnElement[bool]:
    session, value = asked.session, term.value
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
            return QuoteRow.kind.in_(codes_of(Field.KIND, value))
        case Field.STATUS:
            return QuoteRow.status.in_(codes_of(Field.STATUS, value))
        case Field.MODALITY:
            codes = codes_of(Field.MODALITY, value)
            return true() if ANY_MODALITY in codes else QuoteRow.modality.in_(codes)
        case Field.CONFIDENCE:
            return QuoteRow.confidence.between(*_shares(value))
        case Field.DATE:
            return _between(term.field, value, ArticleRow.published_on, ArticleRow.published_on)
        case Field.SAID:
            ends = func.coalesce(QuoteRow.said_on_end, QuoteRow.said_on)
            return _between(term.field, value, QuoteRow.said_on, ends)
        case Field.TITLE:
            return in_article(session, ArticleRow.title, value, asked.filters)
        case Field.BYLINE:
            return in_article(session, ArticleRow.byline, value, asked.filters)
        case Field.SECTION:
            return in_article(session, ArticleRow.section, value, asked.filters)
        case Field.ABOUT:
            return about(session, value, asked.filters)
        case attribute:
            return stated(session, attribute, value)


def _shares(value: str) -> tuple[float, float]:
    """Returns the least and greatest confidence that *value* gives.

    :raises UsageProblem: *value* is no share.
    """
    between = shares(value)
    if between is None:
        raise UsageProblem(f"{Field.CONFIDENCE}:{value} is no share (0.9, 0.5..0.8, 80%)")
    return between


def _between(field: str, value: str, begins: Any, ends: Any) -> ColumnElement[bool]:
    """Returns the condition that the time from *begins* to *ends* (columns of days) overlaps the days that *value*
    gives.

    :raises UsageProblem: *value* is no date.
    """
    span = days(value)
    if span is None:
        raise UsageProblem(f"{field}:{value} is no date ({DATES})")
    first, last = span
    conditions = [ends >= first] if first else []
    conditions += [begins <= last] if last else []
    return and_(*conditions)
