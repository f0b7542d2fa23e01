"""Attributes of speakers as a table: a row for each speaker and span of days, a column for each attribute."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.errors import QuotesError, UsageProblem
from quotes.nearest import did_you_mean
from quotes.plurals import counted
from quotes.store.decisions.operations import Receipt, operation
from quotes.store.query.values import days
from quotes.store.schema import SpeakerAttributeRow, SpeakerRow
from quotes.store.speakers.attribute_names import COMMON, NOTE, WIKIDATA
from quotes.store.speakers.attributes import attribute_name, attribute_value, state
from quotes.store.speakers.lookup import one_speaker

WHO = ("uid", "speaker", NOTE, "kind")
"""Columns that say which speaker a row is about; one of the first two must be there."""
SPAN = ("since", "until")


def attribute_columns(session: Session) -> tuple[str, ...]:
    """Returns the columns: speaker, Wikidata id, days, and by name each attribute that is stated of anybody."""
    stated = session.scalars(select(SpeakerAttributeRow.name).distinct()).all()
    return (*WHO, WIKIDATA, *SPAN, *sorted({*stated, *COMMON} - {WIKIDATA}))


def attribute_rows(session: Session, *, every: bool = False) -> list[dict[str, Any]]:
    """Returns the rows of the table, speakers by name; with *every* also those known beyond articles of whom nothing is
    stated.
    """
    columns = attribute_columns(session)
    speakers = session.scalars(select(SpeakerRow).order_by(SpeakerRow.name_key, SpeakerRow.id)).all()
    stated: dict[int, dict[tuple[dt.date | None, dt.date | None], dict[str, str]]] = {}
    query = select(SpeakerAttributeRow).order_by(SpeakerAttributeRow.since, SpeakerAttributeRow.id)
    for each in session.scalars(query):
        stated.setdefault(each.speaker_id, {}).setdefault((each.since, each.until), {})[each.name] = each.value
    rows: list[dict[str, Any]] = []
    for speaker in speakers:
        spans = stated.get(speaker.id, {})
        if not spans and not speaker.wikidata_id and not (every and speaker.article_id is None):
            continue
        for first, ((since, until), values) in enumerate((spans or {(None, None): {}}).items()):
            who = {"uid": speaker.uid, "speaker": speaker.name, NOTE: speaker.note, "kind": speaker.kind}
            wikidata = None if first else speaker.wikidata_id
            row = {**dict.fromkeys(columns), **who, **values, WIKIDATA: wikidata, "since": since, "until": until}
            rows.append(row)
    return rows


def import_attributes(
    session: Session,
    header: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    new: bool = False,
    note: str | None = None,
) -> Receipt:
    """States what the table's *rows* say, all in one operation; empty cells leave what is stated.

    A row names its speaker by ``uid``, else by ``speaker`` (with ``note`` where there is one).  With *new* columns
    may be attributes that nobody has yet.

    :raises UsageProblem: a wrong header, or a row that cannot be read; it is named, and nothing is changed.
    :raises NotFound: a row names a speaker that doesn't exist.
    """
    columns = _columns(session, header, new=new)
    with operation(session, "speaker import", note=note) as running:
        count = 0
        for number, row in enumerate(rows, 2):
            count += 1
            try:
                speaker = one_speaker(session, _named(row))
                span = [_day(row.get(name) or "") for name in SPAN]
                if span[0] and span[1] and span[1] < span[0]:
                    raise UsageProblem(f"until {span[1]} is before since {span[0]}")
                for column, name in columns.items():
                    value = attribute_value(name, row.get(column) or "")
                    if value is not None:
                        lasting = name == WIKIDATA
                        state(running, speaker, name, value, *((None, None) if lasting else span))
            except QuotesError as error:
                raise type(error)(f"line {number}: {error}") from None
        running.said = f"stated attributes from {counted(count, 'row')}"
    return running.receipt


def _columns(session: Session, header: Sequence[str], *, new: bool) -> dict[str, str]:
    """Returns the columns that are attributes, with their names."""
    if not {"uid", "speaker"} & set(header):
        raise UsageProblem("the header needs a column uid or speaker, and a column for each attribute")
    twice = [name for name, count in Counter(header).items() if count > 1]
    if twice:
        raise UsageProblem(f"the header has {twice[0]!r} twice")
    found = {column: attribute_name(column) for column in header if column not in (*WHO, *SPAN)}
    if not found:
        raise UsageProblem("the header has no attribute: party, gender, affiliation, wikidata_id …")
    known = {*attribute_columns(session), *COMMON}
    strange = [column for column, name in found.items() if name not in known]
    if strange and not new:
        hint = did_you_mean(strange[0], known)
        raise UsageProblem(
            f"nobody has an attribute {strange[0]!r} yet{hint} (there are {', '.join(sorted(known - {*WHO, *SPAN}))}); "
            "--new makes it one"
        )
    return found


def _named(row: Mapping[str, str]) -> str:
    given = (row.get("uid") or "").strip()
    if given:
        return given
    name, note = (row.get("speaker") or "").strip(), (row.get(NOTE) or "").strip()
    if not name:
        raise UsageProblem("names no speaker")
    return f"{name} ({note})" if note else name


def _day(given: str) -> dt.date | None:
    if not given.strip():
        return None
    span = days(given.strip())
    if span is None or span[0] is None or span[0] != span[1]:
        raise UsageProblem(f"{given!r} is no day (2025-10-09)")
    return span[0]
