"""Quotations for tests of families: each an article of its own, in which one speaker says one thing."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import func, select

from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.schema import ArticleRow, QuoteRow, QuoteShingleRow

DAY = dt.date(2025, 3, 3)


class Said(NamedTuple):
    """Words, who said them (None: nobody is credited), where, and how many days after :data:`DAY`."""

    words: str
    speaker: str | None = "Dana Okafor"
    outlet: str = "Tarnmouth Courier"
    days: int | None = 0


def put(store: Store, said: Said, **more: Any) -> int:
    """Stores *said*; returns the id of the quotation."""
    text = f"“{said.words}” ({said.outlet} {said.days} {said.speaker})"
    end = 1 + len(said.words)
    kind = SpeakerKind.PERSON if said.speaker else None
    quote = Quote(start=1, end=end, text=said.words, speaker=said.speaker, speaker_kind=kind, **more)
    day = None if said.days is None else DAY + dt.timedelta(days=said.days)
    with store.writing() as session:
        saved = save_article(session, Article(text=text, outlet=said.outlet, published_on=day), [quote], extractor="x")
        return session.scalars(select(QuoteRow.id).where(QuoteRow.article_id == saved.article)).one()


def families(store: Store) -> set[frozenset[str]]:
    """Families with more than one member, each as the texts of its articles; each has the label that it should."""
    found: dict[int, list[tuple[int, str]]] = {}
    with store.reading() as session:
        rows = session.execute(
            select(QuoteRow.family_id, QuoteRow.id, ArticleRow.text).join(
                ArticleRow, ArticleRow.id == QuoteRow.article_id
            )
        )
        for family, identity, text in rows:
            if family is not None:
                found.setdefault(family, []).append((identity, str(text)))
    for family, members in found.items():
        assert family == min(identity for identity, _ in members)
        assert len(members) > 1
    return {frozenset(text for _, text in members) for members in found.values()}


def linked(store: Store, quotations: Iterable[int]) -> bool:
    """Whether all of *quotations* are of one family."""
    with store.reading() as session:
        labels = set(session.scalars(select(QuoteRow.family_id).where(QuoteRow.id.in_(list(quotations)))))
    return len(labels) == 1 and None not in labels


def keys(store: Store) -> int:
    """How many rows the index of near wordings has."""
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(QuoteShingleRow)) or 0
