"""Attributes of speakers that a newsroom states: party, gender, affiliation, Wikidata id. None of them is inferred."""

import datetime as dt
import re
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.errors import UsageProblem
from quotes.store.decisions.operations import Operation, Receipt, operation
from quotes.store.schema import SpeakerAttributeRow, SpeakerRow
from quotes.store.speakers.attribute_names import NOTE, WIKIDATA
from quotes.store.speakers.changes import free_name
from quotes.store.speakers.lookup import called, described, one_speaker
from quotes.wording import text_or_none

_OWN = {NOTE: NOTE, "wikidata": WIKIDATA, WIKIDATA: WIKIDATA}
"""Names that are columns of the speaker, not attributes."""
_NAME = re.compile(r"[^\W\d][\w .-]{0,59}\Z")
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,17}\Z")


def attribute_name(given: str) -> str:
    """Returns *given* as the name of an attribute: small letters, single blanks.

    :raises UsageProblem: it cannot be one.
    """
    name = " ".join(given.lower().split())
    if not _NAME.match(name):
        raise UsageProblem(f"{given!r} is no name for an attribute: letters, digits, blanks, points and hyphens")
    return _OWN.get(name, name)


def attribute_value(name: str, given: str) -> str | None:
    """Returns *given* as the value of the attribute *name*, or None if it says nothing.

    :raises UsageProblem: it is no Wikidata id where one is wanted.
    """
    value = text_or_none(given)
    if name == WIKIDATA and value is not None and not _WIKIDATA.match(value):
        raise UsageProblem(f"{value!r} is no Wikidata id: they look like Q42")
    return value


def set_attributes(
    session: Session,
    name: str,
    values: Mapping[str, str],
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    note: str | None = None,
) -> Receipt:
    """States *values* of a speaker, for the days from *since* to *until* if they are given; an empty value takes the
    attribute away.

    ``note`` tells homonyms apart, ``wikidata_id`` is checked; any other name is an attribute with one value for the
    same days.

    :raises UsageProblem: a name or value that cannot be, or days in the wrong order.
    """
    if since and until and until < since:
        raise UsageProblem(f"--until {until} is before --since {since}")
    speaker = session.get_one(SpeakerRow, one_speaker(session, name))
    with operation(session, "speaker set", note=note) as running:
        assignments = ", ".join(f"{key}={value}" for key, value in values.items())
        running.said = f"{called(speaker)}: {assignments}"
        for key, given in values.items():
            attribute = attribute_name(key)
            state(running, speaker.id, attribute, attribute_value(attribute, given), since, until)
    return running.receipt


def state(
    running: Operation, speaker: int, name: str, value: str | None, since: dt.date | None, until: dt.date | None
) -> None:
    """Sets one attribute of the speaker with that id for those days."""
    session = running.session
    if name in (NOTE, WIKIDATA):
        if since or until:
            raise UsageProblem(f"{name} holds for all days: leave --since and --until out")
        if name == NOTE:
            row = session.get_one(SpeakerRow, speaker)
            free_name(session, speaker, row.name_key, row.kind, value or "", row.article_id)
            running.update(SpeakerRow, SpeakerRow.id == speaker, note=value or "")
        else:
            _one_bearer(session, speaker, value)
            running.update(SpeakerRow, SpeakerRow.id == speaker, wikidata_id=value)
        return
    same_span = (
        (SpeakerAttributeRow.speaker_id == speaker)
        & (SpeakerAttributeRow.name == name)
        & SpeakerAttributeRow.since.is_not_distinct_from(since)
        & SpeakerAttributeRow.until.is_not_distinct_from(until)
    )
    if value is None:
        running.delete(SpeakerAttributeRow, same_span)
        return
    known = session.scalars(select(SpeakerAttributeRow.id).where(same_span).order_by(SpeakerAttributeRow.id)).all()
    if not known:
        running.insert(SpeakerAttributeRow, speaker=speaker, name=name, value=value, since=since, until=until)
        return
    running.update(SpeakerAttributeRow, SpeakerAttributeRow.id == known[0], value=value)
    running.delete(SpeakerAttributeRow, SpeakerAttributeRow.id.in_(known[1:]))


def _one_bearer(session: Session, speaker: int, wikidata: str | None) -> None:
    """Refuses a Wikidata id that another speaker has.

    :raises UsageProblem: another speaker has it.
    """
    if wikidata is None:
        return
    other = session.scalar(
        select(SpeakerRow).where(SpeakerRow.wikidata_id == wikidata, SpeakerRow.id != speaker).limit(1)
    )
    if other is not None:
        raise UsageProblem(f"{wikidata} is {described(other)} already; merge the two if they are one")
