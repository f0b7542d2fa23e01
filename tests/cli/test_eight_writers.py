"""Eight writers with workers of their own add to one store at once, some of it the same; one of them is ended."""

import json
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import text

from quotes.store.database.check import check
from quotes.store.database.connect import open_store
from quotes.store.database.verify import verify
from tests.cli.family import family, running, until
from tests.cli.processes import PATIENCE, feed, started

WRITERS = 8
EACH = 20
"""Articles that a writer has alone, and articles that all of them have."""
ALL = "all"
STORED = "SELECT external_id, words, speaker FROM quote_list"


def said(name: object, number: int) -> tuple[str, str]:
    """Returns what the two speakers of an article say in it."""
    return f"We open bridge {name}-{number},", f"Pier {number} of bridge {name} is safe,"


def lines(name: object) -> list[str]:
    """Returns articles as lines of JSON, with two quotations each; those of different names are all different."""
    found = []
    for number in range(EACH):
        first, second = said(name, number)
        words = f"“{first}” said Dana Okafor. “{second}” said Gareth Lindqvist."
        record = {"id": f"{name}-{number}", "text": words, "outlet": f"Paper {number % 3}", "date": "2025-03-14"}
        found.append(json.dumps(record, ensure_ascii=False) + "\n")
    return found


def start(home: Path, url: str, source: str) -> subprocess.Popen[str]:
    """Starts ``quotes add`` with two workers."""
    return started(home, "--db", url, "--wait", "600", "add", "-q", "--jobs", "2", source)


@pytest.mark.size
def test_nothing_is_lost_and_nothing_twice(home: Path, tmp_path: Path, store_url: str) -> None:
    """The first writer, whose input never ends, is ended in the middle of its work; its articles are then added anew."""
    names = (*range(WRITERS), ALL)
    sources = [tmp_path / f"part{writer}.jsonl" for writer in range(WRITERS)]
    for number, source in enumerate(sources):
        source.write_text("".join([*lines(number), *lines(ALL)]), encoding="utf-8")
    first, *others = [start(home, store_url, source) for source in ("-", *map(str, sources[1:]))]
    feeding = feed(first, [*lines(0), *lines(ALL)])
    with open_store(store_url, read_only=True) as store:

        def has_begun() -> bool:
            with store.reading() as session:
                own = session.scalar(text("SELECT COUNT(*) FROM article WHERE external_id LIKE '0-%'"))
            return bool(own) or first.poll() is not None

        until(has_begun)
    children = family(first.pid)
    first.terminate()
    feeding.join()
    _, err = first.communicate(timeout=PATIENCE)
    assert (first.returncode, "Traceback" in err) == (130, False), err
    until(lambda: not running(children))
    for process in (*others, start(home, store_url, str(sources[0]))):
        _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err
    expected = [
        (f"{name}-{number}", words, speaker)
        for name in names
        for number in range(EACH)
        for words, speaker in zip(said(name, number), ("Dana Okafor", "Gareth Lindqvist"), strict=True)
    ]
    with open_store(store_url, read_only=True) as store:
        assert check(store) == []
        with store.reading() as session:
            verified = verify(session)
            assert (verified.problems, verified.articles) == ((), len(names) * EACH)
            assert sorted(map(tuple, session.execute(text(STORED)))) == sorted(expected)
            assert [session.scalar(text(f"SELECT COUNT(*) FROM {each}")) for each in ("outlet", "speaker")] == [3, 2]
