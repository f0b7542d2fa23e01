"""One quotation entered by hand, without an article's text."""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.errors import UsageProblem
from quotes.model import Kind, Modality, Setting, SpeakerKind
from quotes.store.article_identity import article_uid, quote_uid
from quotes.store.articles.belonging import article_at, recorded_key
from quotes.store.articles.places import likeliest, places, places_of
from quotes.store.families.upkeep import added
from quotes.store.outlets.lookup import outlet_for
from quotes.store.schema import ArticleRow, QuoteRow, SpeakerAliasRow
from quotes.store.speakers.link import link, new_speaker
from quotes.store.speakers.lookup import called
from quotes.store.speakers.offers import offered, the_only_one
from quotes.store.statuses import Status
from quotes.wording import fold, storable, text_or_none, unmarked


class RecordedQuotation(NamedTuple):
    """The uid of a recorded quotation, and whether it was there before."""

    uid: str
    already: bool
    several: bool = False
    """Whether its words stand several times in its article, so that its place was chosen."""


def record(
    session: Session,
    words: str,
    *,
    speaker: str | None,
    outlet: str | None,
    published_on: dt.date | None,
    said_on: dt.date | None = None,
    title: str | None = None,
    url: str | None = None,
    via: str | None = None,
    kind: str | None = None,
    new: bool = False,
) -> RecordedQuotation:
    """Stores *words*, without marks that enclose them, as one quotation, recorded by a person, with no confidence, and
    returns it; it has offsets if the store has the text of its article.

    Words of such a text may be typed with other marks, blanks or another first letter: the text's are stored.
    *speaker* is a name, ``name (note)`` or uid; a bare name that fits one speaker means that one, as everywhere, and
    with *new* somebody else.  Recording
    the same words of the same speaker in the same place again changes nothing.

    :raises UsageProblem: there are no words, or they don't stand in the text that the store has, or the name fits
        several speakers.
    """
    words = unmarked(storable(words))
    speaker, outlet, title, url, via = map(text_or_none, (speaker, outlet, title, url, via))
    if not words:
        raise UsageProblem("there are no words to record")
    known = the_only_one(session, speaker, kind or kind_of_name(speaker)) if speaker and not new else None
    if known is not None:
        speaker = called(known)
    article = article_at(session, url=url, outlet=outlet, published_on=published_on, title=title)
    if article is None:
        key = recorded_key(session, url=url, outlet=outlet, published_on=published_on, title=title)
        article = ArticleRow(
            uid=article_uid(key, 1),
            outlet_id=outlet_for(session, outlet, url) if outlet else None,
            story_key=key,
            version=1,
            is_current=True,
            url=url,
            title=title,
            published_on=published_on,
            added_at=dt.datetime.now(dt.UTC),
        )
        session.add(article)
        session.flush()
    place, several = _offsets(session, article, words, known.name if known is not None else speaker)
    start, end = place or (None, None)
    if article.text is not None:
        words = article.text[start:end]
    more = () if start is not None else (fold(words), fold(speaker or ""))
    uid = quote_uid(article.uid, start, end, *more)
    at_place = and_(QuoteRow.article_id == article.id, QuoteRow.start_offset == start, QuoteRow.end_offset == end)
    same = select(QuoteRow.uid).where(or_(QuoteRow.uid == uid, at_place if start is not None else false()))
    before = session.scalars(same.limit(1)).first() or _before(session, article, words, speaker)
    if before is not None:
        return RecordedQuotation(before, True)
    latest = session.scalars(
        select(QuoteRow.utterance).where(QuoteRow.article_id == article.id).order_by(QuoteRow.utterance.desc()).limit(1)
    ).first()
    quotation = QuoteRow(
        uid=uid,
        article_id=article.id,
        speaker_id=known.id if known is not None else _speaker(session, speaker, kind, article, new=new),
        words=words,
        search_words=fold(words),
        start_offset=start,
        end_offset=end,
        kind=Kind.DIRECT.value,
        utterance=(latest or 0) + 1,
        setting=Setting.BODY.value,
        modality=Modality.SAID.value,
        via=via,
        said_on=said_on,
        said_on_end=said_on,
        said_on_precision="day" if said_on else None,
        status=Status.RECORDED.value,
    )
    session.add(quotation)
    session.flush()
    added(session, [quotation.id])
    return RecordedQuotation(uid, False, several)


def _offsets(
    session: Session, article: ArticleRow, words: str, speaker: str | None
) -> tuple[tuple[int, int] | None, bool]:
    """Returns where *words* of that speaker stand in the text of *article* (None if it has no text), and whether they
    stand there several times.

    :raises UsageProblem: they don't stand in its text.
    """
    if article.text is None:
        return None, False
    found = places(article.text, words)
    several = len(found) > 1
    at = (QuoteRow.start_offset, QuoteRow.end_offset)
    taken = (
        {tuple(row) for row in session.execute(select(*at).where(QuoteRow.article_id == article.id))} if several else ()
    )
    own = places_of(session, article.id, speaker) if several else ()
    place = likeliest(found, own=own, taken=taken)
    if place is None:
        raise UsageProblem(f"the words don't stand in the text of the article {article.uid}; write them as it has them")
    return place, several


def _speaker(session: Session, name: str | None, kind: str | None, article: ArticleRow, *, new: bool) -> int | None:
    if name is None:
        return None
    kind = kind or kind_of_name(name)
    if new and offered(session, name, kind):
        return new_speaker(session, name, kind, article.id, first=article.id)
    return link(session, name, kind, article.id)


def _before(session: Session, article: ArticleRow, words: str, speaker: str | None) -> str | None:
    """Returns the uid of the same words of the same speaker as an older program, which folded some letters otherwise,
    gave it.
    """
    if words.isascii() and (speaker is None or speaker.isascii()):
        return None
    rows = session.execute(
        select(QuoteRow.uid, SpeakerAliasRow.alias)
        .outerjoin(SpeakerAliasRow, SpeakerAliasRow.speaker_id == QuoteRow.speaker_id)
        .where(QuoteRow.article_id == article.id, QuoteRow.search_words == fold(words))
        .order_by(QuoteRow.id, SpeakerAliasRow.id)
    )
    return next((uid for uid, alias in rows if fold(alias or "") == fold(speaker or "")), None)


def kind_of_name(name: str) -> str:
    """Returns ``organisation`` if *name* reads as a body's, else ``person``."""
    return (SpeakerKind.ORGANISATION if names.is_organisation_like(name) else SpeakerKind.PERSON).value
