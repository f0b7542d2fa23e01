"""The search language: any text a person types becomes a query; nothing is a syntax error.

``plain words`` all occur; ``"a phrase"``; ``-word`` does not occur; ``word*`` begins a word; ``or`` separates
alternatives and binds looser than juxtaposition; ``speaker: outlet: via: said: date: kind: status:`` narrow, the
same field twice means either.
"""

import calendar
import datetime as dt
import re
from typing import NamedTuple

from quotes.wording import fold, storable

FIELDS = frozenset({"speaker", "outlet", "via", "said", "date", "kind", "status"})
_PIECE = re.compile(
    r"""
    (?P<minus>-)?
    (?: (?P<field>[a-z]+):(?: "(?P<fieldquoted>[^"]*)"? | (?P<fieldvalue>[^\s"]+) )
      | ["“”](?P<phrase>[^"“”]*)["“”]?
      | (?P<word>[^\s"“”]+) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
MOST = 60
"""Pieces of a query that count; what a person types has fewer, and databases limit the depth of expressions."""


class Term(NamedTuple):
    """Folded words that occur one after the other; the last may be the beginning of a word."""

    words: str
    prefix: bool
    negated: bool


class FieldTerm(NamedTuple):
    """A field and the value it must have, as typed."""

    field: str
    value: str
    negated: bool


class Group(NamedTuple):
    """One alternative: all of its terms hold."""

    terms: tuple[Term, ...]
    fields: tuple[FieldTerm, ...]


def parse_query(text: str) -> tuple[Group, ...]:
    """The alternatives of a query; empty where it says nothing.  Never fails."""
    groups: list[Group] = []
    terms: list[Term] = []
    fields: list[FieldTerm] = []
    for count, match in enumerate(_PIECE.finditer(storable(text))):
        if count >= MOST:
            break
        word = match["word"]
        if word is not None and word.lower() == "or" and not match["minus"]:
            if terms or fields:
                groups.append(Group(tuple(terms), tuple(fields)))
            terms, fields = [], []
            continue
        negated = match["minus"] is not None
        field = (match["field"] or "").lower()
        value = match["fieldquoted"] if match["fieldquoted"] is not None else match["fieldvalue"]
        if field in FIELDS and value and value.strip():
            fields.append(FieldTerm(field, value.strip(), negated))
            continue
        raw = match["phrase"] if match["phrase"] is not None else word if word is not None else f"{field} {value or ''}"
        folded = fold(raw)
        if folded:
            terms.append(Term(folded, raw.endswith("*"), negated))
    if terms or fields:
        groups.append(Group(tuple(terms), tuple(fields)))
    return tuple(groups)


_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


def days(value: str) -> tuple[dt.date | None, dt.date | None] | None:
    """First and last day of ``2025``, ``2025-10``, ``2025-10-09`` or a range ``a..b`` (an end may be missing).

    None where *value* is no date.
    """
    first, dots, last = value.partition("..")
    start = _span(first) if first else (None, None)
    end = _span(last) if dots and last else (None, None) if dots else start
    if start is None or end is None or value == "..":
        return None
    return start[0], end[1]


def _span(value: str) -> tuple[dt.date, dt.date] | None:
    match = _DAY.match(value)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if month is None:
            return dt.date(year or 0, 1, 1), dt.date(year or 0, 12, 31)
        if day is None:
            return dt.date(year or 0, month, 1), dt.date(year or 0, month, calendar.monthrange(year or 0, month)[1])
        return dt.date(year or 0, month, day), dt.date(year or 0, month, day)
    except ValueError:
        return None
