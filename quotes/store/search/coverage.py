"""Counts what the answer of a report is based on, for the line below its chart."""

import datetime as dt
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from quotes.reports import Coverage
from quotes.store.database.remembered import remembered
from quotes.store.query.filters import Filter
from quotes.store.schema import ArticleRow, QuoteRow
from quotes.store.search.run_report import narrowing


def coverage(session: Session, filters: Filter | None = None, query: str = "") -> Coverage:
    """Returns how many utterances, articles and outlets *query* finds among those that *filters* keeps, and their first
    and last day.

    Utterances without a speaker count only if there are no others, as when only these were asked for. The numbers are
    remembered until the store changes, or the day, which a query may name (``said:yesterday``): over a million
    quotations on SQLite those of the whole store take 0.6 s of CPU, as much as some reports.

    :raises NotFound: there is no such speaker or outlet.
    :raises UsageProblem: the query cannot be read.
    """
    chosen = filters or Filter()
    key = f"coverage {dt.date.today()} {chosen!r} {query!r}"
    return remembered(session, key, lambda: _counted(session, chosen, query))


def _counted(session: Session, filters: Filter, query: str) -> Coverage:
    each = narrowing(session, query, filters)(_per_article()).subquery("each")
    credited, utterances, articles, outlets, first, last = session.execute(
        select(
            func.coalesce(func.sum(each.c.credited), 0),
            func.coalesce(func.sum(each.c.utterances), 0),
            func.count(),
            func.count(each.c.outlet.distinct()),
            func.min(each.c.published_on),
            func.max(each.c.published_on),
        )
    ).one()
    return Coverage(int(credited or utterances), articles, outlets, first, last)


def _per_article() -> Select[Any]:
    """Returns a query for the utterances of each article.

    Article by article they are read in the order of an index; counted all at once they are put into a tree first.
    Measured over a million quotations on SQLite: 0.9 s of CPU instead of 4.4.
    """
    spoken = case((QuoteRow.speaker_id.is_not(None), QuoteRow.utterance))
    columns: tuple[Any, ...] = (
        ArticleRow.outlet_id.label("outlet"),
        ArticleRow.published_on,
        func.count(spoken.distinct()).label("credited"),
        func.count(QuoteRow.utterance.distinct()).label("utterances"),
    )
    article = ArticleRow.id == QuoteRow.article_id
    return select(*columns).select_from(QuoteRow).join(ArticleRow, article).group_by(ArticleRow.id)
