"""An article with its quotations into the store: new, a new version, or already there."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from quotes.english.occupations import callings
from quotes.model import Article, Quote
from quotes.name_lists import noted
from quotes.store.article_identity import article_uid, canonical_url, quote_uid, story_key, text_hash
from quotes.store.articles.belonging import article_at
from quotes.store.articles.carry_over import carry_over
from quotes.store.articles.give_text import overlapping, place_imported
from quotes.store.families.upkeep import Upkeep, arrived
from quotes.store.outlets.lookup import outlet_for, story_outlet
from quotes.store.query.identifiers import find_outlet
from quotes.store.schema import ArticleRow, Outcome, QuoteCreditRow, QuoteRow, SpeakerRow, Status
from quotes.store.speakers.homonyms import maybe_two
from quotes.store.speakers.link import ArticleSpeakers
from quotes.store.speakers.office_backfill import recognise
from quotes.wording import fold, text_or_none


class StoredArticle(NamedTuple):
    """The outcome of storing an article: its row, the number of quotations, the fields that were filled or differ,
    the speakers who may be two people by its descriptions, each with the reason, and what else is to be said.
    """

    outcome: Outcome
    article: int
    uid: str
    version: int
    quotations: int
    filled: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    homonyms: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def save_article(
    session: Session, article: Article, quotes: Sequence[Quote], *, extractor: str, run: int | None = None
) -> StoredArticle:
    """Stores *article* and its *quotes* in the session's transaction, and returns the outcome.

    The same text again changes nothing but fills empty fields; another text of the same story becomes its next
    version.  What differs from stored metadata is reported, never overwritten.
    """
    article = _storable(article)
    sha256 = text_hash(article.text)
    current = _current(session, article, sha256)
    if current is not None and current.text is None and current.text_sha256 in (None, sha256):
        return _with_text(session, current, article, quotes, sha256, extractor)
    if current is not None and current.text_sha256 == sha256:
        return _again(session, current, article, quotes)
    outlet = story_outlet(session, article.outlet)
    key = current.story_key if current is not None else story_key(article.url, outlet, sha256)
    version = 1
    if current is not None:
        version = current.version + 1
        current.is_current = False
        session.flush()
    row = ArticleRow(
        uid=article_uid(key, version),
        outlet_id=outlet_for(session, article.outlet, article.url)
        if article.outlet
        else current.outlet_id
        if current
        else None,
        story_key=key,
        version=version,
        is_current=True,
        external_id=article.id,
        url=article.url,
        title=article.title,
        byline=article.byline,
        published_on=article.published_on,
        published_at=article.published_at,
        text=article.text,
        text_sha256=sha256,
        language=article.language,
        regions=_regions(article),
        extractor=extractor,
        added_at=dt.datetime.now(dt.UTC),
        run_id=run,
    )
    session.add(row)
    session.flush()
    add_quotes(session, row, quotes, extractor)
    arrived(session, [row.id])
    if current is not None:
        carry_over(session, current.id, row)
    outcome = Outcome.NEW if version == 1 else Outcome.NEW_VERSION
    return StoredArticle(
        outcome, row.id, row.uid, version, len(quotes), homonyms=tuple(_homonyms(session, row, quotes))
    )


def _storable(article: Article) -> Article:
    """Returns *article* with what its source says of it in a form that a database takes; blank is the same as
    not said.
    """
    return replace(
        article,
        id=text_or_none(article.id),
        outlet=text_or_none(article.outlet),
        title=text_or_none(article.title),
        byline=text_or_none(article.byline),
        url=text_or_none(article.url),
        language=text_or_none(article.language),
    )


def _current(session: Session, article: Article, sha256: str) -> ArticleRow | None:
    """Returns the current version of the story that *article* belongs to.

    A text without a URL is also the story of the same text whose outlet was not known, and one whose outlet is not
    said is any story of that text.
    """
    newest = select(ArticleRow).where(ArticleRow.is_current)
    outlet = story_outlet(session, article.outlet)
    key = story_key(article.url, outlet, sha256)
    imported = and_(ArticleRow.uid == article_uid(key, 1), ArticleRow.story_key.startswith("imported:"))
    found = session.scalar(newest.where(or_(ArticleRow.story_key == key, imported)))
    if found is None:
        found = _told_before(session, article, sha256)
    if found is not None or article.url:
        return found
    if article.outlet:
        return session.scalar(newest.where(ArticleRow.story_key == story_key(None, "", sha256)))
    same = newest.where(ArticleRow.text_sha256 == sha256, ArticleRow.story_key.startswith("text:"))
    return session.scalars(same.order_by(ArticleRow.id).limit(1)).first()


def _told_before(session: Session, article: Article, sha256: str) -> ArticleRow | None:
    """Returns the article of quotations that were imported or recorded before their text came.

    Its URL tells it whatever its text has become; by outlet, day and title it is one whose text is not there yet.  A
    text without a URL is also the one that such an article was given.
    """
    outlet, day, title = article.outlet, article.published_on, article.title
    is_told = bool(article.url or (outlet and day and title))
    found = article_at(session, url=article.url, outlet=outlet, published_on=day, title=title) if is_told else None
    if found is not None:
        if found.text is None and found.text_sha256 in (None, sha256):
            return found
        if article.url and found.story_key == f"recorded:{canonical_url(article.url)}":
            return found
    if article.url:
        return None
    given = select(ArticleRow).where(
        ArticleRow.is_current, ArticleRow.text_sha256 == sha256, ArticleRow.story_key.startswith("recorded:")
    )
    if article.outlet:
        given = given.where(ArticleRow.outlet_id == find_outlet(session, article.outlet))
    return session.scalars(given.order_by(ArticleRow.id).limit(1)).first()


def _with_text(
    session: Session, row: ArticleRow, article: Article, quotes: Sequence[Quote], sha256: str, extractor: str
) -> StoredArticle:
    """Gives a text to an article whose quotations were imported without one: they stay as they are, and extraction adds
    what does not overlap them.
    """
    row.text, row.text_sha256, row.regions, row.extractor = article.text, sha256, _regions(article), extractor
    if article.url and row.url is None:
        row.url, row.story_key = article.url, story_key(article.url, "", "")
    there, remarks = place_imported(session, row)
    filled = _again(session, row, article, quotes)
    add_quotes(session, row, quotes, extractor, there=there)
    arrived(session, [row.id])
    count = session.query(QuoteRow).where(QuoteRow.article_id == row.id).count()
    return filled._replace(outcome=Outcome.NEW, quotations=count, filled=("text", *filled.filled), remarks=remarks)


_FIELDS = ("title", "byline", "published_on", "published_at", "language", "external_id")


def _again(session: Session, row: ArticleRow, article: Article, quotes: Sequence[Quote]) -> StoredArticle:
    """Fills the empty fields of a stored article and says what differs."""
    filled: list[str] = []
    differing: list[str] = []
    families = Upkeep(session)
    if row.published_on is None and article.published_on is not None:
        families.leave_articles([row.id])
    for field in _FIELDS:
        given = article.id if field == "external_id" else getattr(article, field)
        stored = getattr(row, field)
        if given is None or given == stored:
            continue
        if stored is None:
            setattr(row, field, given)
            filled.append(field)
        elif field != "external_id":
            differing.append(field)
    if article.outlet:
        if row.outlet_id is None:
            row.outlet_id = outlet_for(session, article.outlet, article.url)
            if row.story_key.startswith("text::"):
                row.story_key = story_key(None, story_outlet(session, article.outlet), row.text_sha256 or "")
            filled.append("outlet")
        elif find_outlet(session, article.outlet) != row.outlet_id:
            differing.append("outlet")
    if "published_on" in filled:
        _date_phrases(session, row, quotes)
    session.flush()
    families.settle()
    count = session.query(QuoteRow).where(QuoteRow.article_id == row.id).count()
    return StoredArticle(Outcome.ALREADY_STORED, row.id, row.uid, row.version, count, tuple(filled), tuple(differing))


def _date_phrases(session: Session, article: ArticleRow, quotes: Sequence[Quote]) -> None:
    """Gives "on Friday" its day, now that the day of publication is known; what a person decided stays."""
    undated = select(QuoteRow).where(
        QuoteRow.article_id == article.id,
        QuoteRow.status == Status.EXTRACTED.value,
        QuoteRow.said_on.is_(None),
        QuoteRow.said_on_phrase.is_not(None),
    )
    dated = {(quote.start, quote.end): quote for quote in quotes if quote.said_on is not None}
    for row in session.scalars(undated):
        quote = dated.get((row.start_offset or 0, row.end_offset or 0))
        if quote is not None and quote.said_on_phrase == row.said_on_phrase:
            row.said_on, row.said_on_end = quote.said_on, quote.said_on_end
            row.said_on_precision = quote.said_on_precision.value if quote.said_on_precision else None


def add_quotes(
    session: Session, article: ArticleRow, quotes: Sequence[Quote], extractor: str, *, there: Sequence[QuoteRow] = ()
) -> None:
    """Inserts *quotes* of *article* with their speakers and credits, save those that overlap one that is *there*."""
    rows: list[QuoteRow] = []
    latest = max((row.utterance for row in there), default=0)
    speakers = ArticleSpeakers(session, article.id, again=article.version > 1)
    for quote in quotes:
        before = overlapping(there, quote)
        if before is not None:
            rows.append(before)
            continue
        speaker = None
        if quote.speaker and quote.speaker_kind:
            speaker = speakers[quote.speaker, quote.speaker_kind.value]
        values = quote_values(session, quote)
        values["utterance"] += latest
        row = QuoteRow(
            uid=quote_uid(article.uid, quote.start, quote.end),
            article_id=article.id,
            speaker_id=speaker,
            start_offset=quote.start,
            end_offset=quote.end,
            parent_id=rows[quote.parent].id if quote.parent is not None else None,
            via_outlet_id=values.pop("via_outlet"),
            status=Status.EXTRACTED.value,
            extractor=extractor,
            **values,
        )
        session.add(row)
        session.flush()
        rows.append(row)
        parties: set[tuple[int, str]] = set()
        for position, credit in enumerate(quote.credits):
            other = speakers[credit.name, credit.kind.value]
            if (other, credit.role.value) not in parties and other != speaker:
                parties.add((other, credit.role.value))
                session.add(
                    QuoteCreditRow(quote_id=row.id, speaker_id=other, role=credit.role.value, position=position)
                )
    session.flush()
    recognise(session, article, speakers)


def _homonyms(session: Session, article: ArticleRow, quotes: Sequence[Quote]) -> Iterator[str]:
    """Returns the article's speakers who may be two people, judged by the descriptions in this article."""
    if not any(quote.speaker and quote.mention and callings(quote.mention, quote.speaker) for quote in quotes):
        return
    mentions = (
        select(SpeakerRow, QuoteRow.mention)
        .join(QuoteRow, QuoteRow.speaker_id == SpeakerRow.id)
        .where(QuoteRow.article_id == article.id, QuoteRow.mention.is_not(None))
        .order_by(SpeakerRow.id)
    )
    called = [row for row, mention in session.execute(mentions).all() if mention and callings(mention, row.name)]
    for row in dict.fromkeys(called):
        doubt = maybe_two(session, row.id, article=article.id)
        if doubt is not None:
            yield f"{noted(row.name, row.note)}, {doubt}"


def quote_values(session: Session, quote: Quote) -> dict[str, Any]:
    """Returns columns and values of all that extraction says of a quotation except its place, speaker and parent."""
    return {
        "words": quote.text,
        "search_words": fold(quote.text),
        "kind": quote.kind.value,
        "utterance": quote.utterance,
        "setting": quote.setting.value,
        "modality": quote.modality.value,
        "mention": quote.mention,
        "mention_start": quote.mention_start,
        "mention_end": quote.mention_end,
        "cue": quote.cue,
        "reason": quote.reason,
        "uncredited_because": quote.uncredited_because,
        "via": quote.via,
        "via_outlet": find_outlet(session, quote.via) if quote.via else None,
        "said_on": quote.said_on,
        "said_on_end": quote.said_on_end,
        "said_on_precision": quote.said_on_precision.value if quote.said_on_precision else None,
        "said_on_phrase": quote.said_on_phrase,
        "confidence": quote.confidence,
    }


def _regions(article: Article) -> dict[str, list[list[int]]] | None:
    if not article.headlines and not article.captions:
        return None
    return {
        "headlines": [[span.start, span.end] for span in article.headlines],
        "captions": [[span.start, span.end] for span in article.captions],
    }
