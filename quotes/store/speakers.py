"""Speakers: lists with counts, and everything the store knows of one."""

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from quotes.errors import NotFound, UsageProblem
from quotes.store.filters import speakers_called
from quotes.store.schema import (
    HIDDEN,
    ArticleRow,
    OutletRow,
    QuoteCreditRow,
    QuoteRow,
    SpeakerAliasRow,
    SpeakerRow,
)


class SpeakerLine(NamedTuple):
    """A speaker in a list; utterances, quotations and articles count what readers see."""

    uid: str
    speaker: str
    kind: str
    note: str
    utterances: int
    quotations: int
    articles: int
    first_on: dt.date | None
    last_on: dt.date | None


class SpeakerCard(NamedTuple):
    """Everything about one speaker."""

    line: SpeakerLine
    aliases: tuple[str, ...]
    outlets: tuple[tuple[str, int], ...]
    """Name and number of quotations, most first."""
    roles: tuple[tuple[str, int], ...]
    """Further parts in quotations (joint, for, reported_by) with their number."""


def _lines() -> Select[*tuple[Any, ...]]:
    day = func.coalesce(QuoteRow.said_on, ArticleRow.published_on)
    return (
        select(
            SpeakerRow.uid,
            SpeakerRow.name,
            SpeakerRow.kind,
            SpeakerRow.note,
            func.count((QuoteRow.article_id * 100_000 + QuoteRow.utterance).distinct()),
            func.count(QuoteRow.id),
            func.count(QuoteRow.article_id.distinct()),
            func.min(day, type_=QuoteRow.said_on.type),
            func.max(day, type_=QuoteRow.said_on.type),
        )
        .select_from(SpeakerRow)
        .join(QuoteRow, (QuoteRow.speaker_id == SpeakerRow.id) & QuoteRow.status.not_in(HIDDEN))
        .join(ArticleRow, (ArticleRow.id == QuoteRow.article_id) & ArticleRow.is_current)
        .group_by(SpeakerRow.id, SpeakerRow.uid, SpeakerRow.name, SpeakerRow.kind, SpeakerRow.note)
    )


def speakers(session: Session, *, every: bool = False, limit: int | None = None) -> list[SpeakerLine]:
    """Speakers with counts, most quoted first; with *every* also those known only within one article."""
    query = _lines()
    if not every:
        query = query.where(SpeakerRow.article_id.is_(None))
    query = query.order_by(func.count(QuoteRow.id).desc(), SpeakerRow.name_key, SpeakerRow.id).limit(limit)
    return [SpeakerLine(*row) for row in session.execute(query)]


def one_speaker(session: Session, name: str) -> int:
    """The id of the only speaker that *name* (any name, ``name (note)``, or a uid) fits.

    :raises NotFound: there is none.
    :raises UsageProblem: it fits several; they are listed.
    """
    bare, _, note = name.partition(" (")
    found = speakers_called(session, name) or (speakers_called(session, bare) if note else [])
    if not found:
        raise NotFound(f"no speaker is called {name!r}; quotes speakers lists them")
    rows = session.execute(select(SpeakerRow).where(SpeakerRow.id.in_(found))).scalars().all()
    exact = [row for row in rows if row.uid == name or (note and row.note == note.rstrip(")"))]
    rows = exact or [row for row in rows if row.article_id is None] or list(rows)
    if len(rows) > 1:
        named = ", ".join(f"{row.name}{f' ({row.note})' if row.note else ''} [{row.uid}]" for row in rows[:8])
        raise UsageProblem(f"{name!r} fits {len(rows)} speakers: {named}; give the full name or the uid")
    return rows[0].id


def speaker_card(session: Session, name: str) -> SpeakerCard:
    """Everything about the speaker whom *name* fits.

    :raises NotFound: there is none.
    :raises UsageProblem: it fits several.
    """
    speaker = one_speaker(session, name)
    row = session.execute(_lines().where(SpeakerRow.id == speaker)).first()
    if row is None:
        found = session.get_one(SpeakerRow, speaker)
        line = SpeakerLine(found.uid, found.name, found.kind, found.note, 0, 0, 0, None, None)
    else:
        line = SpeakerLine(*row)
    aliases = session.scalars(
        select(SpeakerAliasRow.alias).where(SpeakerAliasRow.speaker_id == speaker).order_by(SpeakerAliasRow.id)
    ).all()
    outlets = session.execute(
        select(OutletRow.name, func.count(QuoteRow.id))
        .join(ArticleRow, ArticleRow.outlet_id == OutletRow.id)
        .join(QuoteRow, QuoteRow.article_id == ArticleRow.id)
        .where(QuoteRow.speaker_id == speaker, ArticleRow.is_current, QuoteRow.status.not_in(HIDDEN))
        .group_by(OutletRow.name, OutletRow.name_key)
        .order_by(func.count(QuoteRow.id).desc(), OutletRow.name_key)
    ).all()
    roles = session.execute(
        select(QuoteCreditRow.role, func.count())
        .where(QuoteCreditRow.speaker_id == speaker)
        .group_by(QuoteCreditRow.role)
        .order_by(QuoteCreditRow.role)
    ).all()
    return SpeakerCard(
        line,
        tuple(aliases),
        tuple((name, count) for name, count in outlets),
        tuple((role, count) for role, count in roles),
    )
