"""Tells where stored quotations stand, what stands beside them in their articles, and which of them somebody said."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quotes.english import names
from quotes.model import SpeakerKind
from quotes.name_lists import names_in
from quotes.store.query.filters import credited
from quotes.store.query.identifiers import find_outlet, speakers_called
from quotes.store.schema import ArticleRow, OutletRow, QuoteRow, SpeakerRow
from quotes.store.search.rows import fetched_by_id
from quotes.store.search.show import Passage, passage_of
from quotes.store.statuses import HIDDEN

_THE = "the "
BESIDE = 2
"""Quotations on each side that may have been joined with one."""


class Appearance(NamedTuple):
    """A stored quotation with the paragraph in which it stands."""

    id: int
    row: dict[str, Any]
    """The columns of ``quote_list``."""
    passage: Passage


def appearances(session: Session, ids: Sequence[int]) -> list[Appearance]:
    """Returns the quotations with *ids*, the first published first; those without a day are last."""
    rows = dict(zip(ids, fetched_by_id(session, ids), strict=True))
    order = sorted(
        rows, key=lambda number: (rows[number]["published_on"] is None, rows[number]["published_on"], number)
    )
    quotes = {quote.id: quote for quote in session.scalars(select(QuoteRow).where(QuoteRow.id.in_(order)))}
    texts = _texts(session, {quote.article_id for quote in quotes.values()})
    return [
        Appearance(number, rows[number], passage_of(texts[quotes[number].article_id], quotes[number]))
        for number in order
    ]


def _texts(session: Session, articles: Iterable[int]) -> dict[int, str | None]:
    query = select(ArticleRow.id, ArticleRow.text).where(ArticleRow.id.in_(sorted(articles)))
    rows = session.execute(query)
    return {row.id: row.text for row in rows}


class Beside(NamedTuple):
    """A quotation of the same article: its id, its words, and its utterance."""

    id: int
    words: str
    utterance: int | None


def beside(session: Session, number: int) -> list[Beside]:
    """Returns quotation *number* and at most :data:`BESIDE` on each side of it in its article, in reading order; those
    that stand inside others, and hidden ones, are left out.
    """
    article = select(QuoteRow.article_id).where(QuoteRow.id == number).scalar_subquery()
    query = (
        select(QuoteRow.id, QuoteRow.words, QuoteRow.utterance)
        .where(QuoteRow.article_id == article, QuoteRow.parent_id.is_(None), QuoteRow.status.not_in(HIDDEN))
        .order_by(func.coalesce(QuoteRow.start_offset, 0), QuoteRow.id)
    )
    found = [Beside(*row) for row in session.execute(query)]
    at = next((place for place, each in enumerate(found) if each.id == number), None)
    return [] if at is None else found[max(0, at - BESIDE) : at + BESIDE + 1]


class Printed(NamedTuple):
    """Words as an outlet printed them; outlet and speaker are None where they aren't known by name."""

    words: str
    outlet: str | None
    speaker: str | None


def family_printed(session: Session, ids: Sequence[int]) -> list[Printed]:
    """Returns what the families of the quotations with *ids* have in current versions of articles, in the order in
    which it was stored.
    """
    labels = select(QuoteRow.family_id).where(QuoteRow.id.in_(ids))
    query = (
        select(QuoteRow.words, OutletRow.name, SpeakerRow.name, SpeakerRow.kind)
        .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
        .outerjoin(SpeakerRow, SpeakerRow.id == QuoteRow.speaker_id)
        .where(QuoteRow.family_id.in_(labels), QuoteRow.status.not_in(HIDDEN), ArticleRow.is_current)
        .order_by(QuoteRow.id)
    )
    return [
        Printed(words, outlet, None if kind == SpeakerKind.UNNAMED else speaker)
        for words, outlet, speaker, kind in session.execute(query)
    ]


class SpeakerTest:
    """Tells which quotations are those of a speaker under any of the names that the store or the language knows; what
    was looked up is kept for the next question.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._called: dict[str, list[int]] = {}

    def said_by(self, name: str, quotations: Sequence[Appearance]) -> dict[int, bool | None]:
        """Returns, by id, whether *name* said each of *quotations*; None where the store credits nobody by name.

        A surname is its bearer, and a full name fits a bare surname.
        """
        found: dict[int, bool | None] = {}
        open_ids = []
        for each in quotations:
            row = each.row
            if row["speaker"] is None or row["speaker_kind"] == SpeakerKind.UNNAMED:
                found[each.id] = None
            elif any(may_be(name, other) for other in (row["speaker"], *names_in(row["also_by"]))):
                found[each.id] = True
            else:
                open_ids.append(each.id)
        if open_ids:
            mine = self._credited(name, open_ids)
            found |= {number: number in mine for number in open_ids}
        return found

    def _credited(self, name: str, ids: Sequence[int]) -> set[int]:
        if name not in self._called:
            self._called[name] = speakers_called(self._session, name)
        if not (called := self._called[name]):
            return set()
        query = select(QuoteRow.id).where(QuoteRow.id.in_(ids), credited(self._session, called))
        return set(self._session.scalars(query))


def may_be(one: str, other: str) -> bool:
    """Tests whether two names may be one speaker's; two full names must agree."""
    if names.organisation_key(one) == names.organisation_key(other):
        return True
    return names.compatible(one, other) is not names.Match.DIFFERENT


def without_the(name: str) -> str:
    """Returns *name* without *the* before it."""
    return name[len(_THE) :] if name[: len(_THE)].casefold() == _THE else name


def outlet_called(session: Session, name: str) -> str | None:
    """Returns the name of the outlet that is called *name*, with *the* before it or without, or None if the store
    knows none.
    """
    bare = without_the(name)
    spellings = (name, bare, _THE + bare)
    outlet = next((found for each in spellings if (found := find_outlet(session, each)) is not None), None)
    return None if outlet is None else session.scalar(select(OutletRow.name).where(OutletRow.id == outlet))


def is_empty(session: Session) -> bool:
    """Tests whether the store holds no quotation."""
    return session.scalar(select(QuoteRow.id).limit(1)) is None
