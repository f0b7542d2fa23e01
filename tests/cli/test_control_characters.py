"""Whatever an article, a name, a file or a message holds: nothing of it is carried out by the terminal that shows it."""

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from quotes.output.screen import CONTROLS, Screen, visible, visible_line
from tests.cli.processes import PATIENCE, environment
from tests.cli.test_every_command import LEAVES

EVIL = "\x1b[31;5mred\x1b]0;title\x07\x08\x7f\x9b2J\u202eesrever\u2066\rover"
"""Colours, a window's title, bell, backspace, delete, clearing the screen by a C1 code, turned text, overwriting."""
NAME = "Evil\x1b]0;owned\x07\x9b2J\u202e Ray"
RUN_ALL = """
import json, sys
from quotes.cli import run
for line in json.load(open(sys.argv[1])):
    print("$", json.dumps(line), flush=True)
    print("status", run(line), flush=True)
"""
LISTINGS = [
    "search {words}", "search --regex .", "search --exact {words}", "export", "report speakers", "report outlets",
    "sql SELECT_EVIL", "log", "log --operation 1", "stats", "speakers list --all", "speakers suggest", "outlets suggest",
    "speakers export --all", "outlets list", "articles list", "extract {file}",
]  # fmt: skip
PAGES = [
    "show 1", "show 1 -C 3", "show 1 --json", "articles show 1", "articles show 1 --text", "articles versions 1",
    "articles gold", "speakers show {speaker}", "speakers show {speaker} --json", "outlets show {outlet}", "verify", "db path",
    "db info", "db check", "db upgrade", "db upgrade --dry-run", "db reindex", "datasette-config", "evaluate", "review",
    "extract {file} --explain", "db schema", "completion {value}", "completion fish",
]  # fmt: skip
CHANGES = [
    "speakers set {speaker} {key}={value}", "speakers alias add {speaker} {alias}", "speakers alias rm {speaker} {alias}",
    "speakers rename {speaker} {speaker2}", "speakers apart {speaker2} {other}", "speakers merge {other} {other2} -y",
    "speakers split {speaker2} 2 --note {value}", "speakers import {table}", "import {table}", "import {quoted}", "outlets rename {outlet} {outlet2}", "outlets domain {outlet2} {value}",
    "outlets merge {outlet2} {plain} -y", "confirm 1", "correct 1 --via {value}", "reject 2", "undo", "undo 1",
    "articles set 1 title={value}", "articles reextract -y", "articles rm 1 -y", "speakers forget {speaker2} -y",
    "db backup {backup}", "db copy {copy}", "add {missing}", "add {file}", "search nobody:{value} {words}", "show {value}",
    "speakers show {value}", "report {value}", "sql {value}", "sql SELECT_WRONG", "articles show {value}", "--db {missing} search x",
    "search --speaker {value}", "search --status {value}", "{value}", "search --kind {value}", "undo {value}", "export -o {nofolder}",
    "record {words} --speaker {value} --why {value}", "man {nofolder}", "add {file} --json", "articles show 1 --json",
    "search {words} --columns words,credits", "check {file}", "check --words {value}", "variants list {words}", "variants split 1", "variants join 1 2", "export --columns {value}", "db schema {value}",
]  # fmt: skip


def filled(home: Path, folder: Path) -> dict[str, str]:
    """Names by which the lines above call what is evil, and the files that they need."""
    file = folder / f"file{EVIL.replace(os.sep, '')}\n.txt"
    file.write_text(f"“We open{EVIL} in spring,” said Dana Okafor on Monday. “It is{EVIL} safe,” she said.")
    records = folder / "articles.jsonl"
    record = {
        "text": f"Headline{EVIL}\n\n“We open{EVIL} in spring,” said Dana Okafor{EVIL} on Monday.\n\n“It is safe,” said Mayor Ann Lee.",
        "title": f"Title{EVIL}", "outlet": f"Outlet{EVIL}", "author": f"Byline{EVIL}", "url": f"https://example.com/{EVIL}",
    }  # fmt: skip
    records.write_text(json.dumps(record) + "\n" + json.dumps({**record, "text": record["text"] + " More."}) + "\n")
    table = folder / f"table{EVIL.replace(os.sep, '')}.csv"
    table.write_text(f"speaker,party{EVIL}\n{NAME},x{EVIL}\n")
    quoted = folder / f"quoted{EVIL.replace(os.sep, '')}.csv"
    quoted.write_text(
        f"words,speaker,outlet,date,x{EVIL}\nIt is{EVIL} late,{NAME},Outlet{EVIL},2025-03-14,y{EVIL}\n,{NAME},,soon{EVIL},\n"
    )
    return {
        "quoted": str(quoted), "words": f"open{EVIL}", "file": str(file), "records": str(records), "table": str(table), "speaker": NAME,
        "speaker2": f"{NAME} Two", "other": "Ann Lee", "other2": "Dana Okafor", "outlet": f"Outlet{EVIL}",
        "outlet2": f"Paper{EVIL}", "plain": "Plain Paper", "value": f"value{EVIL}", "alias": f"Alias{EVIL}",
        "key": f"key{EVIL}", "backup": str(folder / f"back{EVIL}.db"), "copy": str(folder / f"copy{EVIL}.db"),
        "missing": str(folder / f"missing{EVIL}"), "nofolder": str(folder / f"no{EVIL}" / "x.csv"),
    }  # fmt: skip


def line_of(written: str, names: dict[str, str]) -> list[str]:
    parts = [part.format(**names) if "{" in part else part for part in written.split()]
    queries = {
        "SELECT_EVIL": f"SELECT speaker AS \"{EVIL}\", words, '{EVIL}' AS more FROM quote_list",
        "SELECT_WRONG": f"SELECT \"{EVIL}\" FROM '{EVIL}'",
    }
    return [queries.get(part, part) for part in parts]


def at_a_terminal(home: Path, folder: Path, lines: Sequence[Sequence[str]], **more: str) -> str:
    """All that *lines*, one after the other in one process, show on a terminal."""
    script = folder / "lines.json"
    script.write_text(json.dumps(lines))
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", RUN_ALL, str(script)],
        env=environment(home, TERM="xterm-256color", **more),
        stdin=follower,
        stdout=follower,
        stderr=follower,
    ) as process:
        os.close(follower)
        os.write(leader, b"qqq")  # for review
        seen = bytearray()
        while True:
            try:
                seen += os.read(leader, 65_536)
            except OSError:  # how Linux says that the other end is closed
                break
        os.close(leader)
        assert process.wait(PATIENCE) == 0, seen.decode()
    return seen.decode().replace("\r\n", "\n")


@pytest.fixture
def evil(home: Path, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    names = filled(home, tmp_path)
    database = home / "quotes.db"
    prepared = [
        ["--db", str(database), "add", names["records"]],
        ["--db", str(database), "record", f"I said{EVIL} so.", "--speaker", NAME, "--outlet", "Plain Paper", "--new"],
        ["--db", str(database), "speakers", "set", NAME, f"party=x{EVIL}", "--why", f"because{EVIL}"],
    ]
    shown = at_a_terminal(home, tmp_path, prepared, NO_COLOR="1")
    assert_harmless(shown)
    return database, names


def assert_harmless(shown: str) -> None:
    found = CONTROLS.search(shown)
    assert found is None, f"{found[0]!r} in {shown[max(0, found.start() - 500) : found.end() + 200]!r}"


def every_line(names: dict[str, str], forms: Iterable[str] = ("",)) -> list[list[str]]:
    listings = [[*line_of(each, names), *form.split()] for each in LISTINGS for form in forms]
    return [*listings, *(line_of(each, names) for each in (*PAGES, *CHANGES))]


def test_a_terminal_carries_nothing_out(evil: tuple[Path, dict[str, str]], home: Path, tmp_path: Path) -> None:
    database, names = evil
    lines = every_line(names, ["-f " + form for form in ("text", "table", "csv", "tsv", "json", "jsonl", "md")])
    shown = at_a_terminal(home, tmp_path, lines, NO_COLOR="1", QUOTES_DB=str(database))
    assert_harmless(shown)
    assert "␛[31;5mred␛]0;title␇␈␡\\x9b2J\\u202eesrever\\u2066" in shown
    assert "Traceback" not in shown
    ran = re.findall(r"status (\d+)$", shown, re.MULTILINE)
    assert len(ran) == len(lines)


def test_colours_are_ours_alone(evil: tuple[Path, dict[str, str]], home: Path, tmp_path: Path) -> None:
    database, names = evil
    shown = at_a_terminal(home, tmp_path, every_line(names), QUOTES_DB=str(database))
    assert "\x1b[1m" in shown
    assert "\x1b[31;5m" not in shown
    assert "\ufdd2" not in shown
    assert_harmless(re.sub(r"\x1b\[[0-9;]*m", "", shown))


def test_every_command_is_driven() -> None:
    driven = {" ".join(line.split()) for line in (*LISTINGS, *PAGES, *CHANGES)} | {"add", "record", "demo"}
    left = {path for path in LEAVES if not any(line.startswith(path.replace("/", " ")) for line in driven)}
    assert left == {"serve", "spark"}  # pages and tables, whose own tests have hostile texts


@pytest.mark.parametrize("listing", LISTINGS)
def test_into_a_file_text_is_harmless_and_data_are_whole(
    evil: tuple[Path, dict[str, str]], home: Path, tmp_path: Path, listing: str
) -> None:
    database, names = evil
    lines = [[*line_of(listing, names), "-f", form] for form in ("text", "table", "md", "csv", "json")]
    outputs = [tmp_path / f"out{number}" for number in range(len(lines))]
    named = [[*line, "-o", str(output)] for line, output in zip(lines, outputs, strict=True)]
    at_a_terminal(home, tmp_path, named, NO_COLOR="1", QUOTES_DB=str(database))
    texts = [output.read_text(encoding="utf-8") if output.exists() else "" for output in outputs]
    for text in texts[:3]:
        assert_harmless(text)
    if any("\x9b" in text for text in texts) or "\\u009b" in texts[4]:
        assert "\x9b" in texts[3], "CSV keeps the data"
        assert "\\u009b" in texts[4]
        assert "\x9b" in json.dumps(json.loads(texts[4]), ensure_ascii=False)
        assert any("\x9b" in cell for row in csv.reader(io.StringIO(texts[3], newline="")) for cell in row)


def test_the_same_through_a_pipe(evil: tuple[Path, dict[str, str]], home: Path) -> None:
    database, names = evil

    def piped(*line: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "quotes", *line],
            env=environment(home, QUOTES_DB=str(database), QUOTES_WHO="x"),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )

    found = piped("search", "open")
    assert_harmless(found.stdout.decode())
    assert "␛[31;5m" in found.stdout.decode()
    assert EVIL.replace("\r", "").encode()[:20] in piped("export", "--csv").stdout
    assert EVIL[:-5].encode() in piped("articles", "show", "1", "--text").stdout
    wrong = piped("show", EVIL)
    assert wrong.returncode == 4
    assert_harmless(wrong.stderr.decode())
    failing = piped("add", names["missing"], names["file"])
    assert_harmless(failing.stderr.decode())
    assert len(failing.stderr.decode().splitlines()) == 1, "a line end in a name begins no line"
    bug = "import sys, quotes.cli.app as app\ndef run(_): raise ValueError('\\x1b[2J')\napp.run = run\napp.main()"
    crashed = subprocess.run(
        [sys.executable, "-c", bug], env=environment(home), capture_output=True, timeout=PATIENCE, check=False
    )
    assert crashed.returncode == 1
    assert "ValueError: ␛[2J" in crashed.stderr.decode()


def test_the_name_of_a_file_that_is_no_utf_8(home: Path) -> None:
    """For the eye each such byte is an escape; ``db path`` gives a program the bytes, which open the file."""
    command, database = [sys.executable, "-m", "quotes"], os.fsencode(home) + b"/caf\xe9.db"
    env = {**os.environb, b"HOME": os.fsencode(home), b"QUOTES_DB": database}
    missing = subprocess.run([*command, "search", "x"], env=env, capture_output=True, check=False)
    assert missing.stderr.decode() == f"quotes: there is no database at {home}/caf\\xe9.db; quotes add creates it\n"
    subprocess.run([*command, "record", "We open."], env=env, capture_output=True, check=True)
    assert f"{home}/caf\\xe9.db (sqlite" in subprocess.check_output([*command, "db", "info"], env=env).decode()
    assert subprocess.check_output([*command, "db", "path"], env=env) == database + b"\n"


def test_screens_close_with_the_call(call: Callable[[str], object]) -> None:
    before = sys.stdout, sys.stderr
    call("--help")
    assert (sys.stdout, sys.stderr) == before


CASES = {
    "plain – text\tand\nlines": "plain – text\tand\nlines",
    "\x00\x1b\r": "␀␛␍",
    "\x7f\x80\x9f\xa0": "␡\\x80\\x9f\xa0",
    "\u202a\u202e\u2066\u2069": "\\u202a\\u202e\\u2066\\u2069",
    "caf\udce9\udcff.txt \ud800": "caf\\xe9\\xff.txt \ud800",
    "\u200e\u200f\u061cمرحبا": "\u200e\u200f\u061cمرحبا",
}


@pytest.mark.parametrize(("text", "shown"), CASES.items())
def test_what_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible_line(text) == shown.replace("\n", "␊").replace("\t", "␉")


def test_no_text_knows_the_mark() -> None:
    written = io.StringIO()
    screen = Screen(written)
    code = screen.code("\x1b[1m")
    screen.write(f"{code}bold\x1b[0m")
    other = Screen(io.StringIO()).code("\x1b[2J")
    screen.write(other)
    assert written.getvalue() == f"\x1b[1mbold␛[0m{other}"
    assert "\x1b" not in other
