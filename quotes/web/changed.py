"""Notices that somebody else decided about what a reader was looking at, and finds what a reader decided last."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quotes.errors import QuotesError
from quotes.store.decisions.log import OperationLine, operations
from quotes.store.schema import DecisionRow, QuoteRow, SpeakerRow
from quotes.store.speakers.lookup import called, one_speaker

LATEST = 100
"""Operations, the newest, among which the one is sought that a form has just made."""


class Changed(QuotesError):
    """Raised when a quotation or a speaker is not any more as the reader saw it; nothing was stored."""


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


def check_speaker(session: Session, uid: str, seen: str) -> None:
    """Checks, in a writing transaction, that the speaker *uid* is still called as it was shown, with its note.

    :raises Changed: somebody has renamed or merged it; the message says who and when, as far as the log tells.
    :raises NotFound: there is no such speaker.
    """
    speaker = session.get_one(SpeakerRow, one_speaker(session, uid))
    if speaker.uid == uid and called(speaker) == seen:
        return
    line = next(iter(operations(session, speaker=speaker.id, limit=1)), None)
    who = f" by {line.who} ({line.action}, {line.at:%Y-%m-%d %H:%M} UTC)" if line else ""
    raise Changed(
        f"This speaker was changed{who} while you were looking, and is {called(speaker)} now. "
        "Your change was not stored. Look at the speaker as it is now, and decide again."
    )


def just_stored(session: Session, given: str | None) -> OperationLine | None:
    """Returns the operation of the number *given* if it is one of the latest; a button takes it back."""
    found = operations(session, limit=LATEST) if given else []
    return next((line for line in found if str(line.operation) == given), None)
