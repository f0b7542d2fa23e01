"""What linking an article costs: few statements whatever arrives, and as much work whatever the store holds."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import save_article
from quotes.store.database.connect import Store
from quotes.store.families.upkeep import Upkeep, arrived
from tests.store.families import DAY

WORDS = [
    f"{a}{b}{c}" for a in ("bar", "kel", "mon", "tor", "ves") for b in "aeiou" for c in ("lin", "mar", "ter", "sk")
]

MOST = 12
"""Statements that link an article: four read what it has, four read what others have, four write."""


def stored(store: Store, number: int, quotations: int, day: dt.date, words: random.Random) -> int:
    """An article with so many quotations of twenty words, said by one of fifty people; returns its id."""
    text, quotes = "", []
    for _ in range(quotations):
        said = " ".join(words.choices(WORDS, k=20))
        start = len(text) + 1
        text += f"“{said}” said somebody.\n"
        name = f"Dana Okafor {chr(65 + words.randrange(26))}. Reyes"
        quotes.append(
            Quote(start=start, end=start + len(said), text=said, speaker=name, speaker_kind=SpeakerKind.PERSON)
        )
    article = Article(text=f"{text}{number}", published_on=day, url=f"https://courier.example/{number}")
    with store.writing() as session:
        return save_article(session, article, quotes, extractor="x").article


@contextmanager
def counted(session: Session) -> Iterator[Callable[[], int]]:
    """Counts the statements that a block of code sends."""
    count = 0

    def sent(*_: object) -> None:
        nonlocal count
        count += 1

    engine = session.get_bind()
    event.listen(engine, "after_cursor_execute", sent)
    try:
        yield lambda: count
    finally:
        event.remove(engine, "after_cursor_execute", sent)


def again(store: Store, article: int) -> int:
    """How many statements it takes to link an article, which has left its families before."""
    with store.writing() as session:
        Upkeep(session).leave_articles([article])
        with counted(session) as statements:
            arrived(session, [article])
        return statements()


def test_an_article_of_any_length_takes_few_statements(store: Store) -> None:
    words = random.Random(1)
    for number in range(20):
        stored(store, number, 5, DAY, words)
    few, many = (stored(store, 100 + quotations, quotations, DAY, words) for quotations in (2, 24))
    assert again(store, few) <= MOST
    assert again(store, many) <= MOST


def test_linking_is_no_more_work_in_a_larger_store(store: Store) -> None:
    """SQLite's own count of its steps: one for each comparison, row and column that it touches."""
    if store.path is None:
        pytest.skip("PostgreSQL counts no steps; it has the same indexes")
    words, work = random.Random(2), []
    day = DAY
    for size in (100, 500):
        for number in range(size):
            stored(store, 1000 * size + number, 5, day + dt.timedelta(days=3 * number), words)
        day += dt.timedelta(days=3 * size)
        article = stored(store, 1000 * size + size, 10, DAY + dt.timedelta(days=150), random.Random(size))
        steps = 0

        def step() -> None:
            nonlocal steps
            steps += 1

        with store.writing() as session:
            Upkeep(session).leave_articles([article])
            driver = session.connection().connection.driver_connection
            assert driver is not None
            driver.set_progress_handler(step, 10)
            arrived(session, [article])
            driver.set_progress_handler(None, 0)
        work.append(steps)
    assert work[1] <= 1.25 * work[0], work
