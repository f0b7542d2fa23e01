"""Notices that somebody else decided about a quotation while a reader was looking at it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quotes.errors import QuotesError
from quotes.store.schema import DecisionRow, QuoteRow


class Changed(QuotesError):
    """Raised when a quotation is not any more as the reader saw it; nothing was stored."""


def state_of(session: Session, quotation: int) -> int:
    """Returns a number that grows with every decision about the quotation (its id): what a form has to carry."""
    newest = select(func.max(DecisionRow.id)).where(
        DecisionRow.subject == QuoteRow.__tablename__, DecisionRow.subject_id == quotation
    )
    return session.scalar(newest) or 0


def check_state(session: Session, quotation: int, seen: str) -> None:
    """Checks, in a writing transaction, that nobody has decided about the quotation since it was shown.

    :raises Changed: somebody has; the message says who, when and what.
    """
    now = state_of(session, quotation)
    if str(now) == seen:
        return
    line = session.get(DecisionRow, now)
    if line is None:
        raise Changed("The quotation has changed since you saw it. Your decision was not stored.")
    raise Changed(
        f"{line.who} decided about this quotation while you were looking at it ({line.action}, "
        f"{line.at:%Y-%m-%d %H:%M} UTC). Your decision was not stored. Look at it as it is now, and decide again."
    )
