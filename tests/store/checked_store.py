"""A small store that drafts are checked against: invented, one article a row, some wordings in several papers."""

import datetime as dt
from typing import NamedTuple

from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store


class Stored(NamedTuple):
    """One article: its outlet and day, who speaks, and the quotations, each an utterance."""

    outlet: str
    day: str | None
    speaker: str | None
    words: tuple[str, ...]
    via: str | None = None
    said_on: str | None = None
    splits: bool = False
    """Whether the quotations are one utterance."""


ROWS = (
    Stored("Osk Courier", "2025-03-14", "Dana Okafor", ("We will not pay for the bridge before the spring",)),
    Stored("Tarn Ledger", "2025-03-12", "Dana Okafor", ("We will not pay for the bridge before the spring",)),
    Stored(
        "Osk Courier",
        "2025-04-02",
        "Gareth Lindqvist",
        (
            "The harbour lost thirty-five percent of its trade. Nobody on this council saw it coming. We must act now.",
            "Every ferry will sail on Sundays",
        ),
    ),
    Stored(
        "Tarn Ledger",
        "2025-05-09",
        "Ines Vidal",
        ("It is a colourful theatre, and", "it should stay open"),
        splits=True,
    ),
    Stored("Osk Courier", "2025-06-01", None, ("a lasting peace on the islands is what all of them want",)),
    Stored("Messenger", None, "Dana Okafor", ("I cannot promise that the tunnel is dry",), "Osk Radio", "2025-06-30"),
    Stored("Messenger", "2025-07-01", "Gareth Lindqvist", ("a disgrace",)),
)


def fill(store: Store) -> None:
    """Stores every row as an article of its own."""
    with store.writing() as session:
        for number, row in enumerate(ROWS, 1):
            text, quotes = "", []
            for utterance, words in enumerate(row.words, 1):
                start = len(text) + 1
                text += f"“{words}” somebody said.\n"
                said = dt.date.fromisoformat(row.said_on) if row.said_on else None
                quotes.append(
                    Quote(
                        start=start,
                        end=start + len(words),
                        text=words,
                        utterance=1 if row.splits else utterance,
                        speaker=row.speaker,
                        speaker_kind=SpeakerKind.PERSON if row.speaker else None,
                        via=row.via,
                        said_on=said,
                        said_on_end=said,
                        confidence=0.9,
                    )
                )
            article = Article(
                text=text,
                id=str(number),
                outlet=row.outlet,
                url=f"https://paper.example/{number}",
                published_on=dt.date.fromisoformat(row.day) if row.day else None,
            )
            save_article(session, article, quotes, extractor="test")
