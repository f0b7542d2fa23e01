"""Takes people's decisions over into the next version of an article."""

from collections.abc import Mapping

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from quotes.plurals import counted
from quotes.store.decisions.operations import Operation, operation
from quotes.store.schema import ArticleRow, FamilyTieRow, QuoteRow, SpeakerRow
from quotes.store.statuses import JUDGED, Status

CORRECTED = (
    "uncredited_because", "kind", "via", "via_outlet", "said_on", "said_on_end", "said_on_precision", "said_on_phrase",
    "confidence",
)  # fmt: skip
"""Columns that a correction may have set; words are the same, mention and cue are the new text's own."""


def carry_over(session: Session, before: int, after: ArticleRow) -> None:
    """Decides quotations of the version *after* as those with the same words in the version with id *before* were.

    One operation, in the log like any other.  Words that were edited, or that the new version alters, are for a person
    to look at again.
    """
    fresh: dict[str, list[int]] = {}
    rows = select(QuoteRow.words, QuoteRow.id).where(QuoteRow.article_id == after.id).order_by(QuoteRow.id)
    for words, identity in session.execute(rows):
        fresh.setdefault(words, []).append(identity)
    table = QuoteRow.__table__
    decided = session.execute(
        select(table).where(table.c.article == before, table.c.status.in_(JUDGED)).order_by(table.c.id)
    ).mappings()
    same = {words: ids[0] for words, ids in fresh.items()}
    local = set(session.scalars(select(SpeakerRow.id).where(SpeakerRow.article_id == before)))
    with operation(session, "article version") as running:
        for row in decided.all():
            if not fresh.get(row["words"]):
                continue
            values = {"status": row["status"]}
            if row["status"] != Status.REJECTED.value and row["speaker"] not in local:
                values["speaker"] = row["speaker"]
            if row["status"] == Status.CORRECTED.value:
                values |= {name: row[name] for name in CORRECTED}
            running.update(QuoteRow, QuoteRow.id == fresh[row["words"]].pop(0), **values)
        _carry_ties(running, before, same)
        running.said = f"took {counted(running.changes, 'decision')} over into version {after.version} of {after.uid}"


def _carry_ties(running: Operation, before: int, same: Mapping[str, int]) -> None:
    """Keeps what people said of families: a quotation of the version with id *before* that they tied to others or split
    off stays of one family with that of the *same* words, which is left alone too.
    """
    session = running.session
    tied = (FamilyTieRow.quote_id == QuoteRow.id) | (FamilyTieRow.other_id == QuoteRow.id)
    rows = session.execute(
        select(QuoteRow.id, QuoteRow.words, func.max(case((FamilyTieRow.other_id.is_(None), 1), else_=0)))
        .join(FamilyTieRow, tied)
        .where(QuoteRow.article_id == before, QuoteRow.words.in_(list(same)))
        .group_by(QuoteRow.id, QuoteRow.words)
        .order_by(QuoteRow.id)
    ).all()
    for old, words, is_left_alone in rows:
        running.insert(FamilyTieRow, quote=same[words], other=old)
        if is_left_alone:
            running.insert(FamilyTieRow, quote=same[words], other=None)
