"""Counts what the store holds."""

from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from quotes.store.decisions.operations import PROGRAM
from quotes.store.query.filters import COUNTED
from quotes.store.schema import HIDDEN, ArticleRow, DecisionRow, OutletRow, QuoteRow, RunRow, SpeakerRow

COUNTED_ALONE = ("articles", "quotations", "speakers", "outlets", "decisions")
"""Figures that say in a line what a store holds."""


def counts(session: Session) -> dict[str, int]:
    """Returns the figures :data:`COUNTED_ALONE` of :func:`statistics`, counted in the same way."""
    found = statistics(session)
    return {name: found[name] for name in COUNTED_ALONE}


def statistics(session: Session) -> dict[str, Any]:
    """Returns figures on what readers see (current versions, nothing rejected or withdrawn) and on the rest, in reading
    order.

    Quotations are those that readers see and that were said, also by kind; the others that readers see are in ``not
    said`` and by their modality. The figures by status cover all of the current versions, so that ``rejected`` and
    ``withdrawn`` are beyond the two. Decisions are operations by people, as the log lists them, and ``links`` those
    that the program signed. Days are dates; ``bytes`` is the size of the file or database.
    """
    seen = (QuoteRow.status.not_in(HIDDEN), ArticleRow.is_current)
    shown = (*COUNTED, ArticleRow.is_current)

    def articles(*conditions: Any, what: Any = None) -> Any:
        return session.scalar(select(func.count() if what is None else what).select_from(ArticleRow).where(*conditions))

    def quotations(*conditions: Any, what: Any = None) -> Any:
        query = select(func.count() if what is None else what).select_from(QuoteRow)
        return session.scalar(query.join(ArticleRow, ArticleRow.id == QuoteRow.article_id).where(*conditions)) or 0

    def by(column: Any, *conditions: Any) -> dict[str, int]:
        query = select(column, func.count()).select_from(QuoteRow)
        query = query.join(ArticleRow, ArticleRow.id == QuoteRow.article_id).where(*conditions)
        found = session.execute(query.group_by(column).order_by(func.count().desc(), column))
        return {f"  {value}": count for value, count in found}

    def operations(*conditions: Any) -> Any:
        return session.scalar(select(func.count(DecisionRow.operation.distinct())).where(*conditions))

    utterance = (QuoteRow.article_id * 100_000 + QuoteRow.utterance).distinct()
    credited = QuoteRow.speaker_id.is_not(None)
    anywhere = SpeakerRow.article_id.is_(None)
    people = select(func.count()).select_from(SpeakerRow)
    size = "pg_database_size(current_database())"
    if session.get_bind().dialect.name == "sqlite":
        size = "(SELECT page_count * page_size FROM pragma_page_count, pragma_page_size)"
    return {
        "articles": articles(ArticleRow.is_current),
        "superseded versions": articles(ArticleRow.is_current.is_(False)),
        "without a date": articles(ArticleRow.is_current, ArticleRow.published_on.is_(None)),
        "without an outlet": articles(ArticleRow.is_current, ArticleRow.outlet_id.is_(None)),
        "first published": articles(ArticleRow.is_current, what=func.min(ArticleRow.published_on)),
        "last published": articles(ArticleRow.is_current, what=func.max(ArticleRow.published_on)),
        "outlets": session.scalar(select(func.count()).select_from(OutletRow)),
        "quotations": quotations(*shown),
        "utterances": quotations(*shown, what=func.count(utterance)),
        "with a speaker": quotations(*shown, credited),
        "uncredited": quotations(*shown, QuoteRow.speaker_id.is_(None)),
        "with a day": quotations(*shown, QuoteRow.said_on.is_not(None)),
        "with a via": quotations(*shown, QuoteRow.via.is_not(None)),
        "not said": quotations(*seen) - quotations(*shown),
        "by modality": None,
        **by(QuoteRow.modality, *seen),
        "by kind": None,
        **by(QuoteRow.kind, *shown),
        "by status": None,
        **by(QuoteRow.status, ArticleRow.is_current),
        "speakers": session.scalar(people.where(anywhere)),
        "known within one article": session.scalar(people.where(~anywhere)),
        "decisions": operations(DecisionRow.who != PROGRAM),
        "links": operations(DecisionRow.who == PROGRAM),
        "runs": session.scalar(select(func.count()).select_from(RunRow)),
        "bytes": session.scalar(text(f"SELECT {size}")),
    }
