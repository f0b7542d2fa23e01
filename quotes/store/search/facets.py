"""Counts by what a search can be narrowed further: speakers, outlets, months, kinds, statuses, media."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from quotes.name_lists import noted
from quotes.store.decisions.operations import batched
from quotes.store.schema import ArticleRow, OutletRow, QuoteCreditRow, QuoteRow, SpeakerRow

MOST_COUNTED = 5000
"""Quotations that are counted: reading more than these for a page would take longer than the search itself."""
SHOWN = 10
"""Values of a facet that are given, the most frequent."""
MONTHS = 24
"""Months that are given, the latest."""


class FacetValue(NamedTuple):
    """A value by which a search can be narrowed: as a filter takes it, as a reader reads it, and how often."""

    value: str
    label: str
    quotations: int


class Facets(NamedTuple):
    """The most frequent values of what can be narrowed, and how many quotations were counted.

    ``speaker`` has uids as values, ``month`` values such as ``2025-10``, latest first.  A quotation counts for
    everybody who has a part in it.
    """

    speaker: tuple[FacetValue, ...]
    outlet: tuple[FacetValue, ...]
    month: tuple[FacetValue, ...]
    kind: tuple[FacetValue, ...]
    status: tuple[FacetValue, ...]
    via: tuple[FacetValue, ...]
    counted: int


def facets(session: Session, found: Select[Any], *, most: int = MOST_COUNTED) -> Facets:
    """Returns the facets of the first *most* quotations that *found*, a query over them, gives."""
    columns = (
        QuoteRow.id, QuoteRow.speaker_id, ArticleRow.outlet_id, ArticleRow.published_on, QuoteRow.kind, QuoteRow.status,
        QuoteRow.via,
    )  # fmt: skip
    rows = session.execute(found.with_only_columns(*columns, maintain_column_froms=True).limit(most)).all()
    speaking = {(row[0], row[1]) for row in rows if row[1] is not None}
    for some in batched([row[0] for row in rows]):
        parties = select(QuoteCreditRow.quote_id, QuoteCreditRow.speaker_id).where(QuoteCreditRow.quote_id.in_(some))
        speaking |= {(quote, speaker) for quote, speaker in session.execute(parties)}
    return Facets(
        _speakers(session, Counter(speaker for _, speaker in speaking)),
        _outlets(session, Counter(row[2] for row in rows if row[2] is not None)),
        _months(Counter(_month(row[3]) for row in rows if row[3] is not None)),
        _plain(Counter(row[4] for row in rows)),
        _plain(Counter(row[5] for row in rows)),
        _plain(Counter(row[6] for row in rows if row[6])),
        len(rows),
    )


def _month(day: dt.date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _ranked(counts: Counter[Any], most: int = SHOWN) -> list[tuple[Any, int]]:
    """Returns the most frequent values, equal ones in their own order, so that both engines give the same."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:most]


def _plain(counts: Counter[str]) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(value, value, count) for value, count in _ranked(counts))


def _months(counts: Counter[str]) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(month, month, counts[month]) for month in sorted(counts, reverse=True)[:MONTHS])


def _speakers(session: Session, counts: Counter[int]) -> tuple[FacetValue, ...]:
    ranked = _ranked(counts)
    named = {row.id: row for row in session.scalars(_of(SpeakerRow, [each for each, _ in ranked]))}
    return tuple(
        FacetValue(named[each].uid, noted(named[each].name, named[each].note), count) for each, count in ranked
    )


def _outlets(session: Session, counts: Counter[int]) -> tuple[FacetValue, ...]:
    ranked = _ranked(counts)
    named = {row.id: row.name for row in session.scalars(_of(OutletRow, [each for each, _ in ranked]))}
    return tuple(FacetValue(named[each], named[each], count) for each, count in ranked)


def _of(table: Any, ids: Sequence[int]) -> Select[Any]:
    return select(table).where(table.id.in_(ids))
