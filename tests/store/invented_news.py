"""Invented articles in which everything happens that storing one may meet: names that are one person's and names that
are not, offices, homonyms, outlets of several names, texts that come twice, come altered, or come after a quotation of
theirs was recorded, and decisions by people in between.

    python -m tests.store.invented_news FILE

writes what a store holds that got them one by one (``golden_news.json``): only with a reason that the commit tells.
"""

import datetime as dt
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from quotes.model import Article, Credit, Modality, Precision, Quote, Role, SpeakerKind
from quotes.store.articles.record import record
from quotes.store.articles.save import save_article
from quotes.store.columns import Base
from quotes.store.database.connect import Store, open_store
from quotes.store.review.review_decisions import confirm, reject
from quotes.store.schema import QuoteRow
from quotes.store.speakers.changes import add_name, apart, remove_name
from quotes.store.speakers.merges import merge

GOLDEN = Path(__file__).with_name("golden_news.json")
Stored = tuple[Article, tuple[Quote, ...]]
P, ORG, GROUP, UNNAMED = SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP, SpeakerKind.UNNAMED
PEOPLE = (
    "Dana Okafor", "Dana M. Okafor", "D. Okafor", "Okafor", "Daniel Okafor", "Mina Okafor-Reyes", "Kim Jong Marl",
    "Kim Jong-marl", "Bill Harker", "William Harker", "Harker", "Ruth Sorrel", "Łukasz Sorrel", "Sorrel", "Prince Aldo",
    "Texas-based Ruth Sorrel", "Helen Margaret Tarn", "Helen Tarn", "Tarn",
)  # fmt: skip
OTHERS = (
    ("Harbour Board", ORG),
    ("The Harbour Board", ORG),
    ("Police", ORG),
    ("police", GROUP),
    ("one official", UNNAMED),
)
OFFICES = ("", "", "", "President ", "Prime Minister ", "former President ", "striker ", "finance minister ")
OUTLETS = ("Tarn Mirror", "Daily Tarn Mirror", "The Tarn Mirror", "Łodzia Courier", "Lodzia Courier", "Marl Wire", None)
DOMAINS = ("mirror.example", "mirror.example", "mirror.example", "courier.example", "courier.example", None, None)
VIA = (None, None, "Marl Wire", "joint statement", "Łodzia Courier")
FIRST_DAY = dt.date(2025, 3, 1)


def invented(seed: int, count: int) -> list[Stored]:
    """*count* articles, the same for each *seed*."""
    chance = random.Random(seed)
    made: list[Stored] = []
    for number in range(count):
        if made and chance.random() < 0.3:
            made.append(_again(chance, made))
            continue
        outlet = chance.randrange(len(OUTLETS))
        domain = DOMAINS[outlet]
        day = FIRST_DAY + dt.timedelta(days=chance.randrange(40))
        url = f"https://www.{domain}/{number}" if domain is not None and chance.random() < 0.7 else None
        article = Article(text="", outlet=OUTLETS[outlet], published_on=day if chance.random() < 0.8 else None, url=url)
        title = f"Title {number}" if chance.random() < 0.5 else None
        made.append(_told(chance, replace(article, title=title, id=str(number)), chance.randrange(5)))
    return made


def _again(chance: random.Random, made: Sequence[Stored]) -> Stored:
    """One of those before once more: as it was, knowing more, knowing less, by another outlet, or with other words."""
    article, quotes = chance.choice(made)
    how = chance.randrange(5)
    if how == 0:
        return article, quotes
    if how == 1:
        return replace(article, published_on=article.published_on or FIRST_DAY, byline="Ada Lund"), quotes
    if how == 2:
        return replace(article, outlet=None, title=None, published_on=None), quotes
    if how == 3:
        return replace(article, outlet=chance.choice(OUTLETS), url=None), quotes
    longer = f"{article.text} It rained on {chance.randrange(9)} days."
    return replace(article, text=longer), quotes[: len(quotes) - chance.randrange(2)]


def _told(chance: random.Random, article: Article, sentences: int) -> Stored:
    text = ""
    quotes: list[Quote] = []
    for number in range(sentences):
        name, kind = (chance.choice(PEOPLE), P) if chance.random() < 0.75 else chance.choice(OTHERS)
        credited = chance.random() < 0.9
        office = chance.choice(OFFICES) if kind is P else ""
        words = f"We open bridge {chance.randrange(30)} of {number}, “as they say,” in spring"
        start, mention = len(text) + 1, len(text) + len(words) + 8
        text += f"“{words}” said {office}{name} on Friday.\n\n"
        friday = article.published_on and article.published_on - dt.timedelta(days=3)
        credits = [
            Credit(chance.choice(PEOPLE), chance.choice(list(Role))) for _ in range(chance.choice((0, 0, 0, 1, 3)))
        ]
        parent = len(quotes)
        quotes.append(
            Quote(
                start=start,
                end=start + len(words),
                text=words,
                utterance=number + 1,
                modality=chance.choice((Modality.SAID, Modality.SAID, Modality.SAID, Modality.DENIED)),
                speaker=name if credited else None,
                speaker_kind=kind if credited else None,
                mention=f"{office}{name}" if credited else None,
                mention_start=mention if credited else None,
                mention_end=mention + len(office) + len(name) if credited else None,
                cue="said",
                via=chance.choice(VIA),
                said_on=friday,
                said_on_end=friday,
                said_on_precision=Precision.DAY if friday else None,
                said_on_phrase="on Friday",
                confidence=chance.choice((0.25, 0.5, 0.75)),
                reason="name-then-verb",
                uncredited_because=None if credited else "title",
                credits=tuple(credits) if credited else (),
            )
        )
        if chance.random() < 0.2:
            inside = start + words.index("as they say,")
            quotes.append(
                replace(quotes[parent], start=inside, end=inside + 12, text="as they say,", parent=parent, credits=())
            )
    return replace(article, text=text + "It rained."), tuple(quotes)


def recorded(store: Store) -> None:
    """Quotations of the first articles, recorded before their texts come."""
    for article, quotes in invented(20, 30):
        if quotes and quotes[0].speaker and (article.url or article.title):
            with store.writing() as session:
                record(
                    session, quotes[0].text, speaker=f"{quotes[0].speaker}" if quotes[0].speaker_kind is P else "Ada Lund",
                    outlet=article.outlet, published_on=article.published_on, title=article.title, url=article.url, new=True,
                )  # fmt: skip
            if int(article.id or 0) > 8:
                return


def decided(store: Store) -> None:
    """What people decide between two additions."""
    with store.writing() as session:
        ids = list(session.scalars(select(QuoteRow.id).order_by(QuoteRow.id)))
        confirm(session, ids[::5])
        reject(session, ids[3::17])
        add_name(session, "Ruth Sorrel", "Sorrel")
        add_name(session, "William Harker", "Ed Harker")
        add_name(session, "Bill Harker", "President Harker")
        remove_name(session, "Dana M. Okafor", "Dana Okafor")
        apart(session, "Helen Tarn", "Ruth Sorrel")
        merge(session, ["Daniel Okafor"], "Dana M. Okafor")


def one_by_one(store: Store, articles: Sequence[Stored]) -> None:
    """Store each article in a transaction of its own."""
    for article, quotes in articles:
        with store.writing() as session:
            save_article(session, article, quotes, extractor="x")


def filled(store: Store, save: Callable[[Store, Sequence[Stored]], None] = one_by_one) -> None:
    """Everything, with articles stored by *save*."""
    os.environ["QUOTES_WHO"] = "ada"
    recorded(store)
    save(store, invented(20, 60))
    decided(store)
    altered = [
        (replace(article, text=f"{article.text} So far."), quotes)
        for article, quotes in invented(20, 60)
        if article.url
    ]
    save(store, invented(20, 60)[::3] + altered + invented(21, 60))


MOMENTS = frozenset("at added_at started_at finished_at".split())


LATER = frozenset("family wire section".split())
"""Columns that are younger than the golden rows."""


def held(store: Store, *without: str, but: frozenset[str] = frozenset()) -> dict[str, list[list[str]]]:
    """Every row of every table but those named, by key, without the instants and the columns *but*; values as text."""
    found = {}
    with store.reading() as session:
        for table in Base.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name not in MOMENTS | but]
            rows = session.execute(select(*columns).order_by(*table.primary_key))
            if table.name not in without:
                found[table.name] = [["" if value is None else str(value) for value in row] for row in rows]
    return found


def main(path: str) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/q.db", create=True) as store:
        filled(store)
        tables = [f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]" for name, rows in held(store).items()]  # fmt: skip
    Path(path).write_text("{" + ",\n".join(tables) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
