"""Proof that every stored quotation still stands letter for letter at its offsets, and every text has its hash."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.store.article_identity import text_hash
from quotes.store.schema import ArticleRow, QuoteRow
from quotes.wording import fold


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
    """Looks at every article and quotation; memory for one article at a time."""
    articles = quotations = typed = 0
    problems: list[Problem] = []
    rows = session.execute(
        select(ArticleRow.id, ArticleRow.uid, ArticleRow.text, ArticleRow.text_sha256)
        .order_by(ArticleRow.id)
        .execution_options(yield_per=50)
    )
    for number, uid, text, sha256 in rows:
        articles += 1
        if text is not None and text_hash(text) != sha256:
            problems.append(Problem(uid, "its text has changed since it was stored (the hash differs)"))
        found = session.execute(
            select(
                QuoteRow.uid,
                QuoteRow.words,
                QuoteRow.search_words,
                QuoteRow.start_offset,
                QuoteRow.end_offset,
            ).where(QuoteRow.article_id == number)
        ).all()
        quotations += len(found)
        typed += len(found) if text is None else 0
        for row in found:
            problems.extend(Problem(row[0], what) for what in _wrong(text, *row[1:]))
    return Verification(articles, quotations, typed, tuple(problems))


def _wrong(text: str | None, words: str, search_words: str, start: int | None, end: int | None) -> Iterator[str]:
    if text is not None and start is not None and end is not None and text[start:end] != words:
        yield f"its words are not those at {start}-{end} of the article"
    if text is not None and start is None:
        yield "its article has a text, but it has no offsets"
    if fold(words) != search_words:
        yield "its search words are not its words folded"
