"""Counts what the answer of a report is based on, for the line below its chart."""

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from quotes.reports import Column, Coverage, Report
from quotes.store.query.filters import Filter
from quotes.store.search.run_report import run_report

_COUNTED = Report(
    "coverage",
    "What reports are counted from",
    "Utterances, articles, outlets and days of the quotations that a query and filters leave.",
    """
SELECT COUNT(DISTINCT CASE WHEN speaker IS NOT NULL THEN article_uid || '/' || utterance END) AS credited,
       COUNT(DISTINCT article_uid || '/' || utterance) AS utterances,
       COUNT(DISTINCT article_uid) AS articles,
       COUNT(DISTINCT outlet) AS outlets,
       MIN(published_on) AS first_on,
       MAX(published_on) AS last_on
FROM quote_list
""",
    tuple(
        Column(name, about)
        for name, about in (
            ("credited", "acts of speech with a speaker"),
            ("utterances", "all acts of speech"),
            ("articles", "articles with one"),
            ("outlets", "outlets with one"),
            ("first_on", "first day of publication"),
            ("last_on", "last day of publication"),
        )
    ),
)


def coverage(session: Session, filters: Filter | None = None, query: str = "") -> Coverage:
    """Returns how many utterances, articles and outlets *query* finds among those that *filters* keeps, and their first
    and last day.

    Utterances without a speaker count only if there are no others, as when only these were asked for.
    """
    answer = run_report(session, _COUNTED, filters=filters, query=query)
    credited, utterances, articles, outlets, first, last = answer.rows[0]
    return Coverage(credited or utterances, articles, outlets, _day(first), _day(last))


def _day(value: Any) -> dt.date | None:
    """Returns a value of our SQL, which engines give as a day or as text, as a day."""
    return None if value is None else dt.date.fromisoformat(str(value)[:10])
