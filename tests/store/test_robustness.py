"""Killed at any moment, the store is what was last committed, and the same command completes; eight writers at once
lose nothing and make nobody twice."""

import json
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, inspect, select, text

from quotes.cli import run
from quotes.store.columns import Base
from quotes.store.database import migrate
from quotes.store.database.check import reindex
from quotes.store.database.connect import Store, open_store
from quotes.store.database.engine import make_engine, parse_url
from quotes.store.database.verify import verify
from quotes.store.schema import HEAD, ArticleRow, DecisionRow, QuoteRow, RunItemRow, RunRow, SpeakerRow
from quotes.store.speakers.take_back import undo
from tests.cli.processes import die_after
from tests.store.people import fill, picture

MOST = 400
"""Statements of a command, more than any here has."""


def forked(command: Callable[[], int | None], *, kill_after: int | None = None, moment: float | None = None) -> bool:
    """Carry out *command* in a process of its own; whether it ended by itself, and well.

    It is killed after the *kill_after*-th statement, or after *moment* seconds.
    """
    child = os.fork()
    if child == 0:
        status = 1
        try:
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            if kill_after is not None:
                die_after(kill_after)
            status = int(command() or 0)
        finally:
            os._exit(status)
    if moment is not None:
        time.sleep(moment)  # the moment is the point, not what has happened by then
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        assert os.WEXITSTATUS(status) == 0
        return True
    assert os.WTERMSIG(status) == signal.SIGKILL
    return False


def whole(url: str) -> dict[str, Any]:
    """Every row of every table, the log too."""
    with open_store(url) as store:
        found: dict[str, Any] = picture(store)
        with store.reading() as session:
            found["decision"] = [tuple(row) for row in session.execute(select(DecisionRow.__table__))]
        return found


def sound(url: str) -> None:
    """Quotations stand where they should, the index agrees, keys hold."""
    with open_store(url) as store, store.reading() as session:
        assert verify(session).problems == ()
        if store.dialect == "sqlite":
            assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
            indexed = session.execute(text("SELECT COUNT(*) FROM quote_search WHERE quote_search MATCH '\"bridge\"'"))
            said = select(func.count()).where(QuoteRow.search_words.like("%bridge%"))
            assert indexed.scalar() == session.scalar(said)


def merging(url: str) -> Callable[[], int]:
    return lambda: run(["--db", url, "speakers", "merge", "Jun Takeda", "Mina Okafor-Reyes", "Dana Okafor", "-y"])


def undoing(url: str) -> Callable[[], int]:
    return lambda: run(["--db", url, "undo", "1"])


def filled(url: str) -> None:
    with open_store(url) as store:
        fill(store)


@pytest.mark.parametrize("command", ["merge", "undo"])
def test_a_decision_killed_after_any_statement_is_not_there_and_then_completes(store_url: str, command: str) -> None:
    filled(store_url)
    if command == "undo":
        assert merging(store_url)() == 0
    again = (merging if command == "merge" else undoing)(store_url)
    before = whole(store_url)
    killed = 0
    for statements in range(1, MOST):
        if forked(again, kill_after=statements):
            break
        killed += 1
        assert whole(store_url) == before
    assert 10 < killed < MOST - 1
    after = whole(store_url)
    assert after != before
    assert len(after["speaker"]) == (2 if command == "merge" else 4)
    sound(store_url)


def test_a_decision_completes_after_a_kill_before_its_end(store_url: str) -> None:
    filled(store_url)
    assert not forked(merging(store_url), kill_after=25)
    assert merging(store_url)() == 0
    with open_store(store_url) as store, store.writing() as session:
        assert undo(session) is not None


ARTICLE = "“The bridge opens,” said Dana Okafor on Monday. “The bridge is shut,” said Mayor Gareth Lindqvist."


def counts(url: str) -> tuple[int, ...]:
    with open_store(url) as store, store.reading() as session:
        tables = (ArticleRow, QuoteRow, SpeakerRow, RunRow, RunItemRow)
        return tuple(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def test_an_addition_killed_after_any_statement_is_whole_or_not_there(store_url: str, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(ARTICLE, encoding="utf-8")

    def adding() -> int:
        return run(["--db", store_url, "add", str(source), "--outlet", "Courier", "--date", "2025-10-10"])

    killed, states = 0, []
    for statements in range(1, MOST):
        finished = forked(adding, kill_after=statements)
        states.append(counts(store_url))
        if finished:
            break
        killed += 1
    assert killed >= 20
    articles = [(state[0], state[1]) for state in states]
    assert set(articles) == {(0, 0), (1, 2)}
    assert articles == sorted(articles), "what was committed stays"
    assert states[-1][:3] == (1, 2, 2)
    sound(store_url)


def revision(url: str) -> str | None:
    engine = make_engine(parse_url(url))
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        found = (
            connection.execute(text("SELECT version_num FROM _alembic_version")).scalar()
            if "_alembic_version" in tables
            else None
        )
        assert found is not None or not set(tables) & set(Base.metadata.tables)
    engine.dispose()
    return found


def test_a_migration_killed_after_any_statement_changed_nothing_and_then_completes(empty_url: str) -> None:
    def upgrading() -> int:
        return run(["--db", empty_url, "db", "upgrade"])

    killed = 0
    for statements in range(1, MOST):
        if forked(upgrading, kill_after=statements):
            break
        killed += 1
        assert revision(empty_url) is None
    assert killed >= 20
    assert revision(empty_url) == HEAD
    filled(empty_url)
    sound(empty_url)


@pytest.mark.skipif(HEAD == "0001", reason="there is only one revision")
def test_a_migration_of_a_full_store_killed_after_any_statement_keeps_it(empty_url: str) -> None:
    assert migrate.upgrade(empty_url)
    filled(empty_url)
    rows = whole(empty_url)
    migrate.downgrade(empty_url, "0001")

    def upgrading() -> int:
        return run(["--db", empty_url, "db", "upgrade"])

    killed = 0
    for statements in range(1, MOST):
        if forked(upgrading, kill_after=statements):
            break
        killed += 1
        if revision(empty_url) == HEAD:
            break  # it was over, and only what is left to do was still to be told
        assert revision(empty_url) == "0001"
    assert killed > 3
    assert revision(empty_url) == HEAD
    reindex(empty_url, wait=30)  # families are found again when somebody asks for it
    assert whole(empty_url) == rows
    sound(empty_url)


def test_killed_at_fifty_random_moments(store_url: str, tmp_path: Path) -> None:
    """Additions, merges and their undoing, one after the other, each killed somewhere and then carried out, until fifty
    kills came before the end."""
    chance = random.Random(50)
    filled(store_url)
    source = tmp_path / "many.jsonl"
    lines = [{"id": str(n), "text": ARTICLE.replace("bridge", f"bridge {n}"), "outlet": "Courier"} for n in range(6)]
    killed = moment = 0
    while killed < 50:
        moment += 1
        assert moment < 300, "too few kills come before the end"
        kind = moment % 3
        if kind == 0:
            for line in lines:
                line["text"] += f" Version {moment}."
            source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        commands: list[Callable[[], int | None]] = [
            lambda: run(["--db", store_url, "add", "-q", str(source)]),
            merging(store_url),
            lambda: run(["--db", store_url, "undo"]),
        ]
        command = commands[kind]
        before = counts(store_url)
        killed += not forked(command, moment=chance.uniform(0, 0.08 if kind else 0.2))
        after = counts(store_url)
        assert kind or 0 <= after[0] - before[0] <= 6
        assert not kind or after[0] == before[0]
        with open_store(store_url) as store, store.reading() as session:
            merged = session.scalar(select(SpeakerRow.id).where(SpeakerRow.name == "Jun Takeda")) is None
        if kind == 0 or merged == (kind == 2):
            assert command() == 0, "the same command completes"
        if kind == 0:
            assert counts(store_url)[0] == before[0] + 6
    sound(store_url)


@pytest.mark.skipif(HEAD == "0001", reason="there is only one revision")
def test_migrations_killed_at_random_moments(empty_url: str) -> None:
    """A full store is brought up from the first revision, killed somewhere, until fifteen kills came before the end."""
    chance = random.Random(15)
    assert migrate.upgrade(empty_url)
    filled(empty_url)
    assert run(["--db", empty_url, "db", "upgrade"]) == 0  # which tells the languages of articles
    rows = whole(empty_url)
    killed = 0
    for _ in range(120):
        migrate.downgrade(empty_url, "0001")
        finished = forked(lambda: run(["--db", empty_url, "db", "upgrade"]), moment=chance.uniform(0, 0.1))
        killed += not finished
        assert revision(empty_url) == HEAD if finished else revision(empty_url) in ("0001", HEAD)
        assert run(["--db", empty_url, "db", "upgrade"]) == 0, "the same command completes"
        reindex(empty_url, wait=30)
        assert whole(empty_url) == rows
        if killed == 15:
            break
    assert killed == 15, "too few kills come before the end"
    sound(empty_url)


NAMES = (
    "Kim Jong Un",
    "Kim Jong-un",
    "North Korean leader Kim Jong Un",
    "Dana Okafor",
    "Dana M. Okafor",
    "Jun Takeda",
    "Harbour Board",
)


def test_eight_processes_adding_overlapping_articles(store_url: str, tmp_path: Path) -> None:
    """Each article comes from several processes, in other orders: nothing twice, nobody twice, nothing lost."""
    articles = [
        {
            "id": str(number),
            "text": f"“The bridge number {number} opens in spring,” said {NAMES[number % len(NAMES)]} on Monday.",
            "outlet": f"Paper {number % 3}",
            "url": f"https://paper.example/{number}",
        }
        for number in range(28)
    ]
    chance = random.Random(8)
    sources = []
    for process in range(8):
        own = [*chance.sample(articles, 18), articles[process], *articles[process * 3 : process * 3 + 7]]
        path = tmp_path / f"{process}.jsonl"
        path.write_text("".join(json.dumps(each) + "\n" for each in own), encoding="utf-8")
        sources.append(path)
    children = []
    for path in sources:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                null = os.open(os.devnull, os.O_RDWR)
                for stream in (0, 1, 2):
                    os.dup2(null, stream)
                status = run(["--db", store_url, "--wait", "120", "add", "-q", str(path)])
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    found = counts(store_url)
    assert found[:2] == (28, 28)
    assert found[3:] == (8, sum(len(path.read_text().splitlines()) for path in sources))
    with open_store(store_url) as store, store.reading() as session:
        people = session.scalars(select(SpeakerRow.name_key).where(SpeakerRow.article_id.is_(None))).all()
        assert len(people) == len(set(people)) == 4
        credited = select(func.count()).where(QuoteRow.speaker_id.is_not(None))
        assert session.scalar(credited) == 28
    sound(store_url)


def test_a_reader_sees_the_state_before_while_a_merge_is_under_way(store: Store) -> None:
    """A merge that is killed half-way was never seen by a reader."""
    fill(store)
    before = picture(store)
    assert not forked(merging(store.url), kill_after=20)
    assert picture(store) == before
    if store.path is not None:
        with sqlite3.connect(store.path) as connection:
            assert connection.execute("SELECT COUNT(*) FROM decision").fetchone() == (0,)
