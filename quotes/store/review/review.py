"""Chooses quotations for a person to look at, and estimates precision from a random sample of them."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from quotes.store.decisions.operations import batched
from quotes.store.query.filters import Filter
from quotes.store.review.verdicts import first_values
from quotes.store.schema import QuoteRow
from quotes.store.search.search import count, matching
from quotes.store.statuses import JUDGED, Status

Z = 1.959963984540054
"""The normal quantile of a two-sided interval of 95 %."""


class PrecisionEstimate(NamedTuple):
    """The number of judged quotations, how many were right, and the Wilson interval (95 %) of that share.

    One that was corrected or rejected was not right.  The figures are None where nothing was judged.
    """

    right: int
    judged: int
    left: int
    """Of the sample, not judged yet."""
    share: float | None
    low: float | None
    high: float | None


def by_doubt(
    session: Session, query: str, filters: Filter, *, limit: int | None = None, after: int | None = None
) -> list[int]:
    """Returns the ids of the undecided quotations that query and filters find, the least sure first; at most *limit*.

    With *after*, the id of a quotation, only those behind it, whether it is decided meanwhile or not.
    """
    ids = _undecided(session, query, filters).with_only_columns(QuoteRow.id, maintain_column_froms=True)
    there = None if after is None else session.get(QuoteRow, after)
    if there is not None:
        # A correction takes the confidence away: such a quotation stands where it stood before somebody decided.
        confidence = first_values(session, there.id).get("confidence", there.confidence)
        equal = QuoteRow.confidence.is_not_distinct_from(confidence) & (QuoteRow.id > there.id)
        behind = QuoteRow.confidence.is_not(None) if confidence is None else QuoteRow.confidence > confidence
        ids = ids.where(or_(equal, behind))
    return list(session.scalars(ids.order_by(QuoteRow.confidence.asc().nulls_first(), QuoteRow.id).limit(limit)))


def undecided(session: Session, query: str, filters: Filter) -> int:
    """Returns how many quotations :func:`by_doubt` gives."""
    return count(session, _undecided(session, query, filters))


def _undecided(session: Session, query: str, filters: Filter) -> Select[Any]:
    return matching(session, query, replace(filters, status=filters.status or Status.EXTRACTED.value))


def sample(session: Session, query: str, filters: Filter, size: int, seed: int) -> list[int]:
    """Returns the ids of *size* quotations drawn at random from all that query and filters find, decided or not, in
    random order.

    What is decided already belongs to the population: else the sample would be of what was left over.  The same seed
    over the same quotations draws the same sample, so an interrupted review goes on where it was.
    """
    ids: set[int] = set()
    statuses = (filters.status,) if filters.status else (Status.EXTRACTED.value, *JUDGED)
    for status in statuses:
        found = matching(session, query, replace(filters, status=status))
        ids |= set(session.scalars(found.with_only_columns(QuoteRow.id, maintain_column_froms=True)))
    population = sorted(ids)
    return random.Random(seed).sample(population, min(size, len(population)))


def is_open(session: Session, quotation: int) -> bool:
    """Tests whether nobody has decided about a quotation yet."""
    return session.scalar(select(QuoteRow.status).where(QuoteRow.id == quotation)) not in JUDGED


def precision(session: Session, ids: Sequence[int]) -> PrecisionEstimate:
    """Estimates the share of these quotations that people found right."""
    statuses: list[str] = []
    for some in batched(ids):
        statuses += session.scalars(select(QuoteRow.status).where(QuoteRow.id.in_(some)))
    judged = [status for status in statuses if status in JUDGED]
    right = judged.count(Status.CONFIRMED.value)
    low, high = wilson(right, len(judged)) if judged else (None, None)
    return PrecisionEstimate(
        right, len(judged), len(ids) - len(judged), right / len(judged) if judged else None, low, high
    )


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Returns the Wilson score interval (95 %) of a share, each end within 0 and 1; *judged* is at least 1.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.
    """
    share = right / judged
    scale = 1 + Z**2 / judged
    middle = (share + Z**2 / (2 * judged)) / scale
    half = Z / scale * math.sqrt(share * (1 - share) / judged + Z**2 / (4 * judged**2))
    return max(0.0, middle - half), min(1.0, middle + half)
