"""Quotation rows as readers see them: the columns of ``quote_list``, for every listing and export."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ScalarSelect, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from quotes.model import Role
from quotes.name_lists import SEPARATOR
from quotes.store.schema import ArticleRow, OutletRow, QuoteCreditRow, QuoteRow, SpeakerRow


def _names(role: Role) -> ScalarSelect[Any]:
    """The names of the further parties that have *role*, by position, as :mod:`quotes.name_lists` joins them."""
    party = aliased(SpeakerRow)
    noted = case((party.note == "", party.name), else_=party.name + " (" + party.note + ")")
    escaped = func.replace(func.replace(noted, "\\", "\\\\"), ";", "\\;").label("name")
    names = (
        select(escaped)
        .select_from(QuoteCreditRow)
        .join(party, party.id == QuoteCreditRow.speaker_id)
        .where(QuoteCreditRow.quote_id == QuoteRow.id, QuoteCreditRow.role == role.value)
        .order_by(QuoteCreditRow.position, QuoteCreditRow.id)
        .correlate(QuoteRow)
        .subquery()
    )
    return select(func.aggregate_strings(names.c.name, SEPARATOR)).scalar_subquery()


_COLUMNS: Mapping[str, Any] = {
    "uid": QuoteRow.uid,
    "words": QuoteRow.words,
    "speaker": SpeakerRow.name,
    "speaker_uid": SpeakerRow.uid,
    "speaker_kind": SpeakerRow.kind,
    "outlet": OutletRow.name,
    "published_on": ArticleRow.published_on,
    "said_on": QuoteRow.said_on,
    "said_on_end": QuoteRow.said_on_end,
    "said_on_precision": QuoteRow.said_on_precision,
    "said_on_phrase": QuoteRow.said_on_phrase,
    "via": QuoteRow.via,
    "kind": QuoteRow.kind,
    "status": QuoteRow.status,
    "confidence": QuoteRow.confidence,
    "reason": QuoteRow.reason,
    "cue": QuoteRow.cue,
    "mention": QuoteRow.mention,
    "mention_start": QuoteRow.mention_start,
    "mention_end": QuoteRow.mention_end,
    "start_offset": QuoteRow.start_offset,
    "end_offset": QuoteRow.end_offset,
    "utterance": QuoteRow.utterance,
    "article_uid": ArticleRow.uid,
    "article_version": ArticleRow.version,
    "external_id": ArticleRow.external_id,
    "title": ArticleRow.title,
    "byline": ArticleRow.byline,
    "url": ArticleRow.url,
    "language": ArticleRow.language,
    "text_sha256": ArticleRow.text_sha256,
    "extractor": QuoteRow.extractor,
    "modality": QuoteRow.modality,
    "speaker_note": func.nullif(SpeakerRow.note, ""),
    "also_by": _names(Role.JOINT),
    "reported_by": _names(Role.REPORTED_BY),
    "spoken_for": _names(Role.FOR),
}
"""Name and source of each column, in the order of the CSV export."""

QUOTE_COLUMNS = tuple(_COLUMNS)
"""The columns of the CSV export and of the view ``quote_list``, in order."""


def quotations() -> Select[Any]:
    """All quotations with their article, speaker and outlet, as the columns of ``quote_list``."""
    return (
        select(*(column.label(name) for name, column in _COLUMNS.items()))
        .select_from(QuoteRow)
        .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        .outerjoin(SpeakerRow, SpeakerRow.id == QuoteRow.speaker_id)
        .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
    )


def fetched(session: Session, query: Select[Any]) -> list[dict[str, Any]]:
    """The rows of *query* as dictionaries in column order."""
    return [dict(row) for row in session.execute(query).mappings()]


def streamed(session: Session, query: Select[Any]) -> Iterator[dict[str, Any]]:
    """The rows of *query* like :func:`fetched`, a few thousand at a time: an export of millions needs no memory."""
    for row in session.execute(query.execution_options(yield_per=2000)).mappings():
        yield dict(row)


BATCH = 500
"""Rows whose credits are read in one query."""


WHOLE_COLUMNS = (
    *({"start_offset": "start", "end_offset": "end"}.get(name, name) for name in QUOTE_COLUMNS),
    "parent", "setting", "uncredited_because", "credits",
)  # fmt: skip
"""The keys of a quotation in JSON: the columns, offsets called as in an extraction, and what no column holds."""


def whole_rows(session: Session, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """*rows* with all :data:`WHOLE_COLUMNS` as well.

    ``parent`` is the uid of the quotation that this one stands in; ``credits`` the further parties by position,
    dictionaries of name, uid, kind, role, note.  A few queries for every :data:`BATCH` rows, so that a stream stays
    one.
    """
    left = iter(rows)
    parent = aliased(QuoteRow)
    query: Any = select(QuoteRow.uid, parent.uid.label("parent"), QuoteRow.setting, QuoteRow.uncredited_because)
    query = query.outerjoin(parent, parent.id == QuoteRow.parent_id)
    while batch := list(islice(left, BATCH)):
        uids = [row["uid"] for row in batch]
        credits = credits_of(session, uids)
        further = {each.pop("uid"): each for each in fetched(session, query.where(QuoteRow.uid.in_(uids)))}
        for row in batch:
            uid, offsets = row["uid"], {"start": row["start_offset"], "end": row["end_offset"]}
            yield {**row, **offsets, **further[uid], "credits": credits.get(uid, [])}


def credits_of(session: Session, uids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The further parties of the quotations with *uids* that have some, by uid."""
    query = (
        select(
            QuoteRow.uid.label("quote"),
            SpeakerRow.name,
            SpeakerRow.uid,
            SpeakerRow.kind,
            QuoteCreditRow.role,
            func.nullif(SpeakerRow.note, "").label("note"),
        )
        .select_from(QuoteCreditRow)
        .join(QuoteRow, QuoteRow.id == QuoteCreditRow.quote_id)
        .join(SpeakerRow, SpeakerRow.id == QuoteCreditRow.speaker_id)
        .where(QuoteRow.uid.in_(uids))
        .order_by(QuoteCreditRow.position, QuoteCreditRow.id)
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in fetched(session, query):
        found.setdefault(row.pop("quote"), []).append(row)
    return found


def fetched_by_id(session: Session, ids: Sequence[int]) -> list[dict[str, Any]]:
    """The quotations with *ids*, in that order."""
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(ids), 500):
        query = quotations().add_columns(QuoteRow.id.label("_id")).where(QuoteRow.id.in_(ids[start : start + 500]))
        for row in fetched(session, query):
            found[row.pop("_id")] = row
    return [found[number] for number in ids]
