"""A new extraction of a stored article in place of the old one, without touching what people decided."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.model import Quote
from quotes.store.article_identity import quote_uid
from quotes.store.articles.save import quote_values
from quotes.store.decisions.operations import Operation, undone
from quotes.store.query.identifiers import find_outlet
from quotes.store.schema import ArticleRow, DecisionRow, QuoteCreditRow, QuoteRow, SpeakerRow
from quotes.store.speakers.link import ArticleSpeakers, Linker, LoggedRows, surroundings
from quotes.store.speakers.lookup import called
from quotes.store.speakers.office_backfill import recognise
from quotes.store.statuses import DECIDED, Status


class QuotationChange(NamedTuple):
    """One thing that a new extraction changes: ``added``, ``withdrawn``, ``back``, or the column that differs."""

    article: str
    quotation: str
    change: str
    before: str | None
    after: str | None
    words: str


class Reextraction(NamedTuple):
    """Counts of an article's quotations after a new extraction: the same, changed, added, withdrawn, left because
    decided.
    """

    article: str
    same: int
    changed: int
    added: int
    withdrawn: int
    decided: int
    changes: tuple[QuotationChange, ...]


REPORTED = ("speaker", "kind", "utterance", "modality", "via", "said_on", "said_on_end", "uncredited_because")
"""Columns whose change is reported; the others follow them, or are the extractor's own affair."""


def reextract(running: Operation, article: ArticleRow, quotes: Sequence[Quote], extractor: str) -> Reextraction:
    """Puts *quotes* in place of what was extracted from *article* before.

    Decided quotations stay as they are, and none is added that overlaps one of them (save inside or around it); an
    undecided one that is found again keeps its row; one that isn't is withdrawn.
    """
    session = running.session
    number, uid = article.id, article.uid
    rows = list(session.scalars(select(QuoteRow).where(QuoteRow.article_id == number).order_by(QuoteRow.id)))
    row_at = {(row.start_offset, row.end_offset): row.id for row in rows}
    was = {row.id: _columns(row) for row in rows}
    decided = {row.id for row in rows if row.status in DECIDED}
    split_off = _split_off(session, number)
    linker = Linker(session, LoggedRows(running))
    known = surroundings(session, number)
    speakers = ArticleSpeakers(linker, known)
    ids: list[int | None] = []
    changes: list[QuotationChange] = []
    changed: set[int] = set()
    for quote in quotes:
        parent = ids[quote.parent] if quote.parent is not None else None
        row = row_at.get((quote.start, quote.end))
        if row in decided:
            ids.append(row)
            running.update(QuoteRow, QuoteRow.id == row, parent=parent, utterance=quote.utterance)
            continue
        if row is None and _overlaps(quote, quotes, [was[each] for each in decided]):
            ids.append(None)
            continue
        speaker = None
        if quote.speaker and quote.speaker_kind:
            speaker = speakers[quote.speaker, quote.speaker_kind.value]
        values = {
            **quote_values(quote, find_outlet(session, quote.via) if quote.via else None),
            "speaker": speaker,
            "parent": parent,
            "status": Status.EXTRACTED.value,
        }
        if row is None:
            row = running.insert(
                QuoteRow,
                uid=_free_uid(session, article, quote),
                article=number,
                start_offset=quote.start,
                end_offset=quote.end,
                extractor=extractor,
                **values,
            )
            changes.append(
                QuotationChange(uid, session.get_one(QuoteRow, row).uid, "added", None, quote.speaker, quote.text)
            )
        else:
            if row in split_off:
                values["speaker"] = was[row]["speaker"]
            differing = {name: value for name, value in values.items() if was[row][name] != value}
            if differing:
                running.update(QuoteRow, QuoteRow.id == row, **differing, extractor=extractor)
                reported = list(_reported_changes(session, uid, was[row], differing))
                changes += reported
                changed |= {row} if reported else set()
        ids.append(row)
        _credit(running, row, quote, values["speaker"], speakers)
    recognise(linker, known, speakers, within=running)
    found = {each for each in ids if each is not None}
    gone = [row for row in was if row not in found | decided and was[row]["status"] == Status.EXTRACTED.value]
    for row in gone:
        running.update(QuoteRow, QuoteRow.id == row, status=Status.WITHDRAWN.value)
        name = _name(session, was[row]["speaker"])
        changes.append(QuotationChange(uid, was[row]["uid"], "withdrawn", name, None, was[row]["words"]))
    running.update(ArticleRow, ArticleRow.id == number, extractor=extractor)
    added = sum(change.change == "added" for change in changes)
    kept = len(found - decided) - added
    return Reextraction(uid, kept - len(changed), len(changed), added, len(gone), len(decided), tuple(changes))


def _columns(row: QuoteRow) -> dict[str, Any]:
    mapper = QuoteRow.__mapper__
    return {mapper.columns[key].name: getattr(row, key) for key in mapper.column_attrs.keys()}  # noqa: SIM118


def _overlaps(quote: Quote, quotes: Sequence[Quote], decided: Sequence[dict[str, Any]]) -> bool:
    """Tests whether *quote* overlaps a decided quotation that the extraction does not nest it in, or around."""
    for row in decided:
        start, end = row["start_offset"], row["end_offset"]
        if start is None or quote.end <= start or end <= quote.start:
            continue
        inside = _is_within(quote, (start, end), quotes)
        around = any(
            (each.start, each.end) == (start, end) and _is_within(each, (quote.start, quote.end), quotes)
            for each in quotes
        )
        if not inside and not around:
            return True
    return False


def _is_within(quote: Quote, span: tuple[int, int], quotes: Sequence[Quote]) -> bool:
    """Tests whether one of the quotations that *quote* is nested in has that span."""
    while quote.parent is not None:
        quote = quotes[quote.parent]
        if (quote.start, quote.end) == span:
            return True
    return False


def _split_off(session: Session, article: int) -> set[int]:
    """Returns the quotations of the article that a person moved to another speaker by a split that stands."""
    query = (
        select(DecisionRow.subject_id, DecisionRow.operation)
        .join(QuoteRow, QuoteRow.id == DecisionRow.subject_id)
        .where(
            QuoteRow.article_id == article,
            DecisionRow.subject == QuoteRow.__tablename__,
            DecisionRow.action == "speaker split",
        )
    )
    rows = session.execute(query).all()
    reverted = undone(session) if rows else {}
    return {row[0] for row in rows if row[1] not in reverted}


def _free_uid(session: Session, article: ArticleRow, quote: Quote) -> str:
    """Returns the uid of a new quotation: another one's where that stood here before its ends were corrected gets a
    number.
    """
    uid = quote_uid(article.uid, quote.start, quote.end)
    number = 1
    while session.scalar(select(QuoteRow.id).where(QuoteRow.uid == uid)) is not None:
        number += 1
        uid = quote_uid(article.uid, quote.start, quote.end, str(number))
    return uid


def _reported_changes(
    session: Session, article: str, was: dict[str, Any], differing: dict[str, Any]
) -> list[QuotationChange]:
    found = []
    if differing.get("status") and was["status"] == Status.WITHDRAWN.value:
        found.append(QuotationChange(article, was["uid"], "back", None, None, was["words"]))
    for name in REPORTED:
        if name in differing:
            before, after = was[name], differing[name]
            if name == "speaker":
                before, after = _name(session, before), _name(session, after)
            old, new = (None if value is None else str(value) for value in (before, after))
            found.append(QuotationChange(article, was["uid"], name, old, new, was["words"]))
    return found


def _name(session: Session, speaker: int | None) -> str | None:
    return None if speaker is None else called(session.get_one(SpeakerRow, speaker))


def _credit(running: Operation, row: int, quote: Quote, speaker: int | None, speakers: ArticleSpeakers) -> None:
    """Replaces the further parties of a quotation by those of *quote*."""
    positions: dict[tuple[int, str], int] = {}
    for position, credit in enumerate(quote.credits):
        other = speakers[credit.name, credit.kind.value]
        if other != speaker:
            positions.setdefault((other, credit.role.value), position)
    stored = {
        (each.speaker_id, each.role): (each.id, each.position)
        for each in running.session.scalars(select(QuoteCreditRow).where(QuoteCreditRow.quote_id == row))
    }
    for party, (identity, _) in stored.items():
        if party not in positions:
            running.delete(QuoteCreditRow, QuoteCreditRow.id == identity)
    for (other, role), position in positions.items():
        if (other, role) not in stored:
            running.insert(QuoteCreditRow, quote=row, speaker=other, role=role, position=position)
