"""The tour waits at a terminal only, ends when asked, and says what to do next; explanations say how to read them."""

import re
from pathlib import Path

import pytest

from quotes.cli.tour import NEXT, PAUSE
from quotes.model import Reason, Uncredited
from quotes.output.explained import LEGEND, SENTENCES
from tests.cli.calls import Call
from tests.cli.processes import COMMAND, environment
from tests.cli.terminal import Terminal

SCREENS = 7


def test_without_a_terminal_nothing_waits(call: Call) -> None:
    found = call("demo")
    assert (found.status, found.err) == (0, "")
    assert PAUSE not in found.out
    assert len(re.findall(r"^\$ quotes ", found.out, re.M)) == SCREENS
    *_, head, first, second, third = found.out.splitlines()
    assert head == "Next:"
    assert [line.split("  ")[1] for line in (first, second, third)] == [command for command, _ in NEXT]


def test_a_key_brings_the_next_screen(home: Path) -> None:
    terminal = Terminal([*COMMAND, "demo"], environment(home), columns=80)
    for _ in range(SCREENS - 1):
        screen = terminal.expect(PAUSE)
        assert screen.count("$ quotes ") == 1
        assert max(map(len, screen.replace("\r", "\n").split("\n"))) <= 80
        terminal.type(" ")
    terminal.expect("every one letter for letter in its place")
    terminal.expect("Next:")
    assert terminal.end() == 0


@pytest.mark.parametrize("key", ["q", "Q", "\x03", "\x04"])
def test_it_ends_when_asked(home: Path, tmp_path: Path, key: str) -> None:
    (tmp_path / "tmp").mkdir()
    terminal = Terminal([*COMMAND, "demo"], environment(home, TMPDIR=str(tmp_path / "tmp")))
    terminal.expect(PAUSE)
    terminal.type(key)
    rest = terminal.expect("Next:")
    assert "$ quotes" not in rest
    assert terminal.end() == 0
    assert "Traceback" not in terminal.screen
    assert "interrupted" not in terminal.screen
    assert list((tmp_path / "tmp").iterdir()) == []


def test_every_code_has_a_sentence() -> None:
    assert {*SENTENCES} == {*Reason, *Uncredited}


def test_the_legend_names_every_letter() -> None:
    from quotes.attribution.unit_kinds import UnitKind

    letters = re.split(r"\W+", LEGEND.partition("Letters in it:")[2])
    spelled = {"acc", "that", "who", "if", "'s"}
    assert {kind.value for kind in UnitKind} - spelled <= {*letters}


def test_an_explanation_says_how_to_read_it(call: Call, article: Path) -> None:
    found = call(f"extract --explain {article}").out
    assert " ".join(found.split()).startswith(" ".join(LEGEND.split()))
    assert found.count(LEGEND[:40]) == 1
    assert SENTENCES[Reason.VERB_THEN_NAME] in found
    assert LEGEND[:40] not in call(f"extract {article}").out
    assert LEGEND[:40] not in call(f"extract --explain --json {article}").out
