"""A small store for tests about people, and a picture of all that it holds."""

from typing import Any

from sqlalchemy import select

from quotes.model import Article, Credit, Quote, Role, SpeakerKind
from quotes.store.articles.added_again import StoredArticle
from quotes.store.articles.save import save_article
from quotes.store.columns import Base
from quotes.store.database.connect import Store
from quotes.store.schema import QuoteRow, SpeakerRow

CAST = (
    ("Tarnmouth Courier", "Dana Okafor"),
    ("Tarnmouth Courier", "Jun Takeda"),
    ("Global Ledger", "Dana Okafor"),
    ("Global Ledger", "Okafor"),
    ("The Ledger", "Mina Okafor-Reyes"),
)
"""Outlet and speaker of an article each; the fourth speaker is known only there."""


def add(
    store: Store, name: str, number: int, outlet: str | None = None, kind: SpeakerKind = SpeakerKind.PERSON
) -> StoredArticle:
    """An article in which *name* says a sentence with *number* in it."""
    words = f"Bridge {number} opens in spring,"
    text = f"“{words}” said {name} at the harbour."
    start = text.index(words)
    quote = Quote(start=start, end=start + len(words), text=words, speaker=name, speaker_kind=kind, confidence=0.9)
    with store.writing() as session:
        return save_article(session, Article(text=text, outlet=outlet, title=f"Title {number}"), [quote], extractor="x")


def fill(store: Store) -> None:
    """The articles of :data:`CAST`, and one with a joint speaker."""
    for number, (outlet, name) in enumerate(CAST):
        add(store, name, number, outlet)
    text = "“We agree,” said Dana Okafor and Jun Takeda."
    quote = Quote(
        start=1,
        end=10,
        text="We agree,",
        speaker="Dana Okafor",
        speaker_kind=SpeakerKind.PERSON,
        credits=(Credit("Jun Takeda", Role.JOINT),),
        confidence=0.5,
    )
    with store.writing() as session:
        save_article(session, Article(text=text, outlet="Global Ledger"), [quote], extractor="x")


def picture(store: Store, *without: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the log and those named, in the order of ids."""
    left_out = {"decision", *without}
    with store.reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
            if table.name not in left_out
        }


def said_by(store: Store) -> list[tuple[str, str]]:
    """Words and speaker of each quotation that has one."""
    with store.reading() as session:
        rows = session.execute(
            select(QuoteRow.words, SpeakerRow.name).join(SpeakerRow, SpeakerRow.id == QuoteRow.speaker_id)
        )
        return sorted((row[0], row[1]) for row in rows)


def uid_of(store: Store, words: str) -> str:
    """The uid of the quotation that begins so."""
    with store.reading() as session:
        return session.scalars(select(QuoteRow.uid).where(QuoteRow.words.startswith(words))).one()
