"""``-o FILE`` and ``--format``: the ending is the format, binary ones are no screen text, nothing is half-written."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest

from quotes.ingest.tables import open_table
from quotes.store.search.rows import QUOTE_COLUMNS
from tests.cli.calls import Call
from tests.cli.processes import COMMAND, PATIENCE, environment


@pytest.fixture
def filled(call: Call, article: Path) -> Path:
    assert call(f"add {article} --outlet 'Tyne Gazette' --date 2025-10-10").status == 0
    return article


@pytest.mark.parametrize("ending", ["csv", "tsv", "json", "jsonl", "parquet", "xlsx"])
def test_the_ending_is_the_format(ending: str, filled: Path, call: Call, tmp_path: Path) -> None:
    path = tmp_path / f"out.{ending}"
    assert call(f"export -o {path}").status == 0
    with open_table(path) as table:
        assert table.kind == ending
        words = [row.cells["words"] for row in table.rows]
    assert words == ["We open in spring,", "The bridge is safe.", "a disgrace"]


@pytest.mark.parametrize(
    "command", ["search", "report speakers", "sql 'SELECT 1 AS n'", "speakers list", "articles list"]
)
def test_every_listing_writes_them(command: str, filled: Path, call: Call, tmp_path: Path) -> None:
    for ending in ("xlsx", "parquet"):
        path = tmp_path / f"out.{ending}"
        assert call(f"{command} -o {path}").status == 0
        with open_table(path) as table:
            assert len(list(table.rows)) >= 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("export -f xslx", "there is no format 'xslx'; did you mean xlsx?"),
        ("export -f csv -o out.xlsx", "out.xlsx would not be what its ending says: leave out -f csv, or call it .csv"),
        ("export -o out.csvv", "no format has the ending .csvv; did you mean .csv?; name one with -f"),
        ("export -o out.doc", "no format has the ending .doc; name one with -f, or call it .csv"),
        ("export -f parquet -o out.csv", "leave out -f parquet, or call it .parquet"),
        ("export --columns uid,wrds", "there is no column 'wrds'; did you mean words?"),
        ("export --excel --json", "--excel is for CSV, not json; a real Excel file is -o FILE.xlsx"),
    ],
)
def test_refused(
    line: str, message: str, filled: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = call(line)
    assert (found.status, found.out) == (2, "")
    assert message in found.err
    assert found.err.count("\n") == 1
    assert not list(tmp_path.glob("out.*"))


def test_nothing_is_a_header_and_a_word(filled: Path, call: Call, tmp_path: Path) -> None:
    for ending in ("csv", "parquet", "xlsx"):
        path = tmp_path / f"none.{ending}"
        found = call(f"export --status rejected -o {path}")
        assert (found.status, found.err.split("\n")[0]) == (0, "quotes: no quotation fits")
        with open_table(path) as table:
            assert table.columns == QUOTE_COLUMNS
            assert list(table.rows) == []


def test_binary_into_a_pipe(filled: Path, home: Path) -> None:
    made = subprocess.run(
        [*COMMAND, "export", "-f", "parquet"], env=environment(home), capture_output=True, timeout=PATIENCE
    )
    assert pyarrow.parquet.read_table(io.BytesIO(made.stdout)).num_rows == 3
    assert made.stderr == b""


def test_a_missing_extra_is_named(filled: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, module, extra in (("a.xlsx", "xlsxwriter", "excel"), ("a.parquet", "pyarrow", "parquet")):
        monkeypatch.setitem(sys.modules, module, None)
        path = tmp_path / name
        found = call(f"export -o {path}")
        assert found.status == 1
        assert found.err.startswith("quotes: writing ")
        assert f"needs {module}: pip install 'quote-tracker[{extra}]'" in found.err
        assert not path.exists()


def test_columns_in_their_order(filled: Path, call: Call) -> None:
    found = call("export --columns speaker,words --csv -n 1")
    assert found.out == 'speaker,words\nDana Okafor,"We open in spring,"\n'
    (row,) = json.loads(call("export --columns credits,uid --json -n 1").out)
    assert list(row) == ["credits", "uid"]


def test_sentences_around_each_quotation(filled: Path, call: Call) -> None:
    found = json.loads(call("export --context 0 --columns words --json").out)
    assert found[0] == {
        "words": "We open in spring,",
        "context": "“We open in spring,” said Dana Okafor, an engineer, on Monday.",
    }
    assert call("export --context 1 --csv").out.split("\n")[0].endswith(",context")
    assert "    | “We open in spring,” said Dana Okafor" in call("search spring --context 0").out
    assert call("record 'We close.' --speaker 'Dana Okafor'").status == 0
    assert json.loads(call("search close --context 1 --columns uid --json").out)[0]["context"] is None


@pytest.mark.parametrize(
    "command",
    ["report speakers", "speakers list", "outlets list", "articles list", "sql 'SELECT 1 AS quotations, 2 AS b'"],
)
def test_columns_of_every_listing(command: str, filled: Path, call: Call) -> None:
    found = call(f"{command} --columns quotations --csv")
    assert found.out.split("\n")[0] == "quotations"
    found = call(f"{command} --columns quotatoins --csv")
    assert (found.status, found.out) == (2, "")
    assert "there is no column 'quotatoins'; did you mean quotations?; there are " in found.err
