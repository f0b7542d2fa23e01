"""What a report was counted from, alike on both engines."""

import datetime as dt

from quotes.model import Article, Quote, SpeakerKind
from quotes.reports import Coverage
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.query.filters import Filter
from quotes.store.search.coverage import coverage

ARTICLES = (
    ("Courier", dt.date(2025, 3, 14), ("Dana Okafor", None)),
    ("Ledger", dt.date(2025, 10, 9), ("Dana Okafor", "Gareth Lindqvist")),
    (None, None, (None,)),
)
"""Outlet, day, and who said each quotation."""


def fill(store: Store) -> None:
    with store.writing() as session:
        for number, (outlet, day, people) in enumerate(ARTICLES):
            text, quotes = f"Article {number}. ", []
            for place, speaker in enumerate(people):
                words = f"Words {number} {place}."
                start = len(text) + 1
                quotes.append(
                    Quote(
                        start=start,
                        end=start + len(words),
                        text=words,
                        utterance=place + 1,
                        speaker=speaker,
                        speaker_kind=SpeakerKind.PERSON if speaker else None,
                        uncredited_because=None if speaker else "scare-quote",
                    )
                )
                text += f"“{words}” "
            save_article(session, Article(text=text, outlet=outlet, published_on=day), quotes, extractor="t")


def test_coverage(store: Store) -> None:
    fill(store)
    with store.reading() as session:
        assert coverage(session) == Coverage(3, 3, 2, dt.date(2025, 3, 14), dt.date(2025, 10, 9))
        lone = coverage(session, Filter(speaker="Gareth Lindqvist"))
        assert lone == Coverage(1, 1, 1, dt.date(2025, 10, 9), dt.date(2025, 10, 9))
        assert coverage(session, query='"Words 0"').articles == 1
        assert coverage(session, Filter(uncredited=True)) == Coverage(
            2, 2, 1, dt.date(2025, 3, 14), dt.date(2025, 3, 14)
        )
        assert coverage(session, query="nothing") == Coverage(0, 0, 0)
