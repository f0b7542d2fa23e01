"""Real shells complete commands, options and values; manual pages are well made and say what --help says."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pytest

from quotes.cli import COMMANDS
from quotes.cli.manual import ENVIRONMENT
from tests.cli.calls import Call
from tests.cli.processes import PATIENCE, environment
from tests.cli.terminal import Terminal
from tests.cli.test_every_command import ALL

CASES = [
    (["expo"], {"export"}),
    (["d"], {"demo", "db", "datasette-config"}),
    (["speakers", "su"], {"suggest"}),
    (["speakers", "alias", ""], {"add", "rm"}),
    (["db", "check", "--qu"], {"--quick"}),
    (["search", "--unt"], {"--until"}),
    (["search", "bridge", "--order", "o"], {"oldest"}),
    (["export", "--format", "js"], {"json", "jsonl"}),
    (["export", "--kind", "di"], {"direct"}),
    (["export", "--kind", "direct,pa"], {"direct,partial"}),
    (["export", "--columns", "uid,title,words,speaker_u"], {"uid,title,words,speaker_uid"}),
    (["completion", "f"], {"fish"}),
    (["report", "sp"], {"speakers"}),
    (["report", "--kind", "pa"], {"partial"}),
    (["no-such-command", "x"], set()),
]
NAMES = [" ".join(words) for words, _ in CASES]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which ``quotes`` is a command."""
    home = tmp_path_factory.mktemp("desk")
    (home / "bin").mkdir()
    command = home / "bin" / "quotes"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quotes "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return {**environment(home), "PATH": f"{home / 'bin'}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}


def ask(shell: str, script: str, env: dict[str, str]) -> str:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    found = subprocess.run(
        [program, "-c", script], env=env, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (found.returncode, found.stderr) == (0, "")
    return found.stdout


@pytest.mark.parametrize(("words", "completed"), CASES, ids=NAMES)
def test_bash(desk: dict[str, str], words: Sequence[str], completed: set[str]) -> None:
    typed = " ".join(f"'{word}'" for word in words)
    script = f"""
        eval "$(quotes completion bash)"
        COMP_WORDS=(quotes {typed}) COMP_CWORD={len(words)}
        _quotes_completion quotes
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    assert {*ask("bash", script, desk).split("\n")} - {""} == completed


@pytest.mark.parametrize(("words", "completed"), CASES, ids=NAMES)
def test_fish(desk: dict[str, str], words: Sequence[str], completed: set[str]) -> None:
    script = f"quotes completion fish | source; complete -C 'quotes {' '.join(words)}'"
    found = {line.partition("\t")[0] for line in ask("fish", script, desk).split("\n")} - {""}
    assert found == completed or (not completed and "quotes" not in found)  # then fish offers files


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_at_a_prompt(desk: dict[str, str], shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    options = ["--norc", "--noprofile", "-i"] if shell == "bash" else ["-f", "-i"]
    terminal = Terminal([program, *options], {**desk, "PS1": "> ", "PROMPT": "> ", "ZDOTDIR": desk["HOME"]})
    terminal.expect("> ")
    if shell == "zsh":
        terminal.type("autoload -Uz compinit && compinit -u -D\n")
    terminal.type(f'eval "$(quotes completion {shell})"; echo re""ady\n')
    terminal.expect("ready\n")
    terminal.type("quotes expo\t")
    terminal.expect("quotes export")
    terminal.type("--cou\t")
    terminal.expect("--count")
    terminal.type("\x15exit\n")
    terminal.end()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one(desk: dict[str, str], call: Call, tmp_path: Path, shell: str) -> None:
    found = call(f"completion {shell}")
    assert (found.status, found.err) == (0, "")
    path = tmp_path / "script"
    path.write_text(found.out, encoding="utf-8")
    ask(shell, f"{shell} -n '{path}'", desk)


def test_an_unknown_shell(call: Call) -> None:
    found = call("completion bsh")
    assert (found.status, "did you mean bash" in found.err) == (2, True)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, desk: dict[str, str]) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("manual") / "man1"
    said = ask("sh", f"SOURCE_DATE_EPOCH=1760000000 quotes man '{folder}'", desk)
    found = {path.stem: path for path in folder.iterdir()}
    assert said == f"{len(found)} pages in {folder}\n"
    return found


def test_every_command_has_a_page(pages: dict[str, Path]) -> None:
    assert set(pages) == {"quotes", *(f"quotes-{path.replace('/', '-')}" for path in ALL)}
    assert '"2025-10-09"' in pages["quotes"].read_text(encoding="utf-8").split("\n")[0]


@pytest.mark.parametrize("program", ["mandoc -T lint -W warning", "groff -man -ww -z"])
def test_pages_are_well_made(pages: dict[str, Path], program: str) -> None:
    name, *options = program.split()
    if (path := shutil.which(name)) is None:
        pytest.skip(f"{name} is not installed")
    found = subprocess.run([path, *options, *map(str, pages.values())], capture_output=True, text=True, check=False)
    assert (found.stdout + found.stderr, found.returncode) == ("", 0)


def test_pages_say_what_help_says(pages: dict[str, Path]) -> None:
    if (program := shutil.which("mandoc")) is None:
        pytest.skip("mandoc is not installed")
    for path, command in ALL.items():
        page = pages[f"quotes-{path.replace('/', '-')}"]
        shown = subprocess.check_output([program, "-T", "utf8", "-O", "width=200", str(page)], text=True)
        words = {*re.sub(".\x08", "", shown).split()}  # bold is a letter twice
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert {*parameter.opts} <= {word.rstrip(",") for word in words}, path
                assert {*(parameter.help or "").split()[:3]} <= words, path
        assert {*(command.help or "").split("\n")[0].split()} <= words, path
    top = pages["quotes"].read_text(encoding="utf-8")
    assert all(f".B {name.replace('-', chr(92) + '-')}\n" in top for name in (*COMMANDS, *ENVIRONMENT))


@pytest.mark.parametrize("moment", ["soon", "1e9", "99999999999999999999", "-99999999999999"])
def test_a_day_of_the_pages_that_is_none(
    call: Call, tmp_path: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    found = call(f"man {tmp_path / 'man1'}")
    assert (found.status, found.err.count("\n"), "SOURCE_DATE_EPOCH" in found.err) == (2, 1, True), found.err
