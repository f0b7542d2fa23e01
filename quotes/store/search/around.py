"""Finds words in the title, the byline and the passage of a quotation.

No index has these folded. The engine picks the articles in which the words may stand, by their ASCII letters; then the
same folding as everywhere decides. So a search reads all titles, bylines or texts of the articles that the filters
leave: titles and bylines of 100,000 articles in a fraction of a second, their texts in seconds.
"""

import re
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, and_, cast, collate, false, func, or_, select
from sqlalchemy.orm import Session

from quotes.store.query.filters import Filter
from quotes.store.query.text_conditions import among
from quotes.store.schema import ArticleRow, QuoteRow
from quotes.wording import fold

PARAGRAPHS = 1
"""Paragraphs before and after those of the quotation that belong to its passage."""
FARTHEST = 3000
"""Characters on each side of a quotation beyond which nothing belongs to its passage."""
PLAIN = "\x01-\xa9\xab\xac\xae-\xb1\xbb\u2010-\u2027"
"""Characters that become themselves, their small letter or a blank when folded, as they stand in brackets."""
_OTHERS = re.compile(f"[^{PLAIN}]")


class Sought:
    """A folded phrase that is looked for, the last word of which may be a beginning."""

    def __init__(self, value: str) -> None:
        self.words = fold(value)
        self.is_prefix = value.rstrip().endswith("*")

    def stands_in(self, text: str | None) -> bool:
        """Tests whether the phrase occurs among the folded words of *text*."""
        if text is None or not self._may_stand_in(text):
            return False
        return f" {self.words}{'' if self.is_prefix else ' '}" in f" {fold(text)} "

    def _may_stand_in(self, text: str) -> bool:
        """Tests cheaply, at a tenth of the cost of folding, whether the phrase may stand in *text*: each word is there,
        or letters that fold to others are.
        """
        lower = text.lower()
        return all(word in lower for word in self.words.split()) or _OTHERS.search(text) is not None

    def may_stand_in(self, session: Session, column: Any) -> ColumnElement[bool]:
        """Returns a fast condition for the engine that *column* may hold the phrase: it has each word, or letters that
        may fold to others.
        """
        if session.get_bind().dialect.name == "postgresql":
            column = collate(column, "C")
            others = column.op("~")(f"[^{PLAIN}]")
        else:  # whose patterns are slower than reading the texts
            others = func.length(cast(column, LargeBinary)) != func.length(column)
        return or_(others, and_(*(func.lower(column).contains(word, autoescape=True) for word in self.words.split())))


def _articles(filters: Filter, *columns: Any) -> Any:
    """Returns the articles that the filters for articles among *filters* leave."""
    query = select(ArticleRow.id, *columns)
    if not filters.all_versions:
        query = query.where(ArticleRow.is_current)
    if filters.since:
        query = query.where(ArticleRow.published_on >= filters.since)
    if filters.until:
        query = query.where(ArticleRow.published_on <= filters.until)
    return query.execution_options(yield_per=500)


def in_article(session: Session, column: Any, value: str, filters: Filter) -> ColumnElement[bool]:
    """Returns the condition that the words of *value* stand in a *column* of the article (title, byline)."""
    sought = Sought(value)
    return among(session, ArticleRow.id, _with(session, column, sought, filters)) if sought.words else false()


def _with(session: Session, column: Any, sought: Sought, filters: Filter) -> list[int]:
    rows = session.execute(_articles(filters, column).where(sought.may_stand_in(session, column)))
    return [number for number, text in rows if sought.stands_in(text)]


def about(session: Session, value: str, filters: Filter) -> ColumnElement[bool]:
    """Tests whether the words of *value* stand in the title, or in the passage: the paragraphs of the quotation and
    :data:`PARAGRAPHS` on each side of them (without a text the quotation itself).
    """
    sought = Sought(value)
    if not sought.words:
        return false()
    titled = _with(session, ArticleRow.title, sought, filters)
    texts = session.execute(_articles(filters, ArticleRow.text).where(sought.may_stand_in(session, ArticleRow.text)))
    inside: list[int] = []
    for number, text in texts:
        if sought.stands_in(text):
            places = select(QuoteRow.id, QuoteRow.start_offset, QuoteRow.end_offset, QuoteRow.words)
            for quote, start, end, words in session.execute(places.where(QuoteRow.article_id == number)).all():
                if sought.stands_in(words if start is None or end is None else passage_words(text, start, end)):
                    inside.append(quote)
    alone = select(QuoteRow.id, QuoteRow.words).join(ArticleRow).where(ArticleRow.text.is_(None))
    inside += [quote for quote, words in session.execute(alone) if sought.stands_in(words)]
    return or_(among(session, QuoteRow.article_id, titled), among(session, QuoteRow.id, inside))


def passage_words(text: str, start: int, end: int) -> str:
    """Returns the paragraphs of ``text[start:end]`` and :data:`PARAGRAPHS` before and after, at most :data:`FARTHEST`
    characters on each side, whole words; blank lines are no paragraphs.
    """
    low, high = max(0, start - FARTHEST), min(len(text), end + FARTHEST)
    first, last = _back(text, low, start), _on(text, end, high)
    for _ in range(PARAGRAPHS):
        while first > low and text[first - 1].isspace():
            first -= 1
        while last < high and text[last].isspace():
            last += 1
        first, last = _back(text, low, first), _on(text, last, high)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return text[first:last]


def _back(text: str, low: int, place: int) -> int:
    found = text.rfind("\n", low, place)
    return low if found < 0 else found + 1


def _on(text: str, place: int, high: int) -> int:
    found = text.find("\n", place, high)
    return high if found < 0 else found
