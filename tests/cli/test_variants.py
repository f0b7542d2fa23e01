"""quotes variants, as typed: families for the eye and for programs, and what people decide."""

import csv
import io
import json

import pytest

from tests.cli.calls import Call

BRIDGE = "We have argued about this bridge for nine years, and not one bolt has been turned."


@pytest.fixture
def filled(call: Call) -> Call:
    for words, speaker, outlet, day in (
        (BRIDGE, "Dana Okafor", "Courier", 3),
        (BRIDGE.replace("nine", "ten"), "Dana Okafor", "Ledger", 4),
        ("not one bolt has been turned", "Dana Okafor", "Herald", 5),
        (BRIDGE, "Jun Takeda", "Post", 9),
        ("The ferry leaves at ten.", "Jun Takeda", "Post", 9),
    ):
        call(f"record '{words}' --speaker '{speaker}' --outlet {outlet} --date 2025-03-0{day}")
    return call


def test_for_the_eye(filled: Call) -> None:
    found = filled("variants bridge")
    assert found.status == 0
    assert "3 wordings in 4 quotations of 4 outlets, 2025-03-03 to 2025-03-09" in found.out
    assert "! same words, different speakers\n  ! meaning changed" in found.out
    assert "for [-nine-] {+ten+} years" in found.out
    assert "“not one bolt has been turned” (cut)" in found.out
    assert found.out == filled("variants 1").out == filled("variants list bridge").out == filled("variants").out


def test_for_programs(filled: Call) -> None:
    rows = list(csv.DictReader(io.StringIO(filled("variants --csv").out)))
    assert [row["wording"] for row in rows] == ["1", "1", "2", "3"]
    assert {row["family"] for row in rows} == {rows[0]["uid"]}
    assert rows[2]["altered"] == "number"
    (found,) = json.loads(filled("variants --speaker Takeda --json -n 1 --columns family").out)[:1]
    assert found == {"family": rows[0]["uid"]}
    assert len(json.loads(filled("show 3 --json").out)["family"]) == 4
    assert json.loads(filled("show 5 --json").out)["family"] is None


def test_split_join_and_undo(filled: Call) -> None:
    split = filled("variants split 4 --why 'another meeting'")
    assert split.status == 0
    assert "(quotes undo 1 takes it back)" in split.out
    assert "Takeda" not in filled("variants 1").out
    assert filled("variants 4").err == "nothing was printed twice\n"
    assert filled("variants join 4 5").status == 0
    assert "2 wordings" in filled("variants 4").out
    filled("undo")
    filled("undo")
    assert "Takeda" in filled("variants 1").out


@pytest.mark.parametrize(
    ("line", "status", "message"),
    [
        ("variants nowhere", 0, "nothing was printed twice"),
        ("variants -n 0", 0, "-n 0 asks for no rows"),
        ("variants qaaaaaaaaaaaaaaaa", 4, "there is no quotation"),
        ("variants --speaker Nobody", 4, "no speaker is called 'Nobody'"),
        ("variants join 1", 2, "name two quotations or more"),
        ("variants join 1 99", 4, "there is no quotation '99'"),
        ("variants split", 2, "Missing argument"),
    ],
)
def test_what_is_said_of_bad_input(filled: Call, line: str, status: int, message: str) -> None:
    found = filled(line)
    assert (found.status, message in found.err) == (status, True), found.err
