"""The main job on the article that the project began with, where it lies beside the checkout."""

import csv
import io
import json
import subprocess
import sys
from typing import Any

import pytest

from tests.cli.calls import Call
from tests.conftest import SHARED

ARTICLE = SHARED / "articles" / "wpk-anniversary.txt"
GOLD = ARTICLE.with_suffix(".gold.jsonl")
SCORER = SHARED / "bench" / "score.py"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not here")


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    [line] = GOLD.read_text(encoding="utf-8").splitlines()
    segments: list[dict[str, Any]] = json.loads(line)["segments"]
    return segments


def test_seven_quotations_with_speaker_via_and_day(call: Call, gold: list[dict[str, Any]]) -> None:
    added = call(f"add {ARTICLE} --outlet 'Example Daily' --date 2025-10-10")
    assert added.status == 0
    assert "1 new article, 7 quotations (7 with a speaker)" in added.out
    rows = list(csv.DictReader(io.StringIO(call("export --csv").out)))
    found = [(int(row["start_offset"]), int(row["end_offset"]), row["speaker"], row["via"]) for row in rows]
    assert found == [(segment["start"], segment["end"], segment["speaker"], segment["via"] or "") for segment in gold]
    days = {segment["start"]: "2025-10-09" for segment in gold if "Thursday" in (segment["when"] or "")}
    assert len(days) == 2
    assert {int(row["start_offset"]): row["said_on"] for row in rows if row["said_on"]} == days
    for row, segment in zip(rows, gold, strict=True):
        assert row["words"] in " ".join(added.out.split()) or "\n" in row["words"]
        assert (row["said_on_phrase"] or "").endswith(segment["when"] or "")


def test_again_it_changes_nothing(call: Call) -> None:
    line = f"add {ARTICLE} --outlet 'Example Daily' --date 2025-10-10"
    call(line)
    before = call("export --jsonl").out
    again = call(line)
    assert again.status == 0
    assert "1 already stored" in again.out
    assert call("export --jsonl").out == before
    assert "7 quotations" in call("verify").out


def test_every_command_works_on_it(call: Call, gold: list[dict[str, Any]]) -> None:
    call(f"add {ARTICLE} --outlet 'Example Daily' --date 2025-10-10")
    people = {segment["speaker"] for segment in gold}
    for line in (
        "speakers list --all --json",
        "report speakers --json",
        "sql 'SELECT DISTINCT speaker FROM quote_list' --json",
    ):
        assert {row["speaker"] for row in json.loads(call(line).out)} == people
    found = json.loads(
        call("search insurmountable --json --outlet 'Example Daily' --since 2025-10-01 --until 2025-10-10").out
    )
    assert len(found) == 1
    assert found[0]["words"] in " ".join(call(f"show {found[0]['uid']}").out.split()).replace(">>>", "").replace(
        "<<<", ""
    )
    assert "Example Daily" in call("outlets list").out


def who(line: str) -> dict[str, str]:
    """The scorer's main figures for one line of predictions."""
    scored = subprocess.run(
        [sys.executable, str(SCORER), str(GOLD), "-"], input=line, capture_output=True, text=True, check=True
    )
    figures = (each.rsplit(None, 1) for each in scored.stdout.splitlines() if "F1 " in each)
    return {name.strip(): value for name, value in figures}


RIGHT = {"who F1": "1.0000", "via F1": "1.0000", "when F1": "1.0000"}


def test_the_benchmarks_scorer_finds_nothing_wrong_in_what_is_extracted(call: Call) -> None:
    assert who(call(f"extract -f jsonl {GOLD}").out) == RIGHT


def test_nor_in_what_is_stored(call: Call, store_url: str) -> None:
    assert call(f"--db {store_url} add {GOLD} --outlet 'Example Daily'").status == 0
    rows = json.loads(call(f"export --db {store_url} --json").out)
    assert who(json.dumps({"id": rows[0]["external_id"], "quotes": rows})) == RIGHT
