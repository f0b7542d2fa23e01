"""Gives quotation rows as readers see them: the columns of ``quote_list``, for every listing and export."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ScalarSelect, Select, case, func, null, select
from sqlalchemy.orm import Session, aliased

from quotes.model import Role
from quotes.name_lists import SEPARATOR, joined, noted
from quotes.store.schema import ArticleRow, OutletRow, QuoteCreditRow, QuoteRow, SpeakerRow


def _names(role: Role) -> ScalarSelect[Any]:
    """Returns the names of the further parties that have *role*, by position, as :mod:`quotes.name_lists` joins
    them.
    """
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


PARTIES = {"also_by": Role.JOINT, "reported_by": Role.REPORTED_BY, "spoken_for": Role.FOR}
"""The columns with the names of further parties, each with the role that these have."""

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
    **{column: _names(role) for column, role in PARTIES.items()},
}
"""Name and source of each column, in the order of the CSV export."""

QUOTE_COLUMNS = tuple(_COLUMNS)
"""The columns of the CSV export and of the view ``quote_list``, in order."""


_UID = QUOTE_COLUMNS.index("uid")
_PARTIES = tuple(map(QUOTE_COLUMNS.index, PARTIES))
"""Where the columns of :data:`PARTIES` stand."""


def quotations() -> Select[Any]:
    """Returns all quotations with their article, speaker and outlet, as the columns of ``quote_list``."""
    return (
        select(*(column.label(name) for name, column in _COLUMNS.items()))
        .select_from(QuoteRow)
        .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        .outerjoin(SpeakerRow, SpeakerRow.id == QuoteRow.speaker_id)
        .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
    )


def fetched(session: Session, query: Select[Any]) -> list[dict[str, Any]]:
    """Returns the rows of *query* as dictionaries in column order."""
    return [dict(row) for row in session.execute(query).mappings()]


BATCH = 500
"""Number of rows whose credits are read in one query."""


WHOLE_COLUMNS = (
    *({"start_offset": "start", "end_offset": "end"}.get(name, name) for name in QUOTE_COLUMNS),
    "parent", "setting", "uncredited_because", "section", "credits",
)  # fmt: skip
"""The keys of a quotation in JSON: the columns, offsets called as in an extraction, and what no column holds."""


def whole_rows(session: Session, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yields *rows* with all :data:`WHOLE_COLUMNS` as well.

    ``parent`` is the uid of the quotation that this one stands in; ``credits`` the further parties by position,
    dictionaries of name, uid, kind, role, note.  A few queries for every :data:`BATCH` rows, so that a stream stays
    one.
    """
    left = iter(rows)
    parent = aliased(QuoteRow)
    further_columns = (QuoteRow.setting, QuoteRow.uncredited_because, ArticleRow.section)
    query: Any = select(QuoteRow.uid, parent.uid.label("parent"), *further_columns)
    query = query.join(ArticleRow, ArticleRow.id == QuoteRow.article_id).outerjoin(
        parent, parent.id == QuoteRow.parent_id
    )
    while batch := list(islice(left, BATCH)):
        uids = [row["uid"] for row in batch]
        credits = credits_of(session, uids)
        further = {each.pop("uid"): each for each in fetched(session, query.where(QuoteRow.uid.in_(uids)))}
        for row in batch:
            uid, offsets = row["uid"], {"start": row["start_offset"], "end": row["end_offset"]}
            yield {**row, **offsets, **further[uid], "credits": credits.get(uid, [])}


def credits_of(session: Session, uids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Returns the further parties of the quotations with *uids* that have some, by uid."""
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


class StreamedRows:
    """The rows of a query over :func:`quotations`, a few thousand at a time, so that an export of millions needs little
    memory.

    It gives them as dictionaries with days as dates, as :func:`fetched` does; or as batches of tuples in the order of
    ``columns``, as the driver gives them, in which SQLite's days may be ISO text. Batches take less than a third of the
    time: neither types nor names are looked up for every cell, and the names of further parties are put together only
    for quotations that have some (a sixth of the query's time if few do).
    """

    columns = QUOTE_COLUMNS

    def __init__(self, session: Session, query: Select[Any]) -> None:
        self._session = session
        self._query = query

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self._session.execute(self._query.execution_options(yield_per=AT_ONCE)).mappings():
            yield dict(row)

    def batches(self) -> Iterator[Sequence[Sequence[Any]]]:
        """Yields the rows in batches."""
        credited = select(QuoteCreditRow.id).where(QuoteCreditRow.quote_id == QuoteRow.id).correlate(QuoteRow).exists()
        told_by, *others = PARTIES
        told: Mapping[str, Any] = {told_by: case((credited, 1)), **{name: null() for name in others}}
        columns = [told.get(name, column).label(name) for name, column in _COLUMNS.items()]
        query = self._query.with_only_columns(*columns, maintain_column_froms=True)
        with self._session.connection().execute(query.execution_options(stream_results=True)) as result:
            first = result.fetchone()  # of a cursor of the server SQLAlchemy has this one already
            if first is None:
                return
            yield self._with_parties([tuple(first)])
            while batch := result.cursor.fetchmany(AT_ONCE):
                yield self._with_parties(batch)

    def _with_parties(self, batch: Sequence[Any]) -> Sequence[Sequence[Any]]:
        """Returns *batch* with the names of further parties in their columns, the first of which tells whether there
        are any.
        """
        asked = _PARTIES[0]
        uids = [row[_UID] for row in batch if row[asked]]
        if not uids:
            return batch
        credits = credits_of(self._session, uids)
        return [_credited(row, credits[row[_UID]]) if row[asked] else row for row in batch]


def _credited(row: Sequence[Any], credits: Sequence[Mapping[str, Any]]) -> Sequence[Any]:
    cells = list(row)
    for place, names in zip(_PARTIES, _party_cells(credits), strict=True):
        cells[place] = names
    return cells


def streamed(session: Session, query: Select[Any]) -> StreamedRows:
    """Returns the rows of *query*, over :func:`quotations`, read as they are needed."""
    return StreamedRows(session, query)


def _party_cells(credits: Sequence[Mapping[str, Any]]) -> Iterator[str | None]:
    for role in PARTIES.values():
        yield joined(noted(each["name"], each["note"]) for each in credits if each["role"] == role.value)


AT_ONCE = 2000
"""Number of rows in memory at a time."""


LOOKED_UP = 500
"""Number of ids in one statement."""


def fetched_by_id(session: Session, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Returns the quotations with *ids*, in that order."""
    return list(read_by_id(session, ids))


def read_by_id(session: Session, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yields the quotations with *ids*, in that order; :data:`LOOKED_UP` of them are in memory at a time."""
    for start in range(0, len(ids), LOOKED_UP):
        some = ids[start : start + LOOKED_UP]
        query = quotations().add_columns(QuoteRow.id.label("_id")).where(QuoteRow.id.in_(some))
        found = {row.pop("_id"): row for row in fetched(session, query)}
        yield from (found[number] for number in some)
