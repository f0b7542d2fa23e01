"""What is too long, too large or broken gets one clear line and the documented exit status, never a traceback."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import psycopg
import pytest

from quotes.cli import run
from quotes.store.database.engine import parse_url, place_of
from quotes.store.database.migrate import downgrade
from quotes.store.schema import VERSION_TABLE
from tests.cli.calls import Call
from tests.cli.processes import PATIENCE, environment

WORDS = " ".join(f"w{number}" for number in range(1000))
LETTERS = "a" * 50_001
BEYOND = str(2**63)
MOST = str(2**63 - 1)
LINES = [
    (("search", WORDS), 0), (("search", "--speaker", WORDS), 4), (("search", f'speaker:"{WORDS}"'), 0),
    (("speakers", "show", WORDS), 4), (("search", "--outlet", WORDS), 4), (("search", "--via", WORDS), 0),
    (("search", "--via", LETTERS), 0), (("search", f"via:{LETTERS}"), 0), (("show", LETTERS), 4), (("search", LETTERS), 0),
    (("search", "--speaker", LETTERS), 4), (("search", "--speaker", f"{LETTERS} b"), 4), (("articles", "show", LETTERS), 4),
    (("speakers", "show", LETTERS), 4), (("outlets", "show", LETTERS), 4), (("report", LETTERS), 4), (("search", "--exact", LETTERS), 0),
    (("confirm", LETTERS), 4), (("articles", "rm", "-y", LETTERS), 4), (("speakers", "forget", "-y", LETTERS), 4),
    (("undo", BEYOND), 2), (("undo", MOST), 4), (("log", "--operation", BEYOND), 2), (("log", "--operation", MOST), 4),
    (("show", "1", "-C", BEYOND), 2), (("show", "1", "-C", MOST), 0), (("show", BEYOND), 4), (("articles", "show", BEYOND), 4),
    (("undo", "9" * 5000), 2), (("show", "9" * 5000), 4), (("search", f"said:-{BEYOND}w"), 2),
    *(((*listing, "-n", BEYOND), 2) for listing in (("search", "spring"), ("sql", "SELECT 1"), ("report", "speakers"), ("log",))),
    *(((*listing, "-n", MOST), 0) for listing in (
        ("search", "spring"), ("search", "--regex", "."), ("export",), ("sql", "SELECT 1"), ("report", "speakers"), ("log",), ("stats",),
        ("speakers", "list"), ("speakers", "suggest"), ("speakers", "export"), ("outlets", "list"), ("articles", "list"),
    )),
]  # fmt: skip


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_one_line_and_a_status(
    migrated: Callable[[str, Path], AbstractContextManager[str]],
    tmp_path: Path,
    home: Path,
    capsys: pytest.CaptureFixture[str],
    dialect: str,
) -> None:
    with migrated(dialect, tmp_path) as url:
        assert run(["--db", url, "record", "We open in spring.", "--speaker", "Dana Okafor", "--via", "AFP"]) == 0
        for line, wanted in LINES:
            capsys.readouterr()
            status = run(["--db", url, *line])
            found = capsys.readouterr()
            called = " ".join(each[:30] for each in line)
            assert status == wanted, (called, found.err[:500])
            assert len(found.err.splitlines()) <= 2, called
            assert len(found.err) < 6000, called
            if status:
                assert found.err.startswith("quotes: "), called
    assert home.exists()


def test_what_is_contained_is_found_as_before(call: Call, store_url: str) -> None:
    for words, via in (("One.", "The AFP"), ("Two.", "100% sure_"), ("Three.", "a\\b")):
        call(f"""--db {store_url} record "{words}" --speaker "Dana Okafor" --via '{via}'""")
    for part, found in (
        ("afp", "One."),
        ("100%", "Two."),
        ("e_", "Two."),
        ("a\\b", "Three."),
        ("%", "Two."),
        ("_", "Two."),
    ):
        out = call(f"--db {store_url} search --via '{part}' --tsv").out.splitlines()
        assert [line.split("\t")[1] for line in out[1:]] == [found], part


@pytest.mark.parametrize("view", ['my "view"', "a:b", "plain", 'x"; DROP TABLE quote; --'])
def test_an_upgrade_beside_a_view_of_any_name(call: Call, tmp_path: Path, sqlite_template: Path, view: str) -> None:
    path = tmp_path / "old.db"
    path.write_bytes(sqlite_template.read_bytes())
    path.chmod(0o600)
    downgrade(str(path), "0004")
    quoted = view.replace('"', '""')
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f'CREATE VIEW "{quoted}" AS SELECT 1 AS one')
        connection.commit()
    assert call(f"--db {path} db upgrade").status == 0
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(f'SELECT one FROM "{quoted}"').fetchall() == [(1,)]
        assert connection.execute("SELECT COUNT(*) FROM quote").fetchall() == [(0,)]


def test_a_store_that_does_not_say_its_schema(call: Call, store_url: str, article: Path) -> None:
    if store_url.startswith("postgresql"):
        with psycopg.connect(store_url, autocommit=True) as server:
            server.execute(f"DELETE FROM {VERSION_TABLE}")
    else:
        with closing(sqlite3.connect(store_url)) as connection:
            connection.execute(f"DELETE FROM {VERSION_TABLE}")
            connection.commit()
    for line in ("search x", "db upgrade", "db upgrade --dry-run", f"add {article}", "db info"):
        found = call(f"--db {store_url} {line}")
        assert found.status == 1, line
        assert f"doesn't say which schema it has (the table {VERSION_TABLE} is empty)" in found.err
        assert len(found.err.splitlines()) == 1


def test_a_clock_beyond_what_programs_can_tell(home: Path) -> None:
    late = """
import time
def late(): raise OverflowError("timestamp too large to convert to C _PyTime_t")
time.time = late
from quotes.cli import main
main()
"""
    found = subprocess.run(
        [sys.executable, "-c", late, "search", "x"],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    said = "quotes: the machine's clock shows a year that programs cannot tell (after 2262): set it right\n"
    assert (found.returncode, found.stdout, found.stderr) == (1, "", said)


SECRETS = [
    ("postgresql://desk:hidden@server/quotes", "postgresql://desk:***@server/quotes"),
    ("postgresql://desk@server/quotes?password=hidden", "postgresql://desk@server/quotes?password=***"),
    ("postgresql://server/quotes?PASSWORD=hidden&sslpassword=hidden&sslmode=require", "postgresql://server/quotes?PASSWORD=***&sslmode=require&sslpassword=***"),
    ("postgresql://server/quotes?password=hidden&password=hidden", "postgresql://server/quotes?password=***"),
    ("postgresql://server/quotes?oauth_client_secret=hidden", "postgresql://server/quotes?oauth_client_secret=***"),
    ("postgresql://server/quotes?passwrod=hidden&passwd=hidden&pwd=hidden", "postgresql://server/quotes?passwd=***&passwrod=***&pwd=***"),
    ("postgresql://server/quotes?sslmode=require", "postgresql://server/quotes?sslmode=require"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "shown"), SECRETS)
def test_no_password_is_printed(call: Call, url: str, shown: str) -> None:
    assert sorted(place_of(parse_url(url)).split("?")[-1].split("&")) == sorted(shown.split("?")[-1].split("&"))
    assert place_of(parse_url(url)).split("?")[0] == shown.split("?")[0]
    found = call(f"--db '{url}' db path")
    assert "hidden" not in found.out + found.err


@pytest.mark.parametrize(
    "tail", ["?password=hidden", "?password=hidden&sslmode=nonsense", "?passwrod=hidden", "?password=hidden&port=1"]
)
@pytest.mark.parametrize("line", ["search x", "db upgrade", "db info", "db check", "add x.txt", "db copy x.db"])
def test_nor_in_errors(call: Call, migrated: Callable[[str, Path], AbstractContextManager[str]], tmp_path: Path, tail: str, line: str) -> None:  # fmt: skip
    with migrated("postgresql", tmp_path) as url:
        address = f"{url.rpartition('/')[0]}/there_is_none{tail}"
    found = call(f"--db '{address}' {line}")
    assert found.status in (1, 2, 3, 4), found.err
    assert "hidden" not in found.out + found.err
    assert len(found.err.splitlines()) <= 2, found.err


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("-1", "-1 is no number from 0 (see"),
        (BEYOND, f"{BEYOND} is no number from 0 to {MOST} (see"),
        ("x", "'x' is no whole number"),
    ],
    ids=["too small: the end of the range does not matter", "too large", "no number"],
)
def test_a_wrong_limit_is_said_in_a_persons_words(number: str, said: str, call: Call) -> None:
    result = call(f"search spring -n {number}")
    assert (result.status, said in result.err) == (2, True)
