"""Lists people's verdicts on the quotations of a sample beside what the program had found, for a table of one's own."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.store.decisions.operations import PROGRAM, batched
from quotes.store.schema import DecisionRow, QuoteRow, SpeakerRow
from quotes.store.search.rows import fetched_by_id
from quotes.store.statuses import Status

VERDICTS = {Status.CONFIRMED.value: "right", Status.CORRECTED.value: "corrected", Status.REJECTED.value: "rejected"}
"""Statuses that a reader's decision leaves, and what the table calls them; any other is ``open``."""
COLUMNS = (
    "uid", "verdict", "words", "speaker", "found_words", "found_speaker", "outlet", "published_on", "confidence",
    "reason", "cue", "mention", "article_uid", "title", "note",
)  # fmt: skip
"""The columns of a row: what stands in the store now, what the program had found, and the reader's remark."""
_FOUND = ("confidence", "reason", "cue", "mention")
"""Columns that a correction empties or changes: the table has what the program had found."""


def verdicts(session: Session, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Returns a row of :data:`COLUMNS` for each of the quotations *ids*, in their order; one that was erased is left
    out.
    """
    numbers: dict[str, int] = {}
    for some in batched(ids):
        query = select(QuoteRow.uid, QuoteRow.id).where(QuoteRow.id.in_(some))
        numbers |= dict(session.execute(query).tuples().all())
    found, notes = _before(session, ids)
    names = _names(session, {each["speaker"] for each in found.values() if each.get("speaker") is not None})
    rows: list[dict[str, Any]] = []
    for row in fetched_by_id(session, ids):
        number = numbers[row["uid"]]
        before = found.get(number, {})
        told = {
            **{name: before[name] for name in _FOUND if name in before},
            "verdict": VERDICTS.get(row["status"], "open"),
            "found_words": before.get("words", row["words"]),
            "found_speaker": names.get(before["speaker"]) if "speaker" in before else row["speaker"],
            "note": notes.get(number),
        }
        rows.append({name: {**row, **told}[name] for name in COLUMNS})
    return rows


def first_values(session: Session, quotation: int) -> dict[str, Any]:
    """Returns the values that columns of the quotation (its id) had before people first changed them."""
    return _before(session, [quotation])[0].get(quotation, {})


def _before(session: Session, ids: Sequence[int]) -> tuple[dict[int, dict[str, Any]], dict[int, str]]:
    """Returns, for each quotation that people changed, the values before the first change of each column, and the
    newest remark.
    """
    found: dict[int, dict[str, Any]] = {}
    notes: dict[int, str] = {}
    for some in batched(ids):
        query = (
            select(DecisionRow.subject_id, DecisionRow.before, DecisionRow.note)
            .where(DecisionRow.subject == "quote", DecisionRow.subject_id.in_(some), DecisionRow.who != PROGRAM)
            .order_by(DecisionRow.id)
        )
        for number, before, note in session.execute(query):
            values = json.loads(before) if isinstance(before, str) else before or {}
            found[number] = {**values, **found.get(number, {})}
            if note:
                notes[number] = note
    return found, notes


def _names(session: Session, speakers: Iterable[int]) -> dict[int, str]:
    """Returns the names of *speakers* (ids) that are still there."""
    names: dict[int, str] = {}
    for some in batched(sorted(speakers)):
        query = select(SpeakerRow.id, SpeakerRow.name).where(SpeakerRow.id.in_(some))
        names |= dict(session.execute(query).tuples().all())
    return names
