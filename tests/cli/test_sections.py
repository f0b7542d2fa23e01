"""Sections of articles are stored, searched, shown, set, and come back from JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.calls import Call


@pytest.fixture
def filed(call: Call, tmp_path: Path) -> Call:
    records = [
        {"text": "“We sail,” said Nora Quist.", "url": "https://courier.example/1", "section": "Sport"},
        {
            "text": "“We wait,” said Owen Pratt.",
            "url": "https://courier.example/2",
            "section": "Public transport; p. 3",
        },
        {"text": "“We sing,” said Lena Farrow.", "url": "https://courier.example/3"},
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in records))
    assert call(f"add {path}").status == 0
    return call


def speakers(call: Call, line: str) -> list[str]:
    command, query = line.split(" ", 1)
    return sorted(row["speaker"] for row in json.loads(call(f"{command} --json {query}").out))


def test_sections_are_searched_by_their_words(filed: Call) -> None:
    assert speakers(filed, "search section:sport") == ["Nora Quist"]
    assert speakers(filed, "search 'section:\"public transport\"'") == ["Owen Pratt"]
    assert speakers(filed, "search -- -section:sport") == ["Lena Farrow", "Owen Pratt"]
    assert json.loads(filed("report speakers --query section:sport --json").out)[0]["speaker"] == "Nora Quist"


def test_a_section_is_a_column_beside_the_fixed_ones(filed: Call) -> None:
    rows = filed("export --csv --columns speaker,section").out.splitlines()
    assert rows == ["speaker,section", "Nora Quist,Sport", "Owen Pratt,Public transport", "Lena Farrow,"]
    assert "section" not in filed("export --csv").out.splitlines()[0].split(",")
    assert [row["section"] for row in json.loads(filed("export --json").out)] == ["Sport", "Public transport", None]


def test_a_section_is_filled_and_set_and_taken_back(filed: Call, tmp_path: Path) -> None:
    again = tmp_path / "again.jsonl"
    again.write_text(
        json.dumps({"text": "“We sing,” said Lena Farrow.", "url": "https://courier.example/3", "section": "Culture"})
    )
    assert "section" in filed(f"add {again}").out
    uid = json.loads(filed("search section:culture --json").out)[0]["article_uid"]
    assert filed(f"articles set {uid} --section Music").status == 0
    assert speakers(filed, "search section:music") == ["Lena Farrow"]
    assert "Music" in filed(f"articles show {uid}").out
    assert filed("undo").status == 0
    assert speakers(filed, "search section:culture") == ["Lena Farrow"]


def test_json_brings_sections_back(filed: Call, tmp_path: Path) -> None:
    out, other = tmp_path / "all.jsonl", tmp_path / "other.db"
    exported = filed("export --jsonl").out
    out.write_text(exported)
    assert filed(f"import {out} --db {other}").status == 0
    assert filed(f"export --jsonl --db {other}").out == exported
