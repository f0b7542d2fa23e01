"""What was quoted before in the same words joins its family without being compared again."""

import datetime as dt
import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from quotes.model import Article, Quote, SpeakerKind
from quotes.store.articles.save import ArticleWriter
from quotes.store.database.connect import Store, open_store
from quotes.store.decisions.operations import undo
from quotes.store.families import link
from quotes.store.families.keys import near_keys
from quotes.store.families.likeness import are_one_utterance
from quotes.store.families.wordings import wordings_of
from quotes.store.review.review_decisions import Correction, correct, reject
from quotes.store.schema import ArticleRow, QuoteRow
from tests.store.families import DAY

BRIDGE = "We have argued about this bridge for nine years, and not one bolt has been turned."
WORDINGS = (
    BRIDGE,
    BRIDGE.replace(",", " –"),
    "not one bolt has been turned",
    "We've argued about this bridge for 9 years and not a single bolt has been turned.",
    "We have argued about this bridge",
    "They ran themselves into the ground for this club, and not one bolt has been turned.",
    "We open in spring",
)
SPEAKERS = ("Dana Okafor", "Jun Takeda", "Reyes", "a dock worker", None)
"""Two who are known everywhere, two who are known within their articles only, and nobody."""
DAYS = (None, None, 0, 2, 20)

Line = tuple[str, str | None]


class Print(NamedTuple):
    """An article that quotes *lines*: words, each with a speaker; *days* after :data:`DAY`, or without a day."""

    lines: tuple[Line, ...]
    days: int | None


def save(store: Store, prints: Sequence[Print], first: int = 0) -> None:
    """Stores *prints* in one batch; *first* is the number of the first of them."""
    with store.writing() as session:
        writer = ArticleWriter(session)
        batch = [_article(each, number) for number, each in enumerate(prints, first)]
        writer.expect(batch)
        for article, quotes in batch:
            writer.save(article, partial(tuple, quotes), "x")
        writer.finish()


def _article(each: Print, number: int) -> tuple[Article, list[Quote]]:
    text, quotes = "", []
    for words, speaker in each.lines:
        start = len(text) + 1
        text += f"“{words}” said {speaker}.\n"
        kind = None if speaker is None else SpeakerKind.UNNAMED if speaker.islower() else SpeakerKind.PERSON
        quotes.append(Quote(start=start, end=start + len(words), text=words, speaker=speaker, speaker_kind=kind))
    day = None if each.days is None else DAY + dt.timedelta(days=each.days)
    return Article(text=text, published_on=day, url=f"https://courier.example/{number}"), quotes


def stored_families(store: Store) -> set[frozenset[int]]:
    groups: dict[int, set[int]] = {}
    with store.reading() as session:
        for number, label in session.execute(select(QuoteRow.id, QuoteRow.family_id)):
            groups.setdefault(label or number, set()).add(number)
    return {frozenset(group) for group in groups.values() if len(group) > 1}


def compared_families(store: Store) -> set[frozenset[int]]:
    """The families of a store, found by comparing every two of its quotations."""
    with store.reading() as session:
        ids = session.scalars(select(QuoteRow.id)).all()
        rows = [each for each in wordings_of(session.connection(), ids).values() if link._has_keys(each)]
    group = {each.id: each.id for each in rows}
    keys = {each.id: set(near_keys(each.search_words)) for each in rows}
    for a, b in combinations(rows, 2):
        may_fit = not keys[a.id].isdisjoint(keys[b.id]) and link._may_fit(a, b)
        near = may_fit and are_one_utterance(a.words, b.words, abs(a.day - b.day))
        if a.search_words == b.search_words or near:
            old, new = group[b.id], group[a.id]
            group = {each: new if first == old else first for each, first in group.items()}
    found: dict[int, set[int]] = {}
    for each, first in group.items():
        found.setdefault(first, set()).add(each)
    return {frozenset(each) for each in found.values() if len(each) > 1}


@contextmanager
def unbounded() -> Iterator[None]:
    """Lifts the bounds of what is compared with a quotation."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(link, "REACH", link.REACH._replace(most=1000))
        patch.setattr(link, "LIKELIEST", 1000)
        patch.setattr(link, "MISSES", 1000)
        yield


lines = st.tuples(st.sampled_from(WORDINGS), st.sampled_from(SPEAKERS))
prints = st.builds(Print, st.lists(lines, min_size=1, max_size=3).map(tuple), st.sampled_from(DAYS))
batches = st.lists(st.lists(prints, min_size=1, max_size=4), min_size=1, max_size=4)


@settings(max_examples=30)
@given(batches, st.randoms(use_true_random=False))
def test_families_are_those_that_comparing_all_would_find(
    tmp_path_factory: pytest.TempPathFactory,
    sqlite_template: Path,
    arriving: list[list[Print]],
    chance: random.Random,
) -> None:
    """As articles arrive, and as quotations are rejected, corrected and come back; as long as all may be compared."""
    path = tmp_path_factory.mktemp("repeats") / "q.db"
    shutil.copy(sqlite_template, path)
    with unbounded(), open_store(str(path)) as store:
        number = 0
        for batch in arriving:
            save(store, batch, number)
            number += len(batch)
        assert stored_families(store) == compared_families(store)
        with store.reading() as session:
            ids = session.scalars(select(QuoteRow.id)).all()
        rejected, corrected = chance.choice(ids), chance.choice(ids)
        with store.writing() as session:
            reject(session, [rejected])
        assert stored_families(store) == compared_families(store)
        with store.writing() as session:
            correct(session, [corrected], Correction(speaker="Petra Oyelaran", new=True))
        assert stored_families(store) == compared_families(store)
        for _ in range(2):
            with store.writing() as session:
                undo(session)
        save(store, arriving[0], number)
        assert stored_families(store) == compared_families(store)


EVERY = Print(tuple((words, SPEAKERS[place % 5]) for place, words in enumerate([*WORDINGS, *WORDINGS])), None)
"""Undated, as pages without a date are; all that is said in it is near to something else in it."""


def test_both_engines_find_the_families_of_repeats(store: Store) -> None:
    for number in range(4):
        save(store, [EVERY._replace(days=days) for days in (None, None, 3)], 3 * number)
    assert stored_families(store) == compared_families(store)


def test_a_repeat_is_not_compared(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said in a repeat has been compared with all the store has, in whatever words."""
    save(store, [EVERY])
    save(store, [EVERY], 1)
    compared: list[tuple[str, str]] = []

    def compare(a: str, b: str, days: int) -> bool:
        compared.append((a, b))
        return True

    monkeypatch.setattr(link, "are_one_utterance", compare)
    for number in range(2, 6):
        save(store, [EVERY], number)
    assert compared == []


def test_the_hundredth_repeat_is_no_more_work_than_the_tenth(store: Store) -> None:
    """In SQLite's own count of its steps, and in rows of the index that Python gets to see."""
    if store.path is None:
        pytest.skip("PostgreSQL counts no steps; it has the same indexes")
    work: list[int] = []
    for number in range(100):
        save(store, [EVERY], number)
        if number in (9, 99):
            work.append(steps_to_link(store, EVERY, number + 1000))
    assert work[1] <= 1.1 * work[0], work


def steps_to_link(store: Store, each: Print, number: int) -> int:
    """How many tens of steps SQLite takes to link an article that is stored as *number*."""
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1

    with store.writing() as session:
        driver = session.connection().connection.driver_connection
        assert driver is not None
        writer = ArticleWriter(session)
        article, quotes = _article(each, number)
        writer.save(article, partial(tuple, quotes), "x")
        driver.set_progress_handler(step, 10)
        writer.finish()
        driver.set_progress_handler(None, 0)
    return steps


def test_a_repeated_text_is_of_the_group_of_what_is_near_to_it(store: Store) -> None:
    words = " ".join(f"word{number} of{number}" for number in range(40))
    save(store, [EVERY])
    edited = Print(((words, None),), None), Print(((words.replace("word7", "word77"), None),), None)
    for number in range(3):
        save(store, edited, 10 * number + 1)
    with store.reading() as session:
        labels = session.scalars(select(ArticleRow.wire_id).order_by(ArticleRow.id)).all()
    assert labels == [None, *[2] * 6]
