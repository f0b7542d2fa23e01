"""One quotation in its passage, with where it comes from."""

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.errors import NotFound, UsageProblem
from quotes.store.rows import fetched, quotations
from quotes.store.schema import ArticleRow, QuoteCreditRow, QuoteRow, SpeakerRow

AROUND = 280
"""Characters of the passage on each side, up to the paragraph's ends."""


class Shown(NamedTuple):
    """A quotation as readers see it, and around it."""

    row: dict[str, Any]
    """The columns of ``quote_list``."""
    before: str
    after: str
    """The passage on both sides, empty where the article has no text."""
    begins: bool
    ends: bool
    """Whether the passage reaches the paragraph's beginning and end."""
    offset: int
    """Where the passage begins in the text."""
    parties: tuple[tuple[str, str], ...]
    """Role and name of further parties."""
    setting: str
    modality: str
    uncredited_because: str | None
    added_at: dt.datetime
    neighbours: tuple[dict[str, Any], ...]


def find_quote(session: Session, given: str) -> int:
    """The id of the quotation whose id, uid or unique beginning of a uid *given* is.

    :raises NotFound: there is none.
    :raises UsageProblem: several uids begin so.
    """
    given = given.strip()
    if given.isdecimal() and len(given) < 19:
        found = session.scalar(select(QuoteRow.id).where(QuoteRow.id == int(given)))
        if found is not None:
            return found
    ids: list[tuple[int, str]] = []
    if len(given) >= 2 and given.isalnum():
        query = select(QuoteRow.id, QuoteRow.uid).where(QuoteRow.uid.startswith(given.lower(), autoescape=True))
        ids = [(row[0], row[1]) for row in session.execute(query.order_by(QuoteRow.uid).limit(6))]
    if not ids:
        raise NotFound(f"there is no quotation {given!r}; quotes search lists them with their ids")
    if len(ids) > 1 and ids[0][1] != given.lower():
        raise UsageProblem(f"{given!r} fits several quotations: {', '.join(uid for _, uid in ids)}; give more of it")
    return ids[0][0]


def show(session: Session, given: str, *, neighbours: int = 0) -> Shown:
    """The quotation *given* (id, uid or unique beginning of a uid) with up to *neighbours* on each side.

    :raises NotFound: there is none.
    :raises UsageProblem: several uids begin so.
    """
    number = find_quote(session, given)
    quote = session.get_one(QuoteRow, number)
    article = session.get_one(ArticleRow, quote.article_id)
    row = fetched(session, quotations().where(QuoteRow.id == number))[0]
    before = after = ""
    begins = ends = True
    offset = 0
    if article.text is not None and quote.start_offset is not None and quote.end_offset is not None:
        text, start, end = article.text, quote.start_offset, quote.end_offset
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        last = len(text) if last < 0 else last
        offset, stop = max(first, start - AROUND), min(last, end + AROUND)
        before, after = text[offset:start], text[end:stop]
        begins, ends = offset == first, stop == last
    parties = session.execute(
        select(QuoteCreditRow.role, SpeakerRow.name)
        .join(SpeakerRow, SpeakerRow.id == QuoteCreditRow.speaker_id)
        .where(QuoteCreditRow.quote_id == number)
        .order_by(QuoteCreditRow.position)
    ).all()
    near: list[dict[str, Any]] = []
    if neighbours:
        same = quotations().where(QuoteRow.article_id == quote.article_id, QuoteRow.id != number)
        earlier = same.where(QuoteRow.id < number).order_by(QuoteRow.id.desc()).limit(neighbours)
        later = same.where(QuoteRow.id > number).order_by(QuoteRow.id).limit(neighbours)
        near = [*reversed(fetched(session, earlier)), *fetched(session, later)]
    return Shown(
        row,
        before,
        after,
        begins,
        ends,
        offset,
        tuple((role, name) for role, name in parties),
        quote.setting,
        quote.modality,
        quote.uncredited_because,
        article.added_at,
        tuple(near),
    )


def of_article(session: Session, article: int) -> list[dict[str, Any]]:
    """The quotations of one article in reading order, rejected ones too."""
    return fetched(session, quotations().where(QuoteRow.article_id == article).order_by(QuoteRow.id))
