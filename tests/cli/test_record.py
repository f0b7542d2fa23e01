"""``quotes record``: one quotation by hand."""

import json
from pathlib import Path

import pytest

from tests.cli.calls import Call
from tests.cli.processes import COMMAND, environment
from tests.cli.terminal import Terminal

LINE = "record 'We owe them a bridge.' --speaker 'Gareth Lindqvist' --outlet 'Example Daily' --date 2025-10-10"


def test_what_was_recorded_is_shown(call: Call) -> None:
    first = call(f"{LINE} --said-on 2025-10-09 --via AFP")
    assert first.status == 0
    lines = first.out.splitlines()
    assert lines[:4] == [
        "recorded",
        "",
        "  “We owe them a bridge.”",
        "    — Gareth Lindqvist, via AFP, said 2025-10-09",
    ]
    assert lines[4].startswith("    Example Daily · 2025-10-10 · q")
    row = json.loads(call("export --jsonl").out)
    assert (row["status"], row["confidence"], row["start"]) == ("recorded", None, None)
    assert row["uid"] in lines[4]


def test_recording_again_changes_nothing(call: Call) -> None:
    call(LINE)
    before = call("export --jsonl").out
    again = call(LINE)
    assert (again.status, again.out.splitlines()[0]) == (0, "already recorded")
    assert call("export --jsonl").out == before


def test_without_a_speaker_nobody_is_credited(call: Call) -> None:
    assert "nobody credited" in call("record 'We sail.'").out
    assert call("verify").status == 0


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("record ''", "no words"),
        ("record ' \t'", "no words"),
        ("record x --date 2025-02-30", "not a day that exists"),
        ("record x --said-on soon", "not a date"),
        ("record x --kind-of-speaker robot", "there is no kind 'robot'"),
        ("record", "Missing argument"),
    ],
)
def test_what_cannot_be_recorded(call: Call, line: str, says: str) -> None:
    found = call(line)
    assert found.status == 2
    assert says in found.err
    assert found.err.count("\n") == 1


@pytest.fixture
def known(call: Call) -> Call:
    for name in ("Gareth Lindqvist", "Mina Lindqvist-Rowe", "Mina Lindqvist", "Łucja Øst"):
        assert call(f"record 'I am {name}.' --speaker '{name}' --outlet Courier").status == 0
    return call


@pytest.mark.parametrize(
    ("name", "offers"),
    [
        ("Lindqvist", ["Gareth Lindqvist [s", "Mina Lindqvist [s", "Mina Lindqvist-Rowe [s"]),
        ("lindqvist", ["Gareth Lindqvist [s"]),
        ("Mr. Lindqvist", ["Gareth Lindqvist [s", "Mina Lindqvist [s"]),
        ("Mina", ["Mina Lindqvist [s", "Mina Lindqvist-Rowe [s"]),
    ],
)
def test_a_bare_name_that_fits_several_makes_no_second_speaker_silently(
    known: Call, name: str, offers: list[str]
) -> None:
    before = known("speakers list --all --json").out
    found = known(f"record 'We sail.' --speaker '{name}'")
    assert found.status == 2
    assert found.err.count("\n") == 1
    assert "give the full name or the uid, or --new for somebody else" in found.err
    for each in offers:
        assert each in found.err
    assert known("speakers list --all --json").out == before
    added = known(f"record 'We sail.' --speaker '{name}' --new")
    assert added.status == 0
    assert f"— {name}" in added.out
    assert len(json.loads(known("speakers list --all --json").out)) == len(json.loads(before)) + 1


@pytest.mark.parametrize("name", ["Ost", "øst", "Ms. Øst", "Łucja"])
def test_a_bare_name_that_fits_one_means_that_one(known: Call, name: str) -> None:
    """As in ``correct --to``, and wherever else a name is typed."""
    before = known("speakers list --all --json").out
    found = known(f"record 'We sail.' --speaker '{name}'")
    assert (found.status, "— Łucja Øst\n" in found.out) == (0, True), found.err
    assert found.err.startswith(f"quotes: {name} is taken for Łucja Øst [s")
    assert "already recorded" in known("record 'We sail.' --speaker 'Łucja Øst'").out
    assert len(json.loads(known("speakers list --all --json").out)) == len(json.loads(before))
    assert "said by Łucja Øst (" in known(f"correct 1 --to '{name}'").out


@pytest.mark.parametrize(
    "name", ["Lind", "Rowena", "Takeda", "the harbour office", "Ann Lindqvist", "Harbour Authority"]
)
def test_a_name_that_fits_nobody_is_taken_as_it_is(known: Call, name: str) -> None:
    found = known(f"record 'We sail.' --speaker '{name}'")
    assert (found.status, f"— {name}" in found.out) == (0, True), found.err


def test_a_uid_a_note_or_a_persons_alias_says_who_it_is(known: Call) -> None:
    uid = next(
        each["uid"] for each in json.loads(known("speakers list --json").out) if each["speaker"] == "Mina Lindqvist"
    )
    assert "— Mina Lindqvist\n" in known(f"record 'We sail.' --speaker {uid}").out
    assert "already recorded" in known("record 'We sail.' --speaker 'Mina Lindqvist'").out
    assert known(f"speakers set {uid} note='the singer'").status == 0
    assert "— Mina Lindqvist (the singer)\n" in known("record 'We sing.' --speaker 'Mina Lindqvist (the singer)'").out
    assert known("speakers alias add 'Gareth Lindqvist' Lindqvist").status == 0
    assert "— Gareth Lindqvist\n" in known("record 'We drive.' --speaker Lindqvist").out


def test_of_two_of_one_name_none_is_taken(known: Call) -> None:
    uid = json.loads(known("search 'gareth lindqvist' --json").out)[0]["uid"]
    known("record 'We close.' --speaker 'Gareth Lindqvist'")
    known(f"speakers split 'Gareth Lindqvist' {uid} --note 'the poet'")
    found = known("record 'We sail.' --speaker 'Gareth Lindqvist'")
    assert found.status == 2
    assert "Gareth Lindqvist (the poet) [s" in found.err
    assert "— Gareth Lindqvist (the poet)\n" in known("record 'We sail.' --speaker 'Gareth Lindqvist (the poet)'").out


def test_a_terminal_is_asked(known: Call, home: Path) -> None:
    for typed, who in (("1", "Gareth Lindqvist"), ("n", "Lindqvist")):
        asked = Terminal([*COMMAND, "record", f"We sail {typed}.", "--speaker", "Lindqvist"], environment(home))
        asked.expect("1  Gareth Lindqvist [s")
        asked.expect("n  somebody else called Lindqvist")
        asked.expect("who is it?")
        asked.type(f"{typed}\n")
        asked.expect(f"— {who}\n")
        assert asked.end() == 0
