"""Every figure has one meaning: what stats, db info, verify, lists, the log and searches say agrees."""

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.store.statuses import DECIDED, Status
from tests.cli.calls import Call

TEXT = """“We open the quay in spring,” said Dana Okafor. “The bridge is safe.”

Priya Raman denied that she had ever said “the quay can rot”. Gareth Lindqvist called the delay “a disgrace”.
"""


@pytest.fixture
def desk(call: Call, tmp_path: Path, store_url: str) -> Call:
    """Something of every sort: versions, what was not said, what was rejected, typed, linked, decided, undone."""

    def called(line: str) -> Any:
        found = call(f"--db {store_url} {line}")
        assert found.status == 0, found
        return found

    path = tmp_path / "quay.txt"
    for text in (TEXT + "\n“It leaks,” said Tom Ray.\n", TEXT):
        path.write_text(text, encoding="utf-8")
        called(f"add {path} --outlet Courier --date 2025-10-10 --url https://example.com/quay")
    path.write_text(
        "President Obama was blunt. “We are done,” Obama said on Sunday at the White House. “We go home,” he said.",
        encoding="utf-8",
    )
    called(f"add {path} --outlet Herald --date 2025-10-12")
    path.write_text("“No more tolls,” said President Barack Obama.", encoding="utf-8")
    called(f"add {path} --outlet Post --date 2025-10-11")
    called("record 'We owe them a bridge.' --speaker 'Gareth Lindqvist' --outlet Post --date 2025-10-11")
    called("reject --query disgrace -y")
    called("confirm --query safe -y")
    called("speakers rename 'Priya Raman' 'Priya B. Raman'")
    called("undo")
    return called


def rows(desk: Call, line: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(desk(f"{line} --json").out)
    return found


def number(desk: Call, filters: str = "") -> int:
    return int(desk(f"export --count {filters}").out)


def test_every_figure_has_one_meaning(desk: Call) -> None:
    figures = {row["what"]: row["value"] for row in rows(desk, "stats")}
    parts: dict[str, dict[str, int]] = {}
    for line in desk("stats").out.splitlines():
        if line.startswith("by "):
            part = parts.setdefault(line, {})
        elif line.startswith("  "):
            name, value = line.split()
            part[name] = int(value)
    short = dict(line.split() for line in desk("db info").out.splitlines()[1:])
    assert {name: int(value) for name, value in short.items()} == {name: figures[name] for name in short}
    assert {*short} == {"articles", "quotations", "speakers", "outlets", "decisions"}

    assert figures["quotations"] == number(desk, "--modality said")
    assert figures["quotations"] + figures["not said"] == number(desk) == sum(parts["by modality"].values())
    assert sum(parts["by kind"].values()) == figures["quotations"]
    assert figures["with a speaker"] + figures["uncredited"] == figures["quotations"]
    hidden = {name: parts["by status"].get(name, 0) for name in ("rejected", "withdrawn")}
    assert sum(parts["by status"].values()) - sum(hidden.values()) == number(desk)
    for status in Status:
        assert parts["by status"].get(status, 0) == number(desk, f"--status {status}")
    assert hidden["rejected"] == 1

    assert figures["articles"] == len(rows(desk, "articles list"))
    assert figures["articles"] + figures["superseded versions"] == len(rows(desk, "articles list --all-versions"))
    assert figures["outlets"] == len(rows(desk, "outlets list"))
    assert figures["utterances"] == sum(row["utterances"] for row in rows(desk, "report outlets"))
    logged = [row["who"] for row in rows(desk, "log")]
    assert (figures["decisions"], figures["links"]) == (len(logged) - logged.count("quotes"), logged.count("quotes"))
    assert figures["links"] >= 1
    assert sum(row["decided"] for row in rows(desk, "articles list")) == sum(
        parts["by status"].get(each, 0) for each in DECIDED
    )


def test_a_day_that_lies_ahead_gets_a_remark(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "quay.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "quay.jsonl").write_text(json.dumps({"text": TEXT, "date": "2999-01-01"}), encoding="utf-8")
    record = "record 'We owe them.' --speaker 'Dana Okafor' --outlet Post --date"
    lines = (
        f"add {path} --date",
        record,
        "articles set 1 --date",
        f"extract {path} --date",
        f"add {tmp_path}/quay.jsonl",
    )
    for line in lines:
        found = call(f"{line} 2999-01-01" if line.endswith("--date") else line)
        assert (found.status, found.err.count("2999-01-01"), "lies ahead" in found.err) == (0, 1, True), line
        if line.endswith("--date"):
            assert "lies ahead" not in call(f"{line} 2025-10-10").err
    assert "ahead" not in call("search --until 2999-01-01").err


def test_what_is_typed_by_hand_is_counted_apart(desk: Call) -> None:
    stored = rows(desk, "sql 'SELECT COUNT(*) AS n, COUNT(start_offset) AS placed FROM quote'")[0]
    said = desk("verify").out
    assert stored["n"] - stored["placed"] == 1
    assert said.startswith(f"{stored['placed']} quotations in 5 articles: every one letter for letter in its place; ")
    assert said.endswith("; 1 quotation typed by hand or imported, with no text to prove them by\n")
