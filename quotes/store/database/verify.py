"""Proof that every stored quotation still stands letter for letter at its offsets, and every text has its hash."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.store.article_identity import text_hash
from quotes.store.schema import ArticleRow, QuoteRow
from quotes.wording import fold

AT_ONCE = 100
"""Articles that are read at a time, with their quotations.  A statement for each article is a third of the time."""


class Problem(NamedTuple):
    """Something that doesn't hold: the uid of the row, and what."""

    uid: str
    what: str


class Verification(NamedTuple):
    """The number of articles and quotations that were looked at, and the faults found."""

    articles: int
    quotations: int
    typed: int
    """Of those, how many stand in no text, for a person typed them: nothing proves their words."""
    problems: tuple[Problem, ...]


def verify(session: Session) -> Verification:
    """Looks at every article and quotation; memory for :data:`AT_ONCE` articles."""
    articles = quotations = typed = 0
    problems: list[Problem] = []
    connection = session.connection()
    rows = connection.execute(
        select(ArticleRow.id, ArticleRow.uid, ArticleRow.text, ArticleRow.text_sha256)
        .order_by(ArticleRow.id)
        .execution_options(yield_per=AT_ONCE)
    )
    for batch in rows.partitions():
        articles += len(batch)
        found = _quotations(session, batch[0][0], batch[-1][0])
        for number, uid, text, sha256 in batch:
            if text is not None and text_hash(text) != sha256:
                problems.append(Problem(uid, "its text has changed since it was stored (the hash differs)"))
            own = found.get(number, ())
            quotations += len(own)
            typed += len(own) if text is None else 0
            for uid, *row in own:
                problems.extend(Problem(uid, what) for what in _wrong(text, *row))
    return Verification(articles, quotations, typed, tuple(problems))


def _quotations(session: Session, first: int, last: int) -> dict[int, list[Sequence[Any]]]:
    """Returns the quotations of the articles with ids from *first* to *last*, by article: uid, words, search words and
    offsets of each.
    """
    query = select(
        QuoteRow.article_id,
        QuoteRow.uid,
        QuoteRow.words,
        QuoteRow.search_words,
        QuoteRow.start_offset,
        QuoteRow.end_offset,
    )
    query = query.where(QuoteRow.article_id.between(first, last)).order_by(QuoteRow.article_id, QuoteRow.start_offset)
    found: dict[int, list[Sequence[Any]]] = {}
    for article, *row in session.connection().execute(query):
        found.setdefault(article, []).append(row)
    return found


def _wrong(text: str | None, words: str, search_words: str, start: int | None, end: int | None) -> Iterator[str]:
    if text is not None and start is not None and end is not None and text[start:end] != words:
        yield f"its words are not those at {start}-{end} of the article"
    if text is not None and start is None:
        yield "its article has a text, but it has no offsets"
    if fold(words) != search_words:
        yield "its search words are not its words folded"
