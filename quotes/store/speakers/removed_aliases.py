"""Names that a person has taken away from a speaker: no later addition gives them back."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.store.decisions.operations import UNALIASED, undone
from quotes.store.schema import DecisionRow, SpeakerAliasRow, SpeakerFormerRow, SpeakerRow


class RemovedAlias(NamedTuple):
    """A name that was taken away: as it was spelt, and its key."""

    alias: str
    key: str


def removed_aliases(session: Session, speaker: int) -> set[RemovedAlias]:
    """Returns the names that a person took away from *speaker*, or from one merged into it, and did not give back."""
    rows = session.execute(
        select(DecisionRow.operation, DecisionRow.before).where(
            DecisionRow.action == UNALIASED,
            DecisionRow.subject == SpeakerAliasRow.__tablename__,
            DecisionRow.before.is_not(None),
        )
    ).all()
    if not rows:
        return set()
    reverted = undone(session)
    people = _all_who_are(session, speaker)
    return {
        RemovedAlias(before["alias"], before["key"])
        for number, before in rows
        if before and number not in reverted and before["speaker"] in people
    }


def _all_who_are(session: Session, speaker: int) -> set[int]:
    """Returns the ids of *speaker* and of those merged into them, as far as the log knows."""
    former = set(session.scalars(select(SpeakerFormerRow.uid).where(SpeakerFormerRow.speaker_id == speaker)))
    if not former:
        return {speaker}
    gone = session.execute(
        select(DecisionRow.subject_id, DecisionRow.before).where(
            DecisionRow.subject == SpeakerRow.__tablename__,
            DecisionRow.before.is_not(None),
            DecisionRow.after.is_(None),
        )
    )
    return {speaker, *(identity for identity, before in gone if before and before["uid"] in former)}
