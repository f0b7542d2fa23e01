"""What the store holds."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quotes.store.schema import ArticleRow, DecisionRow, OutletRow, QuoteRow, SpeakerRow


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
