"""Several processes add different articles to one store while two search it and one backs it up."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from quotes.store.database.check import check
from quotes.store.database.connect import open_store
from quotes.store.database.verify import verify
from quotes.store.query.filters import Filter
from quotes.store.search.search import search
from tests.cli.processes import COMMAND, PATIENCE

EACH = 20
"""Articles of a writer."""

SEARCHER = """
import sys
from quotes.store.database.connect import open_store
from quotes.store.query.filters import Filter
from quotes.store.search.search import search

with open_store(sys.argv[1], read_only=True) as store:
    counts = []
    while not counts or counts[-1] < int(sys.argv[2]):
        with store.reading() as session:
            counts.append(len(search(session, "bridge speaker:okafor", Filter())))
        if len(counts) == 1:
            print("ready", flush=True)
    print(counts[0], counts == sorted(counts))
"""
BACKER = """
import sys, pathlib
from quotes.store.database.backup import back_up
from quotes.store.database.connect import open_store
from quotes.store.query.filters import Filter
from quotes.store.search.search import search

with open_store(sys.argv[1], read_only=True) as store:
    number, found = 0, 0
    while found < int(sys.argv[2]):
        copy = back_up(store, pathlib.Path(sys.argv[3]) / f"copy{number}.db", wait=600)
        with open_store(str(copy), read_only=True) as made, made.reading() as session:
            found = len(search(session, "bridge speaker:okafor", Filter()))
        number += 1
        if number == 1:
            print("ready", flush=True)
    print(number)
"""


def articles(folder: Path, writers: int) -> list[Path]:
    """A file of articles for each writer, all different, all with the same speakers."""
    paths = []
    for writer in range(writers):
        path = folder / f"part{writer}.jsonl"
        with path.open("w") as file:
            for number in range(EACH):
                words = f"“We open bridge {writer}-{number},” said Dana Okafor. “It is safe,” said Gareth Lindqvist."
                file.write(
                    json.dumps(
                        {
                            "id": f"{writer}-{number}",
                            "text": words,
                            "outlet": f"Paper {number % 3}",
                            "date": "2025-03-14",
                        }
                    )
                    + "\n"
                )
        paths.append(path)
    return paths


@pytest.mark.parametrize(("writers", "jobs"), [(8, "1"), (2, "2")])
def test_nobody_loses_anything(home: Path, tmp_path: Path, store_url: str, writers: int, jobs: str) -> None:
    environment = {**os.environ, "HOME": str(home)}
    environment.pop("QUOTES_DB", None)

    def start(*command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    expected = str(writers * EACH)
    others = [start(sys.executable, "-c", SEARCHER, store_url, expected) for _ in range(2)]
    others.append(start(sys.executable, "-c", BACKER, store_url, expected, str(tmp_path)))
    for each in others:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    adding = [
        start(*COMMAND, "--db", store_url, "--wait", "600", "add", "-q", "--jobs", jobs, str(path))
        for path in articles(tmp_path, writers)
    ]
    for writer in adding:
        _, err = writer.communicate(timeout=PATIENCE)
        assert writer.returncode == 0, err
    said = []
    for each in others:
        out, err = each.communicate(timeout=PATIENCE)
        assert each.returncode == 0, err
        said.append(out.split())
    for first, steady in said[:2]:
        assert first == "0", "it searched before, during and after"
        assert steady == "True", "what was found once is found again"
    copies = [tmp_path / f"copy{number}.db" for number in range(int(said[2][0]))]
    assert len(copies) >= 2
    for copy in copies:
        with open_store(str(copy), read_only=True) as store, store.reading() as session:
            found = verify(session)
            assert found.problems == ()
            assert found.quotations == 2 * found.articles
    with open_store(store_url, read_only=True) as store:
        assert check(store) == []
        with store.reading() as session:
            counts = {
                name: session.scalar(text(f"SELECT COUNT(*) FROM {name}"))
                for name in ("article", "quote", "outlet", "speaker", "run")
            }
            assert counts == {
                "article": writers * EACH,
                "quote": 2 * writers * EACH,
                "outlet": 3,
                "speaker": 2,
                "run": writers,
            }
            assert session.scalar(text("SELECT COUNT(DISTINCT external_id) FROM article")) == writers * EACH


def test_a_reader_waits_for_no_writer(store_url: str) -> None:
    """While a writer is in the middle of its transaction, a reader sees the state before, at once."""
    with open_store(store_url, wait=0) as writer, open_store(store_url, read_only=True, wait=0) as reader:
        with writer.writing() as session:
            session.execute(text("INSERT INTO outlet (name, name_key) VALUES ('Courier', 'courier')"))
            session.execute(text("UPDATE outlet SET domain = 'courier.example'"))
            with closing(open_store(store_url, read_only=True, wait=0)) as late:
                for store in (reader, late):
                    with store.reading() as reading:
                        assert reading.scalar(text("SELECT COUNT(*) FROM outlet")) == 0
                        assert search(reading, "bridge", Filter()) == []
        with reader.reading() as reading:
            assert reading.scalar(text("SELECT COUNT(*) FROM outlet")) == 1


@pytest.mark.parametrize("store_url", ["sqlite", "postgresql"], indirect=True)
def test_a_writer_waits_for_no_reader(store_url: str) -> None:
    with (
        open_store(store_url, wait=0) as writer,
        open_store(store_url, read_only=True) as reader,
        reader.reading() as reading,
    ):
        assert reading.scalar(text("SELECT COUNT(*) FROM outlet")) == 0
        with writer.writing() as session:
            session.execute(text("INSERT INTO outlet (name, name_key) VALUES ('Courier', 'courier')"))
        assert reading.scalar(text("SELECT COUNT(*) FROM outlet")) == 0, "one state to the end"
