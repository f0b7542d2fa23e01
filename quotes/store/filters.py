"""The filters that every listing takes, as conditions on quotation rows."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from quotes import names
from quotes.errors import NotFound
from quotes.store.outlets import find_outlet
from quotes.store.schema import HIDDEN, ArticleRow, QuoteCreditRow, QuoteRow, SpeakerAliasRow, SpeakerRow
from quotes.wording import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a listing is narrowed to; None or empty means no narrowing.  Days are inclusive.

    ``speaker`` is any of a speaker's names, or a uid; ``uncredited`` True keeps only quotations without a speaker.
    """

    speaker: str | None = None
    outlet: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    said_since: dt.date | None = None
    said_until: dt.date | None = None
    via: str | None = None
    kind: str | None = None
    status: str | None = None
    min_confidence: float | None = None
    uncredited: bool | None = None
    all_versions: bool = False


def narrowed(session: Session, query: Select[Any], wanted: Filter) -> Select[Any]:
    """*query* over quotation rows with the conditions of *wanted*.

    :raises NotFound: the speaker or the outlet isn't in the store.
    """
    conditions: list[ColumnElement[bool]] = []
    if wanted.status:
        conditions.append(QuoteRow.status == storable(wanted.status))
    else:
        conditions.append(QuoteRow.status.not_in(HIDDEN))
    if not wanted.all_versions:
        conditions.append(ArticleRow.is_current.is_(True))
    if wanted.speaker:
        found = speakers_called(session, wanted.speaker)
        if not found:
            raise NotFound(f"no speaker is called {wanted.speaker!r}; quotes speakers lists them")
        conditions.append(said_by(found))
    if wanted.outlet:
        outlet = find_outlet(session, wanted.outlet)
        if outlet is None:
            raise NotFound(f"no outlet is called {wanted.outlet!r}; quotes outlets lists them")
        conditions.append(ArticleRow.outlet_id == outlet)
    if wanted.since:
        conditions.append(ArticleRow.published_on >= wanted.since)
    if wanted.until:
        conditions.append(ArticleRow.published_on <= wanted.until)
    if wanted.said_since:
        conditions.append(func.coalesce(QuoteRow.said_on_end, QuoteRow.said_on) >= wanted.said_since)
    if wanted.said_until:
        conditions.append(QuoteRow.said_on <= wanted.said_until)
    if wanted.via:
        conditions.append(contains(QuoteRow.via, wanted.via))
    if wanted.kind:
        conditions.append(QuoteRow.kind == storable(wanted.kind))
    if wanted.min_confidence is not None:
        conditions.append(QuoteRow.confidence >= wanted.min_confidence)
    if wanted.uncredited is True:
        conditions.append(QuoteRow.speaker_id.is_(None))
    elif wanted.uncredited is False:
        conditions.append(QuoteRow.speaker_id.is_not(None))
    return query.where(*conditions)


def said_by(speakers: list[int]) -> ColumnElement[bool]:
    """Quotations whose speaker, or joint speaker, is one of *speakers* (ids)."""
    joint = select(QuoteCreditRow.quote_id).where(
        QuoteCreditRow.speaker_id.in_(speakers), QuoteCreditRow.role == "joint"
    )
    return or_(QuoteRow.speaker_id.in_(speakers), QuoteRow.id.in_(joint))


def contains(column: Any, value: str) -> ColumnElement[bool]:
    """Whether *column* has *value* in it, capitals or not.

    What either engine does to letters beyond ASCII depends on how it was built or set up, so both are asked for
    ASCII alone, and for the value as it is, in capitals, in small letters and with a capital in front.
    """
    value = storable(value)
    if value == _lower(value) == _lower(value.upper()):
        spellings = {value}
    else:
        spellings = {_lower(each) for each in (value, value.lower(), value.upper(), value.title())}
    lowered = func.lower(collate(column, _ASCII), type_=Text())
    return or_(*(lowered.contains(each, autoescape=True) for each in sorted(spellings)))
def speakers_called(session: Session, name: str) -> list[int]:
    """Ids of the speakers with *name* as uid, name or alias; else of those with its words in one of their names."""
    keys = {key for key in (names.person_key(name), names.organisation_key(name), fold(name)) if key}
    exact = session.scalars(select(SpeakerAliasRow.speaker_id).where(SpeakerAliasRow.key.in_(keys)).distinct()).all()
    by_uid = session.scalars(select(SpeakerRow.id).where(SpeakerRow.uid == name)).all()
    if exact or by_uid:
        return sorted({*exact, *by_uid})
    words = name.split()
    if not words or not fold(name):
        return []
    parts = [func.lower(SpeakerAliasRow.alias).contains(word.lower(), autoescape=True) for word in words]
    return sorted(session.scalars(select(SpeakerAliasRow.speaker_id).where(*parts).distinct()).all())
