"""On a terminal: colours where they are wanted, progress that goes away, two terminals at a time."""

import itertools
import os
import pty
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.processes import COMMAND, PATIENCE, environment, feed, line, many, quotes


class Session(NamedTuple):
    status: int
    screen: str


def on_a_terminal(home: Path, *arguments: str, stdout_to: Path | None = None, **more: str) -> Session:
    """What a person sees of one command; with *stdout_to* only what doesn't go into that file."""
    leader, follower = pty.openpty()
    with (stdout_to or Path(os.devnull)).open("wb") as file:
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            env={"TERM": "xterm-256color", **environment(home, **more)},
            stdin=follower,
            stdout=file if stdout_to else follower,
            stderr=follower,
        )
        os.close(follower)
        seen = bytearray()
        while True:
            try:
                part = os.read(leader, 65_536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not part:
                break
            seen += part
        os.close(leader)
        return Session(process.wait(PATIENCE), seen.decode().replace("\r\n", "\n"))


@pytest.fixture
def spoken(home: Path) -> Path:
    assert (
        quotes(home, "record", "We open in spring.", "--speaker", "Dana Okafor", "--date", "2025-03-14").returncode == 0
    )
    return home


COLOURED = [
    ("search", "spring"),
    ("search", "spring", "--table"),
    ("report", "speakers"),
    ("speakers", "list"),
    ("sql", "SELECT speaker FROM quote_list"),
]


@pytest.mark.parametrize("arguments", COLOURED, ids=" ".join)
def test_colours_on_a_terminal_only_where_wanted(spoken: Path, arguments: tuple[str, ...]) -> None:
    seen = on_a_terminal(spoken, *arguments)
    assert seen.status == 0
    assert "\x1b[" in seen.screen
    plain = on_a_terminal(spoken, *arguments, NO_COLOR="1")
    assert "\x1b" not in plain.screen
    assert "\x1b" not in on_a_terminal(spoken, *arguments, TERM="dumb").screen
    assert "\x1b" not in quotes(spoken, *arguments).stdout
    assert "Dana Okafor" in plain.screen


def test_no_colours_in_files(spoken: Path, tmp_path: Path) -> None:
    on_a_terminal(spoken, "search", "spring", "-o", str(tmp_path / "out.txt"))
    on_a_terminal(spoken, "show", "1", stdout_to=tmp_path / "shown.txt")
    for name in ("out.txt", "shown.txt"):
        text = (tmp_path / name).read_text()
        assert "We open in spring." in text
        assert "\x1b" not in text


def test_progress_is_shown_and_taken_away(home: Path, tmp_path: Path) -> None:
    source = many(tmp_path / "many.jsonl", 60)
    out = tmp_path / "out.txt"
    seen = on_a_terminal(home, "add", str(source), stdout_to=out)
    assert seen.status == 0
    assert re.search(r"━.* \d+ of 60 articles, \d+ new quotations, \d+ a second, \d+ s left", seen.screen)
    assert "\n" not in seen.screen.rpartition("left")[2].strip(), "the line is taken away"
    assert "60 new articles, 120 quotations (120 with a speaker)" in out.read_text()
    assert quotes(home, "add", str(source)).stderr == ""


def test_many_articles_on_a_terminal_leave_it_readable(home: Path, tmp_path: Path) -> None:
    source = many(tmp_path / "many.jsonl", 50)
    with source.open("a") as file:
        file.write("{broken\n")
    seen = on_a_terminal(home, "add", str(source))
    assert seen.status == 3
    taken_away = r"[^\n]*\n(?:\x1b\[\?25h)?\r\x1b\[1A\x1b\[2K"  # a line that Rich wrote, and how it goes up to clear it
    left = re.sub(taken_away, "", seen.screen).replace("\n  ", " ").split("\n")
    assert sum(line.endswith(": new, 2 quotations") for line in left) == 17
    assert f"quotes: {source}:51 is not JSON (Expecting property name enclosed in double quotes)" in left
    assert left[-3].startswith("50 new articles, 100 quotations (100 with a speaker), 1 failed; in ")
    assert left[-2].startswith("50 articles have no date: ")
    assert not any("a second" in line for line in left)


@pytest.mark.parametrize("arguments", [("--help",), ("search", "--help"), ("db", "upgrade", "--help")], ids=" ".join)
def test_help_fits_a_terminal(home: Path, arguments: tuple[str, ...]) -> None:
    seen = on_a_terminal(home, *arguments, COLUMNS="80")
    assert seen.status == 0
    lines = [line for line in seen.screen.split("\n") if not line.lstrip().startswith("quotes ")]
    assert max(map(len, lines)) <= 80


def test_a_second_terminal_reads_and_writes_meanwhile(home: Path, store_url: str) -> None:
    adding = subprocess.Popen(
        [*COMMAND, "--db", store_url, "add", "-"],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    feeding = feed(adding, map(line, itertools.count()))
    assert adding.stdin is not None
    assert adding.stdout is not None
    for _ in range(40):
        adding.stdout.readline()
    drained = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=adding.stdout)
    try:
        searched = quotes(home, "--db", store_url, "search", "bridge", "-n", "1")
        assert (searched.returncode, "We open bridge" in searched.stdout) == (0, True)
        recorded = quotes(home, "--db", store_url, "record", "We were here meanwhile.", "--speaker", "Priya Raman")
        assert recorded.returncode == 0, recorded.stderr
        assert "We were here meanwhile." in quotes(home, "--db", store_url, "search", "meanwhile").stdout
        assert adding.poll() is None, "it was still at work"
    finally:
        adding.send_signal(signal.SIGINT)
        adding.wait(PATIENCE)
        feeding.join()
        with suppress(BrokenPipeError):
            adding.stdin.close()
        adding.stdout.close()
        drained.wait(PATIENCE)
    assert adding.returncode == 130
    assert adding.stderr is not None
    assert "interrupted; what was stored so far is kept" in adding.stderr.read()
    adding.stderr.close()
    assert quotes(home, "--db", store_url, "verify").returncode == 0
