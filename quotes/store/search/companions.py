"""Tells who is quoted in the same articles as a speaker, as the report ``co-quoted`` counts it, for one page at once.

The report reads every quotation of the store, whoever it is asked about: a second of work where there are a million.
"""

from collections import Counter
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.model import Role
from quotes.name_lists import noted
from quotes.store.decisions.operations import batched
from quotes.store.query.filters import COUNTED, Filter
from quotes.store.schema import ArticleRow, QuoteCreditRow, QuoteRow, SpeakerRow
from quotes.store.search.search import matching
from quotes.store.speakers.lookup import one_speaker

MOST_ARTICLES = 1000
"""Articles of the speaker that are looked at, the latest stored."""


class Companion(NamedTuple):
    """Somebody who is quoted beside a speaker, and in how many articles."""

    uid: str
    name: str
    articles: int


def companions(session: Session, speaker: str, *, limit: int) -> list[Companion]:
    """Returns those who are quoted beside *speaker* (a name or uid), the most frequent first, at most *limit*.

    :raises NotFound: there is no such speaker.
    :raises UsageProblem: the name fits several.
    """
    themselves = one_speaker(session, speaker)
    said = matching(session, "", Filter(speaker=speaker), counting=True)
    own = said.with_only_columns(QuoteRow.article_id, maintain_column_froms=True).distinct()
    articles = session.scalars(own.order_by(QuoteRow.article_id.desc()).limit(MOST_ARTICLES)).all()
    found: set[tuple[int, int]] = set()
    for some in batched(articles):
        counted = (*COUNTED, ArticleRow.is_current, QuoteRow.article_id.in_(some))
        alone = select(QuoteRow.article_id, QuoteRow.speaker_id).join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        jointly = (
            select(QuoteRow.article_id, QuoteCreditRow.speaker_id)
            .join(QuoteCreditRow, QuoteCreditRow.quote_id == QuoteRow.id)
            .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
            .where(QuoteCreditRow.role == Role.JOINT.value)
        )
        for query in (alone, jointly):
            rows = session.execute(query.where(*counted).distinct())
            found |= {(article, other) for article, other in rows if other is not None}
    counts = Counter(other for _, other in found if other != themselves)
    least = min((count for _, count in counts.most_common(limit)), default=0)
    named: list[SpeakerRow] = []
    for some in batched([number for number, count in counts.items() if count >= least]):
        named += session.scalars(select(SpeakerRow).where(SpeakerRow.id.in_(some)))
    named.sort(key=lambda row: (-counts[row.id], row.name_key, row.id))
    return [Companion(row.uid, noted(row.name, row.note), counts[row.id]) for row in named[:limit]]
