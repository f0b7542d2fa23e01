"""Shows one quotation in its passage, with where it comes from."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from quotes.name_lists import noted
from quotes.store.query.identifiers import find_quote
from quotes.store.schema import ArticleRow, DecisionRow, QuoteRow
from quotes.store.search.rows import fetched, quotations, whole_rows
from quotes.store.search.variants import Family, family_of
from quotes.store.speakers.homonyms import maybe_two
from quotes.store.statuses import HIDDEN

AROUND = 280
"""Characters of the passage on each side, up to the paragraph's ends."""

FARTHEST = 1500
"""Characters between quotation and the speaker's mention up to which the passage reaches the mention."""


class Passage(NamedTuple):
    """A stretch of an article around a quotation; the places in it are ``[start, end)`` of *text*."""

    text: str
    """Empty where the article has no text."""
    offset: int
    """Where it begins in the article's text."""
    begins: bool
    ends: bool
    """Whether it reaches the beginning and the end of its paragraph."""
    quotation: tuple[int, int]
    mention: tuple[int, int] | None
    cue: tuple[int, int] | None


class DecisionLine(NamedTuple):
    """One decision by a person about the quotation, its article or its speaker."""

    operation: int
    at: dt.datetime
    who: str
    action: str
    subject: str
    before: Any
    after: Any
    note: str | None
    undone_by: int | None
    """The operation that reverted it."""


class QuotationCard(NamedTuple):
    """A quotation as readers see it, with what belongs to it: passage, parties, decisions, neighbours."""

    row: dict[str, Any]
    """The columns of ``quote_list``, and the keys of a quotation in JSON."""
    id: int
    passage: Passage
    parties: tuple[tuple[str, str], ...]
    """Role and name of further parties, with the note of homonyms."""
    setting: str
    modality: str
    uncredited_because: str | None
    added_at: dt.datetime
    decisions: tuple[DecisionLine, ...]
    """Oldest first."""
    earlier: tuple[dict[str, Any], ...]
    later: tuple[dict[str, Any], ...]
    """The neighbours in the article, in reading order."""
    remark: str | None = None
    """A hint that the speaker may be two people, if something suggests it."""
    family: Family | None = None
    """The quotations of the same utterance, if others repeat it."""


def show(session: Session, given: str, *, neighbours: int = 0) -> QuotationCard:
    """Returns the quotation *given* (id, uid or unique beginning of a uid) with at most *neighbours* on each side.

    :raises NotFound: there is no such quotation.
    :raises UsageProblem: several uids begin so.
    """
    number = find_quote(session, given)
    quote = session.get_one(QuoteRow, number)
    article = session.get_one(ArticleRow, quote.article_id)
    (row,) = whole_rows(session, fetched(session, quotations().where(QuoteRow.id == number)))
    parties = row["credits"]
    earlier: list[dict[str, Any]] = []
    later: list[dict[str, Any]] = []
    if neighbours:
        same = quotations().where(QuoteRow.article_id == quote.article_id, QuoteRow.id != number)
        same = same.where(QuoteRow.status.not_in(HIDDEN))
        place = func.coalesce(QuoteRow.start_offset, 0)
        here = (quote.start_offset or 0, number)
        before = same.where(tuple_(place, QuoteRow.id) < here).order_by(place.desc(), QuoteRow.id.desc())
        after = same.where(tuple_(place, QuoteRow.id) > here).order_by(place, QuoteRow.id)
        earlier = list(whole_rows(session, fetched(session, before.limit(neighbours))[::-1]))
        later = list(whole_rows(session, fetched(session, after.limit(neighbours))))
    doubt = maybe_two(session, quote.speaker_id) if quote.speaker_id is not None else None
    return QuotationCard(
        row,
        number,
        passage_of(article.text, quote),
        tuple((each["role"], noted(each["name"], each["note"])) for each in parties),
        quote.setting,
        quote.modality,
        quote.uncredited_because,
        article.added_at,
        _decisions(session, quote),
        tuple(earlier),
        tuple(later),
        None if doubt is None else str(doubt),
        family_of(session, number),
    )


def passages(session: Session, uids: Sequence[str]) -> dict[str, Passage]:
    """Returns the passage of each of the quotations with *uids* that has one."""
    rows = session.execute(
        select(QuoteRow, ArticleRow.text).join(ArticleRow, ArticleRow.id == QuoteRow.article_id).where(
            QuoteRow.uid.in_(uids), ArticleRow.text.is_not(None), QuoteRow.start_offset.is_not(None)
        )
    )  # fmt: skip
    return {quote.uid: passage_of(text, quote) for quote, text in rows}


def passage_of(text: str | None, quote: QuoteRow) -> Passage:
    """Returns the paragraph around *quote*, cut if it is long; it reaches as far as the speaker's mention if that is
    near.
    """
    if text is None or quote.start_offset is None or quote.end_offset is None:
        return Passage("", 0, True, True, (0, 0), None, None)
    start, end = quote.start_offset, quote.end_offset
    named = None
    if quote.mention_start is not None and quote.mention_end is not None:
        near = quote.mention_start - end <= FARTHEST and start - quote.mention_end <= FARTHEST
        named = (quote.mention_start, quote.mention_end) if near else None
    low, high = (min(start, named[0]), max(end, named[1])) if named else (start, end)
    first = text.rfind("\n", 0, low) + 1
    last = text.find("\n", high)
    last = len(text) if last < 0 else last
    offset, stop = max(first, low - AROUND), min(last, high + AROUND)
    cue = _cue(text, offset, stop, (start, end), quote.cue)

    def inside(place: tuple[int, int] | None) -> tuple[int, int] | None:
        return None if place is None else (place[0] - offset, place[1] - offset)

    return Passage(
        text[offset:stop],
        offset,
        offset == first,
        stop == last,
        (start - offset, end - offset),
        inside(named),
        inside(cue),
    )


def _cue(text: str, offset: int, stop: int, quotation: tuple[int, int], cue: str | None) -> tuple[int, int] | None:
    """Returns where the words of *cue* stand nearest to the quotation and outside of it, or None; the store keeps only
    the words.
    """
    if not cue:
        return None
    start, end = quotation
    places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(cue)}(?!\w)", text[offset:stop])]
    outside = [(a + offset, b + offset) for a, b in places if b + offset <= start or a + offset >= end]
    return min(outside, key=lambda place: (start - place[1]) if place[1] <= start else (place[0] - end), default=None)


def _decisions(session: Session, quote: QuoteRow) -> tuple[DecisionLine, ...]:
    subjects = [("quote", quote.id), ("article", quote.article_id), ("speaker", quote.speaker_id)]
    undo = aliased(DecisionRow)
    undone = select(func.min(undo.operation)).where(undo.undoes == DecisionRow.operation).scalar_subquery()
    query = (
        select(DecisionRow, undone)
        .where(
            or_(
                *(
                    and_(DecisionRow.subject == subject, DecisionRow.subject_id == number)
                    for subject, number in subjects
                    if number is not None
                )
            )
        )
        .order_by(DecisionRow.id)
    )
    return tuple(
        DecisionLine(
            row.operation, row.at, row.who, row.action, row.subject, row.before, row.after, row.note, undone_by
        )
        for row, undone_by in session.execute(query)
    )


def of_article(session: Session, article: int) -> list[dict[str, Any]]:
    """Returns the quotations of one article in reading order, rejected ones too."""
    return fetched(session, quotations().where(QuoteRow.article_id == article).order_by(QuoteRow.id))
