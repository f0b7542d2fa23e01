"""The filters that every listing takes, as conditions on quotation rows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from quotes.errors import NotFound, UsageProblem
from quotes.model import Kind, Modality, Role
from quotes.nearest import did_you_mean
from quotes.store.query.identifiers import one_outlet, speaker_hint, speakers_called
from quotes.store.query.text_conditions import contains
from quotes.store.query.values import choices
from quotes.store.schema import ArticleRow, QuoteCreditRow, QuoteRow
from quotes.store.statuses import HIDDEN, Status
from quotes.wording import storable

ANY_MODALITY = "all"
"""What a filter by modality is given for no narrowing, where counts would else take what was said alone."""
CODES = {"kind": tuple(Kind), "status": tuple(Status), "modality": (*Modality, ANY_MODALITY)}
"""What the filters and fields that take codes may have."""
COUNTED = (QuoteRow.status.not_in(HIDDEN), QuoteRow.modality == Modality.SAID.value)
"""What counts of quotations take, unless they are asked for more: shown to readers, and said."""
SPEAKERS = (Role.JOINT,)
"""Parts of those who said the words, beside the speaker."""


def codes_of(name: str, value: str) -> list[str]:
    """Returns the codes that *value* asks for by the filter or field called *name*, a key of :data:`CODES`: one or
    several with commas between.

    :raises UsageProblem: there is none in it, or one that quotations can't have.
    """
    known, found = CODES[name], choices(value)
    strange = next((each for each in found if each not in known), None if found else value)
    if strange is not None:
        raise UsageProblem(
            f"there is no {name} {strange[:60]!r}{did_you_mean(strange, known)}; there are {', '.join(known)}"
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """The conditions that narrow a listing; None or empty narrows nothing. Days are inclusive.

    ``speaker`` is any of a speaker's names, or a uid; ``kind`` and ``status`` are
    one or several with commas between; ``uncredited`` True keeps only quotations without a speaker; ``modality`` has
    codes, any of which fits, or :data:`ANY_MODALITY`; ``distinct`` keeps of the quotations of one utterance that fit
    the one that was published first (:func:`quotes.store.search.search.matching` sees to it).
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
    modality: tuple[str, ...] = ()
    min_confidence: float | None = None
    uncredited: bool | None = None
    all_versions: bool = False
    distinct: bool = False


def narrowed(session: Session, query: Select[Any], filters: Filter, *, counting: bool = False) -> Select[Any]:
    """Returns *query* over quotation rows with the conditions of *filters*.

    A list shows whatever the modality, and finds a name in every part that somebody can have in a quotation.  What
    is *counting* takes what was said alone, unless modalities are asked for, and a name among those who said it.

    :raises NotFound: the speaker or the outlet isn't in the store.
    :raises UsageProblem: there is no such kind or status.
    """
    conditions: list[ColumnElement[bool]] = []
    if filters.status:
        conditions.append(QuoteRow.status.in_(codes_of("status", filters.status)))
    else:
        conditions.append(QuoteRow.status.not_in(HIDDEN))
    if not filters.all_versions:
        conditions.append(ArticleRow.is_current.is_(True))
    if filters.speaker:
        speakers = speakers_called(session, filters.speaker)
        if not speakers:
            hint = speaker_hint(session, filters.speaker) or "; quotes speakers lists them"
            raise NotFound(f"no speaker is called {filters.speaker!r}{hint}")
        conditions.append(credited(session, speakers, SPEAKERS if counting else tuple(Role)))
    if filters.outlet:
        conditions.append(ArticleRow.outlet_id == one_outlet(session, filters.outlet))
    conditions += _days(filters)
    if filters.via:
        conditions.append(contains(session, QuoteRow.via, filters.via))
    if filters.kind:
        conditions.append(QuoteRow.kind.in_(codes_of("kind", filters.kind)))
    modalities = filters.modality or ((Modality.SAID.value,) if counting else (ANY_MODALITY,))
    if ANY_MODALITY not in modalities:
        conditions.append(QuoteRow.modality.in_([storable(each) for each in modalities]))
    if filters.min_confidence is not None:
        conditions.append(QuoteRow.confidence >= filters.min_confidence)
    if filters.uncredited is True:
        conditions.append(QuoteRow.speaker_id.is_(None))
    elif filters.uncredited is False:
        conditions.append(QuoteRow.speaker_id.is_not(None))
    return query.where(*conditions)


def _days(filters: Filter) -> list[ColumnElement[bool]]:
    """Returns the conditions of the days of publication and of speech."""
    conditions: list[ColumnElement[bool]] = []
    if filters.since:
        conditions.append(ArticleRow.published_on >= filters.since)
    if filters.until:
        conditions.append(ArticleRow.published_on <= filters.until)
    if filters.said_since:
        conditions.append(func.coalesce(QuoteRow.said_on_end, QuoteRow.said_on) >= filters.said_since)
    if filters.said_until:
        conditions.append(QuoteRow.said_on <= filters.said_until)
    return conditions


MOST_CREDITED = 500
"""Further quotations up to which their ids are put into the query: planners know nothing of what a subquery finds."""


def credited(session: Session, speakers: Sequence[int], roles: Sequence[Role] = tuple(Role)) -> ColumnElement[bool]:
    """Returns the condition that the speaker, or a further party with one of *roles*, is one of *speakers* (ids)."""
    alone = QuoteRow.speaker_id.in_(speakers)
    further = select(QuoteCreditRow.quote_id).where(
        QuoteCreditRow.speaker_id.in_(speakers), QuoteCreditRow.role.in_([role.value for role in roles])
    )
    ids = session.scalars(further.limit(MOST_CREDITED + 1)).all()
    if not ids:
        return alone
    return or_(alone, QuoteRow.id.in_(ids if len(ids) <= MOST_CREDITED else further))
