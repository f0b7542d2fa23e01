"""The filters that every listing takes, as conditions on quotation rows."""

import datetime as dt
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from sqlalchemy import ColumnElement, Select, collate, func, or_, select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.english.offices import named_office
from quotes.errors import NotFound
from quotes.store.outlets.lookup import find_outlet
from quotes.store.schema import (
    HIDDEN,
    ArticleRow,
    QuoteCreditRow,
    QuoteRow,
    SpeakerAliasRow,
    SpeakerFormerRow,
    SpeakerRow,
)
from quotes.wording import fold, storable

_ASCII_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


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
        conditions.append(said_by(session, found))
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
        conditions.append(contains(session, QuoteRow.via, wanted.via))
    if wanted.kind:
        conditions.append(QuoteRow.kind == storable(wanted.kind))
    if wanted.min_confidence is not None:
        conditions.append(QuoteRow.confidence >= wanted.min_confidence)
    if wanted.uncredited is True:
        conditions.append(QuoteRow.speaker_id.is_(None))
    elif wanted.uncredited is False:
        conditions.append(QuoteRow.speaker_id.is_not(None))
    return query.where(*conditions)


MOST_JOINT = 500
"""Joint quotations up to which their ids are put into the query: planners know nothing of what a subquery finds."""


def said_by(session: Session, speakers: list[int]) -> ColumnElement[bool]:
    """Quotations whose speaker, or joint speaker, is one of *speakers* (ids)."""
    alone = QuoteRow.speaker_id.in_(speakers)
    joint = select(QuoteCreditRow.quote_id).where(
        QuoteCreditRow.speaker_id.in_(speakers), QuoteCreditRow.role == "joint"
    )
    ids = session.scalars(joint.limit(MOST_JOINT + 1)).all()
    if not ids:
        return alone
    return or_(alone, QuoteRow.id.in_(ids if len(ids) <= MOST_JOINT else joint))


def contains(session: Session, column: Any, value: str) -> ColumnElement[bool]:
    """Whether *column* has *value* in it, capitals or not; the same on both engines.

    What an engine does to letters beyond ASCII depends on how it was built or set up, so the engines lower ASCII
    alone, and look for *value* as it is, in small letters, in capitals and with a capital in front.
    """
    value = storable(value)
    spellings = {each.translate(_ASCII_LOWER) for each in (value, value.lower(), value.upper(), value.title())}
    if session.get_bind().dialect.name == "postgresql":
        column = collate(column, "C")
    return or_(*(func.lower(column).contains(each, autoescape=True) for each in sorted(spellings)))


def speakers_called(session: Session, name: str) -> list[int]:
    """Ids of the speakers with *name* as uid (also one that was merged into them), name or alias; of office and surname
    (*President Obama*) those alone who are called so.

    Where none of those is known beyond an article, these too: those with its words, in any order, as words of one of
    their names; or those with names whose words begin so; or those with that family name in another spelling.
    """
    name = storable(name).strip()
    if office := named_office(name):
        titled = session.scalars(select(SpeakerAliasRow.speaker_id).where(SpeakerAliasRow.key == office).distinct())
        if holders := sorted(titled):
            return holders
    keys = {key for key in (names.person_key(name), names.organisation_key(name), fold(name)) if key}
    named = select(SpeakerAliasRow.speaker_id).where(SpeakerAliasRow.key.in_(keys))
    merged = select(SpeakerFormerRow.speaker_id).where(SpeakerFormerRow.uid == name)
    rows = session.execute(
        select(SpeakerRow.id, SpeakerRow.article_id, SpeakerRow.uid).where(
            or_(SpeakerRow.id.in_(named), SpeakerRow.uid == name, SpeakerRow.id.in_(merged))
        )
    ).all()
    exact = {row[0] for row in rows}
    if any(row[1] is None or row[2] == name for row in rows):
        return sorted(exact)
    return sorted(exact | _speakers_like(session, name))


def _speakers_like(session: Session, name: str) -> set[int]:
    words = fold(name).split()
    if not words:
        return set()
    found = _with_words(session, words)
    whole = {speaker for speaker, spoken in found if spoken.issuperset(words)}
    if whole:
        return whole
    begun = {
        speaker for speaker, spoken in found if all(any(each.startswith(word) for each in spoken) for word in words)
    }
    family = names.family_key(name) if not begun and len(name.split()) == 1 else None
    if not family:
        return begun
    return set(session.scalars(select(SpeakerAliasRow.speaker_id).where(SpeakerAliasRow.family_key == family)))


def _with_words(session: Session, words: list[str]) -> list[tuple[int, frozenset[str]]]:
    """Speakers with names in which *words* (folded) may occur, each with the folded words of such a name.

    The key has a name's letters folded but no blanks, so it finds what may fit; the words decide.
    """
    query = select(SpeakerAliasRow.speaker_id, SpeakerAliasRow.alias).where(
        *(
            or_(SpeakerAliasRow.key.contains(word, autoescape=True), contains(session, SpeakerAliasRow.alias, word))
            for word in words
        )
    )
    return [(speaker, frozenset(fold(alias).split())) for speaker, alias in session.execute(query)]
