"""``quotes sql`` against a query that never ends, and against one that leaves something behind."""

import io
import json
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.cli.calls import Call
from tests.cli.processes import COMMAND, PATIENCE, environment, quotes

ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT (x + 1) % 9 FROM c) SELECT COUNT(*) FROM c"
TELLS = """
import sys, time
from types import SimpleNamespace
from quotes.store.database import timeouts
looks = iter(range(10**9))
def monotonic():
    if next(looks) == 3:  # the first is before the query
        print("at work", file=sys.stderr, flush=True)
    return time.monotonic()
timeouts.time = SimpleNamespace(monotonic=monotonic)
from quotes.cli import main
main()
"""
"""The command, which says when SQLite has looked at the clock in the query."""
Made = Callable[[str, Path], AbstractContextManager[str]]


@contextmanager
def listening(url: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_an_endless_query_of_sqlite(
    home: Path, tmp_path: Path, migrated: Made, number: signal.Signals
) -> None:
    with migrated("sqlite", tmp_path) as url:
        command = [sys.executable, "-c", TELLS, "--db", url, "sql", ENDLESS, "--timeout", "1e9"]
        with subprocess.Popen(
            command, env=environment(home), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stderr is not None
            assert process.stderr.readline() == "at work\n"
            process.send_signal(number)
            out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (130, "", "quotes: interrupted; what was stored so far is kept\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_an_endless_query_of_postgresql(
    home: Path, tmp_path: Path, migrated: Made, number: signal.Signals
) -> None:
    active = (
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE %s"
    )
    with migrated("postgresql", tmp_path) as url, listening(url) as server:
        command = [*COMMAND, "--db", url, "sql", ENDLESS]
        with subprocess.Popen(
            command, env=environment(home), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            while not server.execute(active, ["WITH RECURSIVE c%"]).fetchall():
                assert process.poll() is None
            process.send_signal(number)
            out, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, out, err) == (130, "", "quotes: interrupted; what was stored so far is kept\n")
        while server.execute(active, ["WITH RECURSIVE c%"]).fetchall():  # the server was told to stop
            pass


@pytest.mark.parametrize("timeout", ["0.05", "1e-9"])
def test_a_limit_of_time(call: Call, store_url: str, timeout: str) -> None:
    found = call(f"--db {store_url} sql '{ENDLESS}' --timeout {timeout}")
    assert (found.status, found.out) == (1, "")
    assert found.err == f"quotes: the query was stopped after {float(timeout):g} s; --timeout allows more\n"


@pytest.mark.parametrize("timeout", ["60", "1e300", "inf", "nan"])
def test_what_is_quick_is_not_stopped(call: Call, store_url: str, timeout: str) -> None:
    assert call(f"--db {store_url} sql 'SELECT 1 AS one' --tsv --timeout {timeout}").out == "one\n1\n"


@pytest.mark.parametrize("timeout", ["0", "-1", "soon"])
def test_a_limit_that_is_none(call: Call, store_url: str, timeout: str) -> None:
    assert call(f"--db {store_url} sql 'SELECT 1' --timeout {timeout}").status == 2


def test_ctrl_c_is_left_alone_where_it_is_ignored(home: Path, tmp_path: Path, migrated: Made) -> None:
    ignoring = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n" + TELLS
    with migrated("sqlite", tmp_path) as url:
        command = [sys.executable, "-c", ignoring, "--db", url, "sql", ENDLESS, "--timeout", "0.5"]
        with subprocess.Popen(command, env=environment(home), stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            assert process.stderr.readline() == "at work\n"
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (1, "quotes: the query was stopped after 0.5 s; --timeout allows more\n")


EFFECTS = [
    "SELECT lo_from_bytea(0, 'left behind')",
    "SELECT lo_unlink(loid) FROM pg_largeobject WHERE loid = 4711",
    "SELECT pg_notify('heard', 'left behind')",
    "SELECT set_config('work_mem', '1MB', false)",
]


@pytest.mark.parametrize("query", EFFECTS)
def test_nothing_that_a_query_does_is_kept(home: Path, tmp_path: Path, migrated: Made, query: str) -> None:
    with migrated("postgresql", tmp_path) as url, listening(url) as server:
        server.execute("SELECT lo_from_bytea(4711, 'mine')")
        server.execute("LISTEN heard")
        ran = quotes(home, "--db", url, "sql", query)
        assert ran.returncode in (0, 2), "newer servers refuse it"
        assert server.execute("SELECT loid::int FROM pg_largeobject").fetchall() == [(4711,)]
        server.execute("SELECT pg_notify('heard', 'the last one')")  # messages come in order
        assert [each.payload for each in server.notifies(timeout=PATIENCE, stop_after=1)] == ["the last one"]


def test_a_text_that_is_none(call: Call, tmp_path: Path, migrated: Made) -> None:
    with migrated("sqlite", tmp_path) as url:
        found = call(f"""--db {url} sql "SELECT cast(x'ff' AS text)" """)
    assert (found.status, found.out) == (2, "")
    assert found.err == "quotes: a text in the answer is not UTF-8; hex(…) shows its bytes\n"


LINES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "cases/sql_lines.json").read_text("utf-8"))


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["point"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a byte order mark"])
def test_how_a_query_may_begin(
    call: Call, store_url: str, case: dict[str, Any], mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(f"--db {store_url} record 'We open.' --speaker 'Dana Okafor'")
    if case.get("only", "") not in store_url and "only" in case:
        pytest.skip(f"only {case['only']} has it")
    lines = [] if mark else [f"sql {shlex.quote(case['query'])} --csv", f"sql --csv {shlex.quote(case['query'])}"]
    for line in (*lines, "sql - --csv"):
        monkeypatch.setattr("sys.stdin", io.StringIO(mark + case["query"]))
        found = call(f"{line} --db {store_url}")
        assert found.status == case.get("status", 0), found
        assert found.out == ("" if found.status else "n\n1\n")
    assert call(f"export --count --db {store_url}").out == "1\n"


def test_options_are_still_options(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "my files"
    folder.mkdir()
    call(f"record 'We open.' --db '{folder}/my store.db'")
    assert call(f"sql 'SELECT 1 AS n' --csv '--db={folder}/my store.db'").out == "n\n1\n"
    refused = call("sql 'SELECT 1' --cvs")
    assert (refused.status, "--cvs" in refused.err) == (2, True)


@pytest.mark.parametrize("query", ["SELECT * FROM quotations", "SELECT whom FROM quote_list"])
def test_what_is_not_there_leads_to_the_list_of_what_is(call: Call, store_url: str, query: str) -> None:
    call(f"--db {store_url} record 'We open.' --speaker 'Dana Okafor'")
    found = call(f"sql '{query}' --db {store_url}")
    assert (found.status, found.out) == (2, "")
    assert "; quotes db schema lists tables and their columns\n" in found.err
    assert "db schema" not in call(f"sql 'SELECT (' --db {store_url}").err


@pytest.mark.parametrize("literal", [":x", r"\:x", r"\\:x", r"a\: b", "::", r"\\", "%s", "%(x)s", "%%", r"\%"])
def test_literals_stay_as_they_are(call: Call, store_url: str, literal: str) -> None:
    """What SQLAlchemy or a driver would read as a parameter, or as its escape."""
    query = shlex.quote(f"SELECT '{literal}' AS n")
    found = call(f"--db {store_url} sql {query} --json")
    assert json.loads(found.out) == [{"n": literal}]


def test_no_value_is_lost_under_another_name(call: Call, store_url: str) -> None:
    assert call(f"--db {store_url} sql 'SELECT 1 AS n, 2 AS n, 3 AS n_2' --csv").out == "n,n_3,n_2\n1,2,3\n"
