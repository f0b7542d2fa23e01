"""Several processes extract: what comes is what one process gives, whatever happens to any of them."""

import json
import os
import re
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from quotes.plurals import counted
from tests.cli.calls import Call
from tests.cli.family import busy, family, running, until, workers
from tests.cli.processes import PATIENCE, many, quotes, started

MIXED = """
{"id": "a", "text": "“We open,” said Dana Okafor on Monday. “It is safe,” she added.", "date": "2025-03-14"}
{"id": "b", "text": 7}
no json at all
{"id": "c", "text": "Nobody spoke."}
{"id": "d", "text": "“We sail,” said Gareth Lindqvist.\\u0000", "outlet": "Paper"}
{"id": "e", "text": "“Nous ouvrons demain matin le pont de la ville”, a dit le maire de la commune à la presse locale."}
{"id": "f", "text": "   "}
{"id": "g", "text": "“We sink,” said Mayor Lindqvist. “All of us.”", "title": "Sinking"}
"""
ENDLESS = "“We open,” said Dana Okafor on Monday. Nobody else spoke of it.\n\n" * 60_000
"""An article that is in work for minutes."""


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    path = tmp_path / "mixed.jsonl"
    path.write_text(MIXED * 3, encoding="utf-8")
    return path


@pytest.fixture
def extracting(home: Path) -> Iterator[subprocess.Popen[str]]:
    """``quotes extract`` with two workers, which reads what it is fed and writes a record for each article."""
    process = started(home, "extract", "-f", "jsonl", "--jobs", "2", "-")
    yield process
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)
    for stream in (process.stdin, process.stdout, process.stderr):
        assert stream is not None
        with suppress(BrokenPipeError):
            stream.close()


def kill_all(pids: set[int]) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    until(lambda: not running(pids))


def feed(process: subprocess.Popen[str], *texts: str) -> None:
    assert process.stdin is not None
    for text in texts:
        process.stdin.write(json.dumps({"id": text[:9], "text": text}) + "\n")
    process.stdin.flush()


def record(process: subprocess.Popen[str]) -> dict[str, object]:
    assert process.stdout is not None
    found: dict[str, object] = json.loads(process.stdout.readline())
    return found


@pytest.mark.parametrize(
    "line",
    [
        "extract -f jsonl",
        "extract -f json",
        "extract -f text",
        "extract -f csv",
        "extract -f json --explain",
        "extract -f text --explain --date 2025-03-15",
        "extract -f jsonl -n 5",
        "extract -f csv -n 3",
        "extract -f jsonl -n 0",
        "extract -f table --reject-file {folder}/rejects",
        "--db {folder}/{jobs}.db add",
        "--db {folder}/{jobs}.db add -q",
        "--db {folder}/{jobs}.db add --dry-run --date 2025-03-15",
        "--db {folder}/{jobs}.db add --jsonl --reject-file {folder}/rejects",
    ],
)
def test_more_processes_say_what_one_says(call: Call, tmp_path: Path, mixed: Path, line: str) -> None:
    said = []
    for jobs in ("1", "2"):
        found = call(f"{line.format(folder=tmp_path, jobs=jobs)} {mixed} --jobs {jobs}")
        rejects = tmp_path / "rejects"
        rejected = rejects.read_text() if rejects.exists() else ""
        texts = (re.sub('"added_at": "[^"]*"', "", each.replace(f"{jobs}.db", "x.db")) for each in found[1:])
        said.append((found.status, *texts, rejected))
    assert said[0] == said[1]
    assert said[0][0] == (0 if "-n 0" in line else 3)


def test_what_is_read_again_by_more_processes(call: Call, store_url: str, tmp_path: Path) -> None:
    """Also where an article of the store has been erased, or a person has decided."""
    source = many(tmp_path / "many.jsonl", 12)
    assert call(f"--db {store_url} add -q {source}").status == 0
    assert call(f"--db {store_url} reject 1").status == 0
    lines = [call(f"--db {store_url} articles reextract -y --dry-run --jobs {jobs}") for jobs in (1, 2)]
    assert lines[0] == lines[1]
    assert lines[0].out.startswith("12 articles: 23 the same")


def test_an_article_is_told_as_soon_as_it_is_done(extracting: subprocess.Popen[str]) -> None:
    """The pipe that the articles come from stays open."""
    for number in range(3):
        feed(extracting, f"article {number}: “We open,” said Dana Okafor.")
        assert record(extracting)["id"] == f"article {number}"
    assert extracting.stdin is not None
    extracting.stdin.close()
    assert extracting.wait(PATIENCE) == 0


def test_who_has_enough_does_not_wait_for_more(home: Path) -> None:
    process = started(home, "extract", "-f", "jsonl", "--jobs", "2", "-n", "2", "-")
    feed(process, *(f"article {number}: “We open,” said Dana Okafor." for number in range(3)))
    assert process.stdout is not None
    assert process.stderr is not None
    assert len(process.stdout.readlines()) == 2
    assert process.wait(PATIENCE) == 0
    assert process.stderr.read() == ""
    process.communicate(timeout=PATIENCE)


def test_a_worker_that_is_killed_costs_its_article(extracting: subprocess.Popen[str]) -> None:
    feed(extracting, "article 0", ENDLESS, "article 2: “We sail,” said Jo Grant.")
    assert record(extracting)["id"] == "article 0"
    victim = until(lambda: busy(extracting.pid))
    os.kill(victim.pid, signal.SIGKILL)
    lost, found = record(extracting), record(extracting)
    assert lost["quotes"] == []
    assert lost["error"] == "could not be processed: its process was killed (SIGKILL), as happens where memory is short"
    assert [quote["speaker"] for quote in found["quotes"]] == ["Jo Grant"]  # type: ignore[attr-defined]
    feed(extracting, *(f"article {number}" for number in range(3, 9)))
    assert [record(extracting)["id"] for _ in range(6)] == [f"article {number}" for number in range(3, 9)]
    assert victim.pid not in {each.pid for each in workers(extracting.pid)}
    assert len(workers(extracting.pid)) == 2
    _, err = extracting.communicate(timeout=PATIENCE)
    assert extracting.returncode == 3
    assert err == f"quotes: -:2 {lost['error']}\n"


def test_workers_that_have_nothing_to_do_may_be_killed(extracting: subprocess.Popen[str]) -> None:
    for number in range(4):
        feed(extracting, f"article {number}: “We open,” said Dana Okafor.")
        assert record(extracting)["quotes"]
        kill_all({each.pid for each in workers(extracting.pid)})
    _, err = extracting.communicate(timeout=PATIENCE)
    assert (extracting.returncode, err) == (0, "")


@pytest.mark.parametrize("whom", ["all", "the first"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_running(extracting: subprocess.Popen[str], number: signal.Signals, whom: str) -> None:
    """Not even a worker that is busy for minutes; a terminal and ``timeout`` send a signal to all of a group."""
    feed(extracting, ENDLESS)
    until(lambda: busy(extracting.pid))
    children = family(extracting.pid)
    assert len(children) > 2
    (os.killpg if whom == "all" else os.kill)(extracting.pid, number)
    extracting.wait(PATIENCE)
    until(lambda: not running(children))
    assert extracting.returncode == (-signal.SIGKILL if number is signal.SIGKILL else 130)
    assert extracting.stderr is not None
    assert "Traceback" not in extracting.stderr.read()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interruption_stores_what_was_begun(home: Path, tmp_path: Path, number: signal.Signals, jobs: str) -> None:
    """The summary tells it."""
    source = many(tmp_path / "many.jsonl", 3000)
    process = started(home, "add", "--jobs", jobs, str(source))
    assert process.stdout is not None
    for _ in range(5):
        process.stdout.readline()
    os.killpg(process.pid, number)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert err == "quotes: interrupted; what was stored so far is kept\n"
    stored = int(quotes(home, "sql", "SELECT COUNT(*) FROM article", "-f", "tsv").stdout.split()[-1])
    assert 1 <= stored < 3000
    assert counted(stored, "new article") in out
    assert quotes(home, "verify").returncode == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_second_ctrl_c_stops_at_once(home: Path, tmp_path: Path, jobs: str) -> None:
    """Also while it waits for another program to be done with the database."""
    database = tmp_path / "q.db"
    process = started(home, "--db", str(database), "--wait", "600", "add", "--jsonl", "--jobs", jobs, "-")
    feed(process, "article 0: “We open,” said Dana Okafor.")
    assert record(process)["outcome"] == "new"
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("PRAGMA busy_timeout = 600000")
        holder.execute("BEGIN IMMEDIATE")
        feed(process, "article 1: “We sail,” said Dana Okafor.")
        children = family(process.pid)

        def interrupted() -> bool:
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
            return process.returncode is not None

        until(interrupted)
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode in (130, -signal.SIGINT)  # a third may meet it where it ends
    assert err.endswith("quotes: interrupted; what was stored so far is kept\n")
    until(lambda: not running(children))


def test_reading_again_ends_in_order(home: Path, tmp_path: Path) -> None:
    """Another program holds the database until the signal is there, and there are more articles than the processes may
    read ahead, so that there is always more to do.
    """
    database = tmp_path / "q.db"
    assert quotes(home, "--db", str(database), "add", "-q", str(many(tmp_path / "many.jsonl", 200))).returncode == 0
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        process = started(home, "--db", str(database), "--wait", "600", "articles", "reextract", "-y", "--jobs", "2")
        until(lambda: workers(process.pid))
        os.killpg(process.pid, signal.SIGTERM)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert " of 200 articles: " in out
    assert "Traceback" not in err


@pytest.mark.parametrize("given", ["0", "-1", "two", "513", "1.5"])
def test_how_many_processes_there_may_be(call: Call, given: str) -> None:
    found = call(f"extract --jobs {given} -")
    assert found.status == 2
    assert given in found.err
