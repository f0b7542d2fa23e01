"""Modality and everybody who said it on the command line: listings, JSON, CSV, filters, what an upgrade says."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quotes.store.search.rows import QUOTE_COLUMNS, WHOLE_COLUMNS
from quotes.version import EXTRACTOR
from tests.cli.calls import Call
from tests.store.dumps import load


@pytest.fixture
def database(home: Path) -> Path:
    return home / ".local/share/quotes/quotes.db"


@pytest.fixture
def told(call: Call, article: Path, database: Path) -> Call:
    """Three quotations: one said jointly, one denied, one as it was found."""
    assert call(f"add {article} --outlet Courier --date 2025-03-14").status == 0
    with closing(sqlite3.connect(database)) as connection, connection:
        first, second = (row[0] for row in connection.execute("SELECT id FROM quote ORDER BY id LIMIT 2"))
        connection.execute(
            "INSERT INTO speaker (uid, name, name_key, kind, note) "
            "VALUES ('sbbbbbbbbbbbbbbbb', 'Bob Ray', 'bob ray', 'person', 'the minister')"
        )
        ray = connection.execute("SELECT id FROM speaker WHERE name = 'Bob Ray'").fetchone()[0]
        connection.execute(
            "INSERT INTO speaker_alias (speaker, alias, key, family_key, given_key) "
            "VALUES (?, 'Bob Ray', 'bobray', 'ray', 'bob')",
            (ray,),
        )
        connection.execute(
            "INSERT INTO quote_credit (quote, speaker, role, position) VALUES (?, ?, 'joint', 0)", (first, ray)
        )
        connection.execute("UPDATE quote SET modality = 'denied' WHERE id = ?", (second,))
    return call


CREDIT = {"name": "Bob Ray", "uid": "sbbbbbbbbbbbbbbbb", "kind": "person", "role": "joint", "note": "the minister"}


def test_lists_and_exports_show_everybody_and_every_modality(told: Call) -> None:
    for line in ("search", "export -f text", "articles show 1"):
        shown = told(line).out
        assert ", Bob Ray (the minister)" in shown, line
        assert shown.count("— denied: ") == 1, line
        assert shown.count("“") >= 3, line
    assert "denied: " in told("search modality:denied").out
    for form in ("table", "md"):
        rows = told(f"search -f {form} speaker:ray").out
        assert "Bob Ray (the" in " ".join(rows.split()), form
    assert told("search --modality denied").out.count("“") == 1
    assert told("search --modality denied --modality said").out.count("— ") == 3
    assert told("search --modality 'Denied, said'").out.count("— ") == 3
    assert "did you mean denied?" in told("search --modality said,denyed").err
    found = list(csv.DictReader(io.StringIO(told("export").out)))
    assert tuple(found[0]) == QUOTE_COLUMNS
    assert QUOTE_COLUMNS[-5:] == ("modality", "speaker_note", "also_by", "reported_by", "spoken_for")
    assert [row["also_by"] for row in found] == ["Bob Ray (the minister)", "", ""]
    assert [row["modality"] for row in found] == ["said", "denied", "said"]


def test_json_has_whole_credits(told: Call) -> None:
    exported = json.loads(told("export --json").out)
    assert [row["credits"] for row in exported] == [[CREDIT], [], []]
    assert tuple(exported[0]) == WHOLE_COLUMNS
    lines = [json.loads(line) for line in told("search speaker:ray -f jsonl").out.splitlines()]
    assert [row["credits"] for row in lines] == [[CREDIT]]
    uids = [row["uid"] for row in exported]
    assert json.loads(told(f"show {uids[0]} --json").out)["credits"] == [CREDIT]
    assert json.loads(told(f"show {uids[1]} --json").out)["modality"] == "denied"
    assert "joint  Bob Ray (the minister)" in told(f"show {uids[0]}").out
    assert "modality  denied" in told(f"show {uids[1]}").out
    assert "modality" not in told(f"show {uids[0]}").out


def test_counts_take_what_was_said_unless_asked(told: Call) -> None:
    def counted(line: str) -> int:
        return sum(row["quotations"] for row in json.loads(told(f"{line} --json").out))

    for line, said, every in (("report speakers", 3, 4), ("speakers list", 3, 4), ("outlets list", 2, 3)):
        assert counted(line) == said
        assert counted(f"{line} --modality all") == every
        assert counted(f"{line} --modality denied") == 1
    assert told("report speakers --modality lied").status == 2


def test_adding_says_what_was_not_said(call: Call) -> None:
    from quotes.output.summary import ArticleLine, Summary

    rows = [{"words": "x", "speaker": "A", "modality": code} for code in ("said", "denied")]
    summary = Summary(dry_run=False)
    summary.count(
        ArticleLine(
            name="a", outlet="C", published_on=None, uid="a1", outcome="new", version=1, count=2, said=1, not_said=1,
            credited=1, filled=(),
            differing=(), quotations=rows,
        )
    )  # fmt: skip
    assert "1 quotation (1 with a speaker), 1 not said; in q.db" in summary.text("q.db")


@pytest.mark.parametrize(
    ("extractor", "command"), [("quotes 0.0.9", "reextract --stale reads"), (EXTRACTOR, "reextract reads")]
)
def test_an_upgrade_names_the_command_for_what_only_reading_tells(
    call: Call, tmp_path: Path, extractor: str, command: str
) -> None:
    older = tmp_path / "older.db"
    load(str(older), "0005")
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("UPDATE article SET extractor = ? WHERE is_current", (extractor,))
    done = call(f"--db {older} db upgrade")
    assert done.status == 0
    assert "1 article of it was read" in done.out
    assert command in done.out
    assert "reextract" not in call(f"--db {older} db upgrade").out
    assert "reextract" not in call(f"--db {tmp_path / 'new.db'} db upgrade").out
