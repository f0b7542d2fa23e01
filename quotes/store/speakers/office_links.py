"""Links a surname to which an article gives an office (*President Obama*) to the one speaker known to hold it."""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.english.offices import named_office, office_key, offices_of_family, relatives
from quotes.model import SpeakerKind
from quotes.store.decisions.operations import ALIASED
from quotes.store.schema import (
    ArticleRow,
    DecisionRow,
    QuoteCreditRow,
    QuoteRow,
    SpeakerAliasRow,
    SpeakerApartRow,
    SpeakerRow,
)
from quotes.store.speakers.namesakes import BEYOND_ARTICLES

NEAR = 366
"""Most days between two articles that mean one holder by one office: terms are longer, and holders of one family
follow each other later."""


def office_keys(text: str | None, name: str) -> tuple[str, ...]:
    """Returns the keys of office and surname (``president: obama``) that *text*, or *name* itself, gives a surname.

    Returns none for a full name."""
    if names.is_full(name):
        return ()
    family = names.family_key(name)
    found = {office_key(each, family) for each in offices_of_family(text or "", family)} if family else set()
    return tuple(sorted(found | ({own} if (own := named_office(name)) else set())))


def holder(session: Session, article: ArticleRow, name: str) -> int | None:
    """Returns the id of the speaker whom the surname *name* means in *article*, or None if that is not sure.

    A bare surname says too little, but with an office that one person holds at a time (*President Obama*) it is as
    good as a full name.  The link is made if exactly one speaker of that family has been given the office before the
    full name, in an article of about the same time.  It is not made if the text speaks of a former holder, names
    another of the family, or credits somebody whom a person has set apart from that speaker.  If a person has given
    a speaker the name *President Obama*, that speaker is meant, whatever the time.
    """
    keys = office_keys(article.text, name)
    found = the_holder(session, keys)
    if found is None or _is_apart(session, found.speaker, article):
        return None
    if article.text and relatives(article.text, session.get_one(SpeakerRow, found.speaker).name):
        return None
    return found.speaker if found.stated or _is_near(session, found.speaker, article, keys) else None


class Holder(NamedTuple):
    """The speaker who holds an office, and whether a person (not the program) has said so."""

    speaker: int
    stated: bool


def the_holder(session: Session, keys: tuple[str, ...]) -> Holder | None:
    """Returns the one speaker who is known by each of *keys* beyond one article; None if there are none or several."""
    if not keys:
        return None
    given = exists().where(
        DecisionRow.subject == SpeakerAliasRow.__tablename__,
        DecisionRow.subject_id == SpeakerAliasRow.id,
        DecisionRow.action == ALIASED,
    )
    rows = session.execute(
        select(SpeakerAliasRow.key, SpeakerAliasRow.speaker_id, given)
        .join(SpeakerRow, SpeakerRow.id == SpeakerAliasRow.speaker_id)
        .where(
            SpeakerAliasRow.key.in_(keys),
            BEYOND_ARTICLES,
            SpeakerRow.kind == SpeakerKind.PERSON.value,
        )
    ).all()
    stated = [row for row in rows if row[2]]
    found = stated or rows
    if len({row[1] for row in found}) != 1 or {row[0] for row in found} != set(keys):
        return None
    return Holder(found[0][1], bool(stated))


def _is_apart(session: Session, speaker: int, article: ArticleRow) -> bool:
    """Tests whether a person has set *speaker* apart from somebody whom any version of the article credits or knows."""
    pairs = select(SpeakerApartRow.a, SpeakerApartRow.b).where(
        or_(SpeakerApartRow.a == speaker, SpeakerApartRow.b == speaker)
    )
    others = [b if a == speaker else a for a, b in session.execute(pairs)]
    if not others:
        return False
    versions = select(ArticleRow.id).where(ArticleRow.story_key == article.story_key)
    quotes = select(QuoteRow.id).where(QuoteRow.article_id.in_(versions))
    here = select(SpeakerRow.id).where(
        SpeakerRow.id.in_(others),
        or_(
            SpeakerRow.article_id.in_(versions),
            SpeakerRow.id.in_(select(QuoteRow.speaker_id).where(QuoteRow.article_id.in_(versions))),
            SpeakerRow.id.in_(select(QuoteCreditRow.speaker_id).where(QuoteCreditRow.quote_id.in_(quotes))),
        ),
    )
    return session.scalar(here.limit(1)) is not None


def _is_near(session: Session, speaker: int, article: ArticleRow, keys: tuple[str, ...]) -> bool:
    """Tests whether an article that quotes *speaker* gives the office at about the time of *article*.

    Articles without a date count as near.  Who was president twenty years ago is quoted as a former one."""
    day = article.published_on
    if day is None:
        return True
    query = (
        select(ArticleRow.id, ArticleRow.text)
        .join(QuoteRow, QuoteRow.article_id == ArticleRow.id)
        .where(
            QuoteRow.speaker_id == speaker,
            ArticleRow.text.is_not(None),
            or_(ArticleRow.published_on.between(*_around(day)), ArticleRow.published_on.is_(None)),
        )
        .execution_options(yield_per=20)
    )
    looked = set()
    with session.execute(query) as rows:
        for identity, text in rows:
            if identity not in looked:
                looked.add(identity)
                if not _said(text or "", keys).isdisjoint(keys):
                    return True
    return False


def _around(day: dt.date) -> tuple[dt.date, dt.date]:
    """Returns the first and the last day within :data:`NEAR` days of *day*, or the calendar's own ends."""
    first, last = dt.date.min.toordinal(), dt.date.max.toordinal()
    number = day.toordinal()
    return dt.date.fromordinal(max(first, number - NEAR)), dt.date.fromordinal(min(last, number + NEAR))


def _said(text: str, keys: tuple[str, ...]) -> set[str]:
    families = {key.partition(": ")[2] for key in keys}
    return {office_key(office, family) for family in families for office in offices_of_family(text, family)}
