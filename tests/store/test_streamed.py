"""Rows in batches: the same rows as by name, whoever was party to them, on both engines."""

import datetime as dt
from typing import Any

import pytest

from quotes.model import Article, Credit, Quote, Role, SpeakerKind
from quotes.output.table import plain
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.query.filters import Filter, narrowed
from quotes.store.schema import QuoteRow
from quotes.store.search import rows
from quotes.store.search.rows import QUOTE_COLUMNS, quotations, streamed

PARTIES = {
    1: (Credit("Bob; Ray", Role.JOINT), Credit("Ken Ito", Role.JOINT), Credit("Smith \\ Sons", Role.FOR, SpeakerKind.ORGANISATION)),
    4: (Credit("Fiona Hart", Role.REPORTED_BY),),
}  # fmt: skip


@pytest.fixture
def full(store: Store) -> Store:
    text = "".join(f"“Words {number}.” " for number in range(7))
    quotes = []
    for number in range(7):
        start = text.index(f"Words {number}.")
        quotes.append(
            Quote(
                start=start,
                end=start + 8,
                text=f"Words {number}.",
                speaker="Ann Lee" if number % 2 else None,
                speaker_kind=SpeakerKind.PERSON,
                said_on=dt.date(2025, 3, 3) if number else None,
                said_on_end=dt.date(2025, 3, 3) if number else None,
                confidence=0.1 * number,
                credits=PARTIES.get(number, ()),
            )
        )
    with store.writing() as session:
        save_article(session, Article(text=text, published_on=dt.date(2025, 3, 14)), quotes, extractor="t")
    return store


@pytest.mark.parametrize("at_once", [1, 2, 3, 100])
@pytest.mark.parametrize("which", [Filter(), Filter(uncredited=True), Filter(min_confidence=0.9)])
def test_batches_are_the_rows(full: Store, at_once: int, which: Filter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "AT_ONCE", at_once)
    with full.reading() as session:
        found = streamed(session, narrowed(session, quotations(), which).order_by(QuoteRow.id))
        batches: list[tuple[Any, ...]] = [tuple(row) for batch in found.batches() for row in batch]
        by_name = list(found)
    assert [list(map(plain, row)) for row in batches] == [
        [plain(row[name]) for name in QUOTE_COLUMNS] for row in by_name
    ]
    assert len(batches) == {None: 7, True: 4}.get(which.uncredited) if which.min_confidence is None else not batches
