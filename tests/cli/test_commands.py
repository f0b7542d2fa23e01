"""The commands, their formats, and the exit statuses of the design."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from quotes.output.records import FOUND_COLUMNS
from quotes.store.search.rows import QUOTE_COLUMNS
from tests.cli.calls import Call


@pytest.fixture
def filled(call: Call, article: Path) -> Call:
    assert call(f"add {article} --outlet 'Tarnmouth Courier' --date 2025-03-14").status == 0
    return call


def test_the_main_job(call: Call, article: Path, home: Path) -> None:
    first = call(f"add {article} --outlet 'Tarnmouth Courier' --date 2025-03-14")
    assert first.status == 0
    assert "— Dana Okafor" in first.out
    assert "1 new article, 3 quotations (3 with a speaker)" in first.out
    again = call(f"add {article} --outlet 'Tarnmouth Courier' --date 2025-03-14")
    assert again.status == 0
    assert "already stored" in again.out
    database = home / ".local/share/quotes/quotes.db"
    assert call("db path").out.strip() == str(database)
    assert database.stat().st_mode & 0o777 == 0o600
    assert "quotations   3" in call("db info").out
    assert call("verify").status == 0


def test_what_is_missing_is_said_and_filled_in_later(call: Call, article: Path) -> None:
    first = call(f"add {article}")
    assert "no outlet" in first.out
    assert "no date" in first.out
    second = call(f"add {article} --outlet Courier --date 2025-03-14")
    assert "filled in: published_on, outlet" in second.out
    assert json.loads(call("export --jsonl -n 1").out)["outlet"] == "Courier"


def test_dry_run_stores_nothing(filled: Call, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("“No,” said Priya Raman.")
    assert "dry run" in filled(f"add {other} --dry-run").out
    assert "Raman" not in filled("speakers list").out


@pytest.mark.parametrize(
    ("line", "shows"),
    [
        ("search spring", "Dana Okafor"),
        ("search bridge -spring", "The bridge is safe."),
        ("search spring --speaker okafor --outlet 'tarnmouth courier' --since 2025-03-14 --until 2025-03-14", "Okafor"),
        ("speakers list", "Gareth Lindqvist"),
        ("speakers", "Gareth Lindqvist"),
        ("speakers show Okafor", "Tarnmouth Courier (2)"),
        ("outlets list", "Tarnmouth Courier"),
        ("outlets show 'tarnmouth courier'", "2025-03-14"),
        ("report", "speakers"),
        ("report speakers", "Dana Okafor"),
        ("report months", "2025-03"),
        ("report speakers --outlet 'tarnmouth courier' --since 2025-03-14 --speaker lindqvist", "Gareth Lindqvist"),
        ("sql 'SELECT COUNT(*) AS n FROM quote_list'", "3"),
    ],
)
def test_commands_show(filled: Call, line: str, shows: str) -> None:
    found = filled(line)
    assert found.status == 0, found.err
    assert shows in found.out


@pytest.mark.parametrize("form", ["text", "table", "csv", "tsv", "json", "jsonl", "md"])
def test_every_format_of_a_listing(filled: Call, form: str) -> None:
    found = filled(f"search spring -f {form}")
    assert found.status == 0
    assert "We open in spring," in found.out
    if form == "csv":
        rows = list(csv.reader(io.StringIO(found.out)))
        assert tuple(rows[0]) == QUOTE_COLUMNS
        assert len(rows) == 2
    if form == "json":
        assert json.loads(found.out)[0]["speaker"] == "Dana Okafor"


def test_export_has_the_views_columns(filled: Call, tmp_path: Path, home: Path) -> None:
    out = tmp_path / "q.csv"
    assert filled(f"export --csv -o {out}").status == 0
    header, *rows = csv.reader(io.StringIO(out.read_text(encoding="utf-8")))
    with sqlite3.connect(home / ".local/share/quotes/quotes.db") as connection:
        cursor = connection.execute("SELECT * FROM quote_list ORDER BY start_offset")
        assert header == [column[0] for column in cursor.description] == list(QUOTE_COLUMNS)
        stored = [["" if cell is None else str(cell) for cell in row] for row in cursor]
    assert rows == stored


def test_excel_form(filled: Call, tmp_path: Path) -> None:
    filled("record '=1+1 is two' --speaker 'Jo Bloggs'")
    out = tmp_path / "q.csv"
    filled(f"export two --excel -o {out}")
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert b"'=1+1 is two" in data


def test_show_by_uid_prefix(filled: Call) -> None:
    uid = json.loads(filled("search spring --jsonl").out)["uid"]
    found = filled(f"show {uid[:8]} -C 1")
    assert ">>>We open in spring,<<<" in found.out
    assert "Tarnmouth Courier" in found.out
    assert "beside it" in found.out
    assert json.loads(filled(f"show {uid} --json").out)["uid"] == uid


def test_a_hint_where_only_a_name_fits(filled: Call) -> None:
    found = filled("search Lindqvist")
    assert (found.status, found.out) == (0, "")
    assert "speaker:Lindqvist" in found.err


@pytest.mark.parametrize(
    ("line", "status", "says"),
    [
        ("add", 2, "say what to read"),
        ("add {tmp}/none.txt", 3, "does not exist"),
        ("add {tmp}/empty", 3, "holds no articles"),
        ("add {tmp}/picture.txt", 3, "not text"),
        ("add {tmp}/blank.txt", 3, "is empty"),
        ("add gopher://example.com/x", 3, "scheme"),
        ("add {tmp}/a.txt --date 2025-02-30", 2, "not a day that exists"),
        ("add {tmp}/a.txt --date yesterday", 2, "not a date"),
        ("add {tmp}/a.txt --map body", 2, "FIELD=KEY"),
        ("search x --since 2025-13-01", 2, "not a day"),
        ("search x --csv --json", 2, "several formats"),
        ("search x --status odd", 2, "no status"),
        ("search x --speaker Nobody", 4, "no speaker"),
        ("search x --outlet Nowhere", 4, "no outlet"),
        ("speakers show Nobody", 4, "no speaker"),
        ("outlets show Nowhere", 4, "no outlet"),
        ("show zzz", 4, "no quotation"),
        ("report nope", 4, "no report"),
        ("sql 'DROP TABLE quote'", 2, "only reading"),
        ("evaluate {tmp}/none.jsonl", 4, "no gold file"),
        ("nonsense", 2, "there is no command 'nonsense'"),
        ("record ' '", 2, "no words"),
        ("--db mysql://x/y search x", 2, "unknown kind"),
        ("--db {tmp}/picture.txt search x", 1, "not a SQLite database"),
        ("--db {tmp}/none.db search x", 4, "no database"),
        ("search x --db {tmp}/none.db", 4, "no database"),
        ("search x -o {tmp}/no/such/folder.csv", 1, "cannot be written"),
    ],
)
def test_bad_input_gets_one_line_and_its_status(
    filled: Call, tmp_path: Path, line: str, status: int, says: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "blank.txt").write_text(" \n\n ")
    (tmp_path / "a.txt").write_text("“A,” said Dana Okafor.")
    before = filled("export").out
    found = filled(line.format(tmp=tmp_path))
    assert found.status == status, found
    assert says in found.err
    assert all(each.startswith("quotes: ") for each in found.err.splitlines())
    assert "Traceback" not in found.err
    assert filled("export").out == before


def test_bad_lines_of_records_leave_the_rest_stored(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = {"id": "x1", "text": "“We open,” said Dana Okafor.", "outlet": "Courier", "date": "2025-03-14"}
    path.write_text(
        "\n".join([json.dumps(good), "{broken", '{"id": 2}', '["list"]', '{"text": "x", "date": "soon"}', ""])
    )
    found = call(f"add {path}")
    assert found.status == 3
    assert found.err.count("quotes: ") == 4
    assert "1 new article, 1 quotation (1 with a speaker), 4 failed" in found.out
    assert f"{path}:2 is not JSON" in found.err
    assert "We open," in call("search open").out


@pytest.mark.parametrize(
    "text",
    ["\0“We open,” said Dana Okafor.\0", '"' * 500, "‘“’”" * 50, "no quotation at all", "“never closed"],
    ids=["NUL", "only marks", "odd marks", "none", "unclosed"],
)
def test_odd_texts_are_stored_and_verified(call: Call, tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(text)
    assert call(f"add {path}").status == 0
    assert call("verify").status == 0
    assert call(f"extract {path} -f jsonl").status == 0


def test_lone_surrogates_survive_extraction_and_are_stored_clean(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text('{"id": "s", "text": "“We \\ud800 open,” said Dana Okafor."}')
    found = call(f"extract {path} -f jsonl")
    assert json.loads(found.out)["quotes"][0]["text"] == "We \ud800 open,"
    added = call(f"add {path}")
    assert added.status == 0
    assert "U+FFFD" in added.err
    assert call("verify").status == 0


def test_extract_writes_the_format(call: Call, article: Path) -> None:
    record = json.loads(call(f"extract {article} -f jsonl --date 2025-03-14").out)
    assert list(record) == ["id", "quotes"]
    assert record["id"] == "bridge"
    first = record["quotes"][0]
    assert list(first)[:22] == [
        "start", "end", "text", "kind", "utterance", "parent", "setting", "modality", "speaker", "speaker_kind", "mention",
        "mention_start", "mention_end", "cue", "via", "said_on", "said_on_end", "said_on_precision", "said_on_phrase",
        "confidence", "reason", "uncredited_because",
    ]  # fmt: skip
    assert (first["speaker"], first["cue"], first["kind"]) == ("Dana Okafor", "said", "direct")


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_extract_as_rows(call: Call, article: Path, form: str) -> None:
    found = call(f"extract {article} --{form} --date 2025-03-14 -n 2")
    rows = list(csv.DictReader(io.StringIO(found.out), delimiter="," if form == "csv" else "\t"))
    assert tuple(rows[0]) == FOUND_COLUMNS
    assert [(row["id"], row["words"], row["speaker"], row["said_on"], row["start_offset"]) for row in rows] == [
        ("bridge", "We open in spring,", "Dana Okafor", "2025-03-10", "1"),
        ("bridge", "The bridge is safe.", "Dana Okafor", "2025-03-10", "64"),
    ]


@pytest.mark.parametrize("form", ["text", "table", "csv", "tsv", "json", "jsonl", "md"])
def test_every_format_of_an_extraction(call: Call, article: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    shown = call(f"extract {article} -f {form}")
    assert shown.status == 0
    assert "We open in spring," in shown.out
    assert call(f"extract {article} --format {form} -o {out}").out == ""
    assert out.read_text(encoding="utf-8") == shown.out
    assert call(f"extract {article} {article} -f {form} -n 0").out.count("spring") == 0


def test_explain_shows_the_candidates(call: Call, article: Path) -> None:
    found = call(f"extract {article} --explain")
    assert "(nobody)" in found.out
    assert "Dana Okafor, an engineer" in found.out


def test_evaluate_prints_the_headline(call: Call) -> None:
    assert "who F1" in call("evaluate").out
    assert "type person" in call("evaluate --report").out


def test_demo_runs_offline(call: Call) -> None:
    found = call("demo")
    assert found.status == 0
    assert "every one letter for letter" in found.out


def test_a_newer_schema_is_refused(filled: Call, home: Path) -> None:
    with sqlite3.connect(home / ".local/share/quotes/quotes.db") as connection:
        connection.execute("UPDATE _alembic_version SET version_num = '9999'")
    for line in ("search x", "record x", "db upgrade"):
        found = filled(line)
        assert found.status == 5, line
        assert "newer" in found.err


def test_verify_reports_what_changed(filled: Call, home: Path) -> None:
    with sqlite3.connect(home / ".local/share/quotes/quotes.db") as connection:
        connection.execute("UPDATE quote SET words = 'We closed,' WHERE words LIKE 'We open%'")
    found = filled("verify")
    assert found.status == 7
    assert "not those at" in found.out
