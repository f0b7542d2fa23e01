"""``quotes import``: what is said and stored of good tables and bad ones, as a person would run it."""

import csv
import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from quotes import workflow
from quotes.ingest import quotation_rows
from quotes.ingest.tables import LONGEST_CELL
from quotes.store.search.rows import QUOTE_COLUMNS
from tests.cli.calls import Call, Result
from tests.cli.conftest import ARTICLE

HEADER = "words,speaker,outlet,published_on\n"
GOOD = "We open.,Dana Okafor,Tyne Gazette,2025-10-10\nWe close.,Okafor,Tyne Gazette,2025-10-10\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text(HEADER + GOOD, encoding="utf-8")
    return path


def stored(call: Call) -> list[list[str]]:
    found = call("export --columns words,speaker,status --csv")
    return list(csv.reader(io.StringIO(found.out)))[1:] if found.status == 0 else []


def test_somebody_elses_table(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text("Quote;Author;Source;Date;Mood\nWe open.;Dana Okafor;Tyne Gazette;9 October 2025;glad\n")
    found = call(f"import {path}")
    assert found.status == 0
    assert found.err == (
        f"quotes: {path}: words is Quote, speaker is Author, outlet is Source, published_on is Date; not read: Mood "
        "(--map FIELD=COLUMN says otherwise)\n"
    )
    assert found.out.startswith("1 quotation stored · ")
    assert stored(call) == [["We open.", "Dana Okafor", "imported"]]
    assert call(f"import {path}").out.startswith("0 quotations stored, 1 already stored · ")
    assert call("report outlets --csv").out.split("\n")[1].startswith("Tyne Gazette,")


def test_twice_changes_nothing(call: Call, table: Path) -> None:
    assert call(f"import {table}").status == 0
    before = call(
        "sql 'SELECT (SELECT count(*) FROM run), (SELECT count(*) FROM article), count(*) FROM speaker' --csv"
    ).out
    assert call(f"import {table}").status == 0
    assert (
        call("sql 'SELECT (SELECT count(*) FROM run), (SELECT count(*) FROM article), count(*) FROM speaker' --csv").out
        == before
    )


def test_a_dry_run_stores_nothing(call: Call, table: Path) -> None:
    found = call(f"import {table} --dry-run")
    assert found.out.startswith("2 quotations would be stored · ")
    assert found.out.endswith("(dry run)\n")
    assert call("stats").status == 4


def test_from_standard_input_packed(call: Call, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(table.read_bytes()))))
    assert call("import -").out.startswith("2 quotations stored · ")


BAD = {
    "a stray quote": ('"We" stay.,Bob Ray,,\n', "line 4 has a stray quote: within a cell in quotes a quote is written twice"),
    "a quote never closed": ('"We stay.,Bob Ray,,\n', "line 4 opens a quote and never closes it"),
    "too few cells": ("We stay.,Bob Ray\n", "line 4 has 2 cells, the header 4"),
    "too many cells": ("We stay.,Bob Ray,,,x\n", "line 4 has 5 cells, the header 4"),
    "the header again": (HEADER, "line 4 is the header again"),
    "no words": (",Bob Ray,,\n", "line 4 has no words"),
    "no day": ("We stay.,Bob Ray,,10/9/2025x\n", "line 4 has no day in published_on: '10/9/2025x' is not a date"),
    "a huge cell": (f"{'x' * 10_000_000},Bob Ray,,\n", f"line 4 has a cell of more than {LONGEST_CELL:,} characters"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_row_is_listed_and_can_be_fed_back(kind: str, call: Call, table: Path, tmp_path: Path) -> None:
    row, message = BAD[kind]
    with table.open("a") as file:
        file.write(row + "We go.,Bob Ray,,\n")
    rejected = tmp_path / "rejected.csv"
    found = call(f"import {table} --reject-file {rejected}")
    assert found.status == 3
    assert found.err.startswith(f"quotes: {table}, {message}")
    assert found.err.count("\n") == 1
    assert found.out.startswith(f"3 quotations stored, 1 row rejected ({rejected}) · ")
    assert [each[0] for each in stored(call)] == ["We open.", "We close.", "We go."]
    again = call(f"import {rejected}")
    assert (again.status, again.out.split(" · ")[0]) == (3, "0 quotations stored, 1 row rejected")
    with rejected.open() as file:
        head = file.readline()
    assert "rejected_because" in head


def test_a_rejected_row_is_put_right(call: Call, table: Path, tmp_path: Path) -> None:
    table.write_text(HEADER + "We stay.,Bob Ray,,soon\n")
    rejected = tmp_path / "rejected.csv"
    assert call(f"import {table} --reject-file {rejected}").status == 3
    rejected.write_text(rejected.read_text().replace('"soon"', "2025-10-09"))
    assert call(f"import {rejected}").out.startswith("1 quotation stored · ")


def test_mixed_encodings(call: Call, table: Path) -> None:
    table.write_bytes(HEADER.encode() + "Zoë,A B,,\n".encode() + "“x”,C D,,\n".encode("cp1252") + b"go,E F,,\n")
    found = call(f"import {table}")
    assert (found.status, found.err) == (3, f"quotes: {table}, line 3 is not in the encoding of the file (utf-8)\n")
    assert [each[0] for each in stored(call)] == ["Zoë", "go"]


def test_marks_around_the_words_go_and_that_is_said_once(call: Call, table: Path) -> None:
    table.write_text('words,speaker\n"“We open,”",Dana Okafor\n"""We close.""",Dana Okafor\nWe go.,Dana Okafor\n')
    found = call(f"import {table}")
    assert found.err == (
        f"quotes: {table}, line 2 has quotation marks around the words, which are left out (and so in further rows)\n"
    )
    assert [each[0] for each in stored(call)] == ["We open,", "We close.", "We go."]
    recorded = call('record "“We open,”" --speaker "Dana Okafor"')
    assert recorded.err == "quotes: the quotation marks around the words are left out\n"
    assert recorded.out.startswith("already recorded\n")


def test_json_is_rejected_as_json_lines(call: Call, tmp_path: Path) -> None:
    path, rejected = tmp_path / "t.jsonl", tmp_path / "r.jsonl"
    rows: list[dict[str, object]] = [{"words": "We open."}, {"words": "x", "credits": [{"name": "C D"}]}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
    found = call(f"import {path} --reject-file {rejected} --map speaker=")
    assert found.status == 3
    assert [line.split(", ", 1)[1][:8] for line in found.err.splitlines()] == ["line 2 h", "line 3 i"]
    first, second = rejected.read_text().splitlines()
    assert json.loads(first) == {"rejected_because": "has a credit without a name or a role", **rows[1]}
    assert second == "{broken"


@pytest.mark.parametrize(
    ("content", "options", "status", "message"),
    [
        ("a,b\n1,2\n", "", 2, "no column has the words said (words, quote, text); name it with --map words=COLUMN: a, b"),
        ("words,words\n1,2\n", "", 1, "t.csv has two columns called 'words'; rename one of them: nothing was stored"),
        ("", "", 1, "t.csv is empty: nothing was stored"),
        ("words:speaker\na:b\n", "", 2, "no column has the words said"),
        ("words,spoke\n1,2\n", "", 2, "no column has who said it (speaker, who, name); name it with --map speaker=COLUMN"),
        (HEADER + GOOD, "--map wrds=words", 2, "there is no field 'wrds'; did you mean words?"),
        (HEADER + GOOD, "--map words=wrds", 2, "there is no column 'wrds'; did you mean words?"),
        (HEADER + GOOD, "--map words", 2, "--map words: write FIELD=COLUMN"),
        (HEADER + GOOD, "--reject-file t.csv", 2, "--reject-file t.csv is read too; name another file"),
        (HEADER + GOOD, "--reject-file x.jsonl", 2, "rejected rows of csv go into a file that ends in .csv, not x.jsonl"),
    ],
)  # fmt: skip
def test_refused_as_a_whole(
    content: str, options: str, status: int, message: str, call: Call, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(table.parent)
    table.write_text(content)
    found = call(f"import {table} {options}")
    assert (found.status, found.out) == (status, "")
    assert message in found.err
    assert found.err.count("\n") == 1
    assert stored(call) == []


def test_broken_off_stores_nothing(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text('[{"words": "We open."}, {"words": "We')
    found = call(f"import {path}")
    assert found.status == 1
    assert (
        found.err
        == f"quotes: {path} is no JSON any more in row 2 (Unterminated string starting at): nothing was stored\n"
    )
    assert stored(call) == []
    assert call(f"import {tmp_path}/none.csv").status == 4


def test_interrupted_stores_nothing_and_says_so(call: Call, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupting(words: str) -> str:
        if words == "We close.":
            raise KeyboardInterrupt
        return words

    monkeypatch.setattr(quotation_rows, "unmarked", interrupting)
    monkeypatch.setattr(workflow, "BATCH", 1)
    assert call(f"import {table}") == Result(130, "", "quotes: interrupted; nothing was stored\n")
    assert stored(call) == []


def test_an_empty_table_is_said(call: Call, table: Path) -> None:
    table.write_text(HEADER)
    found = call(f"import {table}")
    assert (found.status, found.err) == (0, "quotes: the table has no rows\n")
    assert found.out.startswith("0 quotations stored · ")


def test_words_must_stand_in_a_stored_text(call: Call, article: Path, tmp_path: Path) -> None:
    assert call(f"add {article} --url https://example.com/1").status == 0
    path = tmp_path / "t.csv"
    start = ARTICLE.index("an engineer")
    rows = [
        ("an engineer", start, start + 11),
        ("no engineer", start, start + 11),
        ("on Monday", "", ""),
        ("never said", "", ""),
        ("e", "", ""),
        ("The bridge is safe.", ARTICLE.index("The bridge"), ARTICLE.index("The bridge") + 19),
    ]
    with path.open("w") as file:
        writer = csv.writer(file)
        writer.writerow(["words", "start_offset", "end_offset", "url"])
        writer.writerows([*row, "https://example.com/1?utm_source=x"] for row in rows)
    found = call(f"import {path} --map speaker=")
    reasons = [line.split(", ", 1)[1].split(" the article")[0] for line in found.err.splitlines()]
    assert reasons == [
        f"line 3 has words that are not those at {start}-{start + 11} of",
        "line 5 has words that don't stand in the text of",
        "line 6 has words that don't stand in the text of",
    ]
    assert found.out.startswith("2 quotations stored, 1 already stored, 3 rows rejected · ")
    assert call("verify").status == 0


def test_an_article_whose_quotations_were_imported_gets_its_text(
    call: Call, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.jsonl"
    assert call(f"add {article} --outlet Gazette --date 2025-10-10").status == 0
    assert call(f"export -o {path}").status == 0
    monkeypatch.setenv("QUOTES_DB", str(tmp_path / "other.db"))
    assert call(f"import {path}").status == 0
    assert call("verify").out.startswith("0 quotations in 1 article")
    added = call(f"add {article} --outlet Gazette --date 2025-10-10")
    assert "new; filled in: text" in added.out
    assert call("verify").out.startswith("3 quotations in 1 article: every one letter for letter")
    assert call("export --jsonl").out == path.read_text()
    assert call(f"add -q {article} --outlet Gazette --date 2025-10-10").out == ""


def test_a_file_with_the_earlier_columns(
    call: Call, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.csv"
    assert call(f"add {article} --outlet Gazette --date 2025-10-10").status == 0
    assert call(f"export --columns {','.join(QUOTE_COLUMNS[:32])} -o {path}").status == 0
    monkeypatch.setenv("QUOTES_DB", str(tmp_path / "other.db"))
    assert call(f"import {path}").err == ""
    assert call(f"export --columns {','.join(QUOTE_COLUMNS[:32])}").out == path.read_text()
    assert call("export --columns modality").out.split() == ["modality", "said", "said", "said"]


def test_what_people_decided_comes_along(
    call: Call, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call(f"add {article}").status == 0
    uid = call("export --columns uid --csv -n 1").out.split()[1]
    assert call(f"confirm {uid}").status == 0
    path = tmp_path / "t.xlsx"
    assert call(f"export -o {path}").status == 0
    monkeypatch.setenv("QUOTES_DB", str(tmp_path / "other.db"))
    assert call(f"import {path}").status == 0
    assert [each[2] for each in stored(call)] == ["confirmed", "extracted", "extracted"]
