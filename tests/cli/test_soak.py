"""A long addition that is killed and started again, over and over, ends with the store of one that nobody disturbed."""

import datetime as dt
import json
import os
import random
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from quotes.store.database.engine import make_engine, parse_url
from tests.benchmarks import corpus
from tests.cli.family import family, running, until, workers
from tests.cli.processes import COMMAND, PATIENCE, environment, feed, many, quotes
from tests.store.dumps import contents
from tests.store.families import DAY
from tests.store.test_family_bounds import patterned

Maker = Callable[[str, Path], AbstractContextManager[str]]
TIMES = ("added_at", "at", "run")
KINDS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
STATUSES = (-signal.SIGKILL, 130)
REFERRED = {"parent": "quote", "family": "quote", "wire": "article"}
"""The tables that columns refer to which are not called after them."""


def rows(url: str) -> dict[str, list[dict[str, Any]]]:
    """All that is stored, but when and in which run; numbers of rows by their order, because PostgreSQL leaves gaps."""
    found = contents(url)
    numbers = {
        table: {row["id"]: n for n, row in enumerate(lines)}
        for table, lines in found.items()
        if "id" in (lines or [{}])[0]
    }

    def value(table: str, name: str, each: Any) -> Any:
        referred = table if name == "id" else REFERRED.get(name, name)
        return numbers[referred][each] if referred in numbers and isinstance(each, int) else each

    return {
        table: [{name: value(table, name, each) for name, each in row.items() if name not in TIMES} for row in lines]
        for table, lines in found.items()
        if table not in ("run", "run_item")
    }


def alike(path: Path, articles: int) -> Path:
    """Writes records of a fortnight that quote sentences of the same few patterns: more than are compared, so that their
    families depend on what came earlier.
    """
    with path.open("w", encoding="utf-8") as file:
        for number, each in enumerate(patterned(articles)):
            text = "\n\n".join(f"“{words}” said {speaker or 'a dock worker'}." for words, speaker in each.lines)
            day = DAY + dt.timedelta(days=each.days or 0)
            record = {"id": str(number), "text": text, "outlet": f"Paper {number % 3}", "date": str(day)}
            file.write(json.dumps(record) + "\n")
    return path


@contextmanager
def counting(url: str) -> Iterator[Callable[[], int]]:
    """Gives a function that counts the articles of a store."""
    engine = make_engine(parse_url(url), read_only=True)

    def count() -> int:
        with engine.connect() as connection:
            return int(connection.execute(sa.text("SELECT COUNT(*) FROM article")).scalar() or 0)

    yield count
    engine.dispose()


def adding(home: Path, url: str) -> subprocess.Popen[str]:
    """``quotes add`` with two workers, which reads what it is fed."""
    return subprocess.Popen(
        [*COMMAND, "--db", url, "add", "-q", "--jobs", "2", "-"],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def disturb(home: Path, url: str, lines: Sequence[str], stored: Callable[[], int], step: int) -> None:
    """Adds *lines* from the beginning again and again, each time *step* more, and kills each addition by chance when it
    has stored some of those.
    """
    chance = random.Random(7)
    for end in range(step, len(lines) + 1, step):
        process = adding(home, url)
        feeding = feed(process, lines[:end])
        enough = end - chance.randrange(step)
        patience = PATIENCE + end
        until(lambda: process.poll() is not None or stored() >= enough, patience)  # noqa: B023 - called at once
        children = family(process.pid)
        with suppress(ProcessLookupError):
            os.kill(process.pid, chance.choice(KINDS))
        process.wait(PATIENCE)
        feeding.join()
        _, err = process.communicate(timeout=PATIENCE)
        until(lambda: not running(children))  # noqa: B023
        assert "Traceback" not in err
        assert process.returncode in STATUSES


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_kills_and_restarts(home: Path, tmp_path: Path, migrated: Maker, engine: str) -> None:
    kept = soak(home, tmp_path, migrated, engine, alike(tmp_path / "alike.jsonl", 120), 120)
    families = Counter(row["family"] for row in kept["quote"] if row["family"] is not None)
    assert len(families) > 1


@pytest.mark.size
def test_kills_and_restarts_over_20_000_articles(home: Path, tmp_path: Path, migrated: Maker) -> None:
    soak(home, tmp_path, migrated, "sqlite", corpus.write(tmp_path / "corpus.jsonl", 20_000), 20_000)


def soak(
    home: Path, folder: Path, migrated: Maker, engine: str, source: Path, articles: int
) -> dict[str, list[dict[str, Any]]]:
    """Adds *source* with kills and without, and returns what is stored either way; a busy machine may take a second
    longer for every article.
    """
    with migrated(engine, folder) as calm, migrated(engine, folder) as shaken:
        lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
        with counting(shaken) as stored:
            disturb(home, shaken, lines, stored, articles // 3)
            for url, jobs in ((shaken, "2"), (calm, "1")):
                added = quotes(home, "--db", url, "add", "-q", "--jobs", jobs, str(source), timeout=PATIENCE + articles)
                assert added.returncode == 0
            assert stored() == articles
        kept = rows(shaken)
        assert kept == rows(calm)
        for command in ("verify", "db check"):
            assert quotes(home, "--db", shaken, *command.split()).returncode == 0
        return kept


def test_workers_are_killed_again_and_again(home: Path, tmp_path: Path, migrated: Maker) -> None:
    """Each costs at most an article of that run; adding once more brings those."""
    source = many(tmp_path / "many.jsonl", 200)
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    with migrated("sqlite", tmp_path) as url, counting(url) as stored:
        process = adding(home, url)
        kills = 0
        for start in range(0, 200, 40):
            feed(process, lines[start : start + 40]).join()
            enough = stored() + 10
            until(lambda: process.poll() is not None or stored() >= enough)  # noqa: B023 - called at once
            for each in workers(process.pid):
                with suppress(ProcessLookupError):
                    os.kill(each.pid, signal.SIGKILL)
                    kills += 1
        _, err = process.communicate(timeout=PATIENCE)
        assert "Traceback" not in err
        assert kills
        assert process.returncode in (0, 3)
        assert 200 - kills <= stored() <= 200
        assert quotes(home, "--db", url, "add", "-q", str(source)).returncode == 0
        assert stored() == 200
