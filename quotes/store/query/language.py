"""The search language: any text a person types becomes a query; nothing is a syntax error.

``plain words`` all occur; ``"a phrase"``; ``-word`` does not occur; ``word*`` begins a word; ``or`` separates
alternatives and binds looser than juxtaposition; ``speaker: outlet: via: said: date: kind: status: modality:
confidence:`` narrow: the same field twice means either, different fields all hold, ``-field:value`` excludes.
"""

import calendar
import datetime as dt
import re
from enum import StrEnum
from typing import NamedTuple

from quotes.wording import fold, storable

_PIECE = re.compile(
    r"""
    (?P<minus>-)?
    (?: (?P<field>[a-z]+):(?: ["“”](?P<fieldquoted>[^"“”]*)["“”]? | (?P<fieldvalue>[^\s"“”]+) )
      | ["“”](?P<phrase>[^"“”]*)["“”]?(?P<star>\*)?
      | (?P<word>[^\s"“”]+) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
MOST = 200
"""Different pieces of a query that count; what a person types has fewer, and databases limit expressions."""


class Field(StrEnum):
    """What a query can narrow by."""

    SPEAKER = "speaker"
    OUTLET = "outlet"
    VIA = "via"
    SAID = "said"
    DATE = "date"
    KIND = "kind"
    STATUS = "status"
    MODALITY = "modality"
    CONFIDENCE = "confidence"


class Order(StrEnum):
    """What quotations that were found can be ordered by."""

    DATE = "date"
    RELEVANCE = "relevance"
    SAID = "said"
    CONFIDENCE = "confidence"
    STORED = "stored"


class Term(NamedTuple):
    """Folded words that occur one after the other; the last may be the beginning of a word."""

    words: str
    prefix: bool
    negated: bool


class FieldTerm(NamedTuple):
    """A field and the value it must have, as typed."""

    field: Field
    value: str
    negated: bool


class Group(NamedTuple):
    """One alternative: all of its terms hold."""

    terms: tuple[Term, ...]
    fields: tuple[FieldTerm, ...]


class Query(NamedTuple):
    """What a query says: its alternatives (none where it says nothing), and whether only its beginning counts."""

    groups: tuple[Group, ...]
    cut: bool = False

    @property
    def sought(self) -> tuple[tuple[str, bool], ...]:
        """Each phrase that must occur in some alternative, and whether it is a beginning."""
        found = {(term.words, term.prefix): None for group in self.groups for term in group.terms if not term.negated}
        return tuple(found)


def parse_query(text: str) -> Query:
    """*text* as a query.  Never fails."""
    groups: list[Group] = []
    terms: dict[Term, None] = {}
    fields: dict[FieldTerm, None] = {}
    different: set[Term | FieldTerm] = set()
    cut = False

    def close() -> None:
        group = Group(tuple(terms), tuple(fields))
        if (terms or fields) and group not in groups:
            groups.append(group)
        terms.clear()
        fields.clear()

    for match in _PIECE.finditer(storable(text)):
        word = match["word"]
        if word is not None and word.lower() == "or" and not match["minus"]:
            close()
            continue
        piece = _piece(match)
        if piece is None:
            continue
        different.add(piece)
        if len(different) > MOST:
            cut = True
            break
        if isinstance(piece, Term):
            terms[piece] = None
        else:
            fields[piece] = None
    close()
    return Query(tuple(groups), cut)


def _piece(match: re.Match[str]) -> Term | FieldTerm | None:
    word, phrase, negated = match["word"], match["phrase"], match["minus"] is not None
    field = (match["field"] or "").lower()
    value = match["fieldquoted"] if match["fieldquoted"] is not None else match["fieldvalue"]
    if field in set(Field) and value and value.strip():
        return FieldTerm(Field(field), value.strip(), negated)
    raw = phrase if phrase is not None else word if word is not None else f"{field} {value or ''}"
    folded = fold(raw)
    return Term(folded, raw.endswith("*") or match["star"] is not None, negated) if folded else None


_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)
_AGO = re.compile(r"-(\d{1,5})([dwmy])\Z", re.ASCII | re.IGNORECASE)


def days(value: str, today: dt.date | None = None) -> tuple[dt.date | None, dt.date | None] | None:
    """First and last day of ``2025``, ``2025-10``, ``2025-10-09`` or a range ``a..b`` (an end may be missing).

    ``-2w`` is the day two weeks before *today* (default: the local date), alone the time since then; ``d``, ``w``,
    ``m`` and ``y`` are days, weeks, months and years.  None where *value* is no date.
    """
    today = today or dt.date.today()
    first, dots, last = value.partition("..")
    start = _span(first, today) if first else (None, None)
    end = _span(last, today) if dots and last else (None, None) if dots else start
    if start is None or end is None or value == "..":
        return None
    return start[0], today if not dots and _AGO.match(first) else end[1]


def _span(value: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    ago = _AGO.match(value)
    if ago is not None:
        day = _before(today, int(ago[1]), ago[2].lower())
        return day, day
    match = _DAY.match(value)
    if match is None:
        return None
    year, month, day_ = (int(part) if part else None for part in match.groups())
    try:
        if month is None:
            return dt.date(year or 0, 1, 1), dt.date(year or 0, 12, 31)
        if day_ is None:
            return dt.date(year or 0, month, 1), dt.date(year or 0, month, calendar.monthrange(year or 0, month)[1])
        return dt.date(year or 0, month, day_), dt.date(year or 0, month, day_)
    except ValueError:
        return None


def _before(today: dt.date, count: int, unit: str) -> dt.date:
    """*count* units before *today*; the last day of a shorter month; never before the calendar begins."""
    if unit in "dw":
        return today - dt.timedelta(days=min(count * (7 if unit == "w" else 1), today.toordinal() - 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    if months < 12:
        return dt.date.min
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


_SHARE = re.compile(r"(?:0|1|0?\.\d+|1\.0+|\d{1,2}%|100%)\Z", re.ASCII)


def shares(value: str) -> tuple[float, float] | None:
    """Least and greatest confidence of ``0.9`` (at least that), ``0.5..0.9``, ``..0.5`` or ``80%``; None for others."""
    first, _, last = value.partition("..")
    if not (first or last) or not all(_SHARE.match(each) for each in (first, last) if each):
        return None
    return _share(first) if first else 0.0, _share(last) if last else 1.0


def _share(value: str) -> float:
    return int(value[:-1]) / 100 if value.endswith("%") else float(value)
