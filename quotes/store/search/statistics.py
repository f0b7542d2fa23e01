"""What the store holds."""

from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from quotes.store.query.filters import COUNTED
from quotes.store.schema import HIDDEN, ArticleRow, DecisionRow, OutletRow, QuoteRow, RunRow, SpeakerRow


def counts(session: Session) -> dict[str, int]:
    """Rows of the main tables, by the word that people use for them."""
    tables = {
        "articles": ArticleRow,
        "quotations": QuoteRow,
        "speakers": SpeakerRow,
        "outlets": OutletRow,
        "decisions": DecisionRow,
    }
    return {name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()}


def statistics(session: Session) -> dict[str, Any]:
    """Figures on what readers see (current versions, nothing rejected or withdrawn) and on the rest, in reading order.

    Quotations are those that were said; the others are in ``not said``, and by their modality.
    Days as dates; ``bytes`` is the size of the file or database.
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
        "decisions": session.scalar(select(func.count()).select_from(DecisionRow)),
        "runs": session.scalar(select(func.count()).select_from(RunRow)),
        "bytes": session.scalar(text(f"SELECT {size}")),
    }
