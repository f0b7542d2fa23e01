"""``quotes record``: one quotation by hand."""

import json

import pytest

from tests.cli.calls import Call

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
    assert (row["status"], row["confidence"], row["start_offset"]) == ("recorded", None, None)
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
        ("record x --kind-of-speaker robot", "is not one of"),
        ("record", "Missing argument"),
    ],
)
def test_what_cannot_be_recorded(call: Call, line: str, says: str) -> None:
    found = call(line)
    assert found.status == 2
    assert says in found.err
    assert found.err.count("\n") == 1
