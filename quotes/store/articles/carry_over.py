"""Takes people's decisions over into the next version of an article."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.plurals import counted
from quotes.store.decisions.operations import operation
from quotes.store.schema import JUDGED, ArticleRow, QuoteRow, SpeakerRow, Status

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
        running.said = f"took {counted(running.changes, 'decision')} over into version {after.version} of {after.uid}"
