"""Tables of every kind: what comes out of them, and what is said of bad ones."""

import csv
import datetime as dt
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import UnreadableSource, UsageProblem
from quotes.ingest.tables import LONGEST_CELL, Table, TableKind, TableRow, open_table, value_at
from quotes.ingest.tables.json_rows import PIECE

ROWS = [
    {"words": "“Wir öffnen”, sagte sie", "speaker": "Dana Okafor"},
    {"words": 'two\nlines, "quoted"; tabs\tand |', "speaker": "Zoë"},
    {"words": "=1+1", "speaker": ""},
]


def separated(rows: list[dict[str, str]], between: str = ",", end: str = "\n") -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=between, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def parquet(rows: list[dict[str, Any]]) -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), stream)
    return stream.getvalue()


def excel(rows: list[dict[str, Any]]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.append(list(rows[0]))
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row.values(), 1):
            cell = page.cell(number, place)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(data: bytes, name: str = "", **given: Any) -> tuple[Table, list[TableRow]]:
    with open_table(io.BytesIO(data), name=name, **given) as table:
        return table, list(table.rows)


def cells(data: bytes, name: str = "") -> list[dict[str, Any]]:
    _, rows = read(data, name)
    assert [row.problem for row in rows if row.problem] == []
    return [{name: value or "" for name, value in row.cells.items()} for row in rows]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress], ids=["plain", "gzip", "zstd"])
@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(separated(ROWS), "a.csv", id="CSV"),
        pytest.param(separated(ROWS, ";"), "a.csv", id="semicolons, as spreadsheets in Germany write"),
        pytest.param(separated(ROWS, "|"), "a.txt", id="bars"),
        pytest.param(separated(ROWS, "\t"), "a.tsv", id="TSV"),
        pytest.param(separated(ROWS), "a.tsv", id="commas though it is called .tsv"),
        pytest.param(separated(ROWS, end="\r\n"), "", id="CRLF, no name"),
        pytest.param(b"\xef\xbb\xbf" + separated(ROWS), "a.csv", id="byte order mark"),
        pytest.param(separated(ROWS).decode().encode("utf-16"), "a.csv", id="UTF-16"),
        pytest.param(separated(ROWS).decode().encode("utf-16-le"), "a.csv", id="UTF-16 without a mark"),
        pytest.param(b"\n\n" + separated(ROWS), "a.csv", id="blank lines before the header"),
        pytest.param(lines(ROWS), "a.jsonl", id="JSON Lines"),
        pytest.param(lines(ROWS), "a.json", id="JSON Lines called .json"),
        pytest.param(lines(ROWS), "", id="JSON Lines, no name"),
        pytest.param(json.dumps(ROWS).encode(), "a.json", id="JSON array"),
        pytest.param(json.dumps(ROWS, indent=1).encode(), "", id="JSON array over lines, no name"),
        pytest.param(json.dumps({"n": 3, "rows": ROWS}).encode(), "a.json", id="array in an object"),
        pytest.param(json.dumps({"rows": ROWS}, indent=2).encode(), "", id="array in an object, no name"),
        pytest.param(parquet(ROWS), "a.parquet", id="Parquet"),
        pytest.param(excel(ROWS), "a.xlsx", id="Excel"),
        pytest.param(excel(ROWS), "a.csv", id="Excel called .csv"),
    ],
)
def test_same_rows_from_every_kind(data: bytes, name: str, pack: Callable[[bytes], bytes]) -> None:
    assert cells(pack(data), name) == ROWS


def test_file_by_its_endings(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress(separated(ROWS)))
    with open_table(path) as table:
        assert (table.kind, table.columns, table.unit) == (TableKind.CSV, ("words", "speaker"), "line")
        assert [row.number for row in table.rows] == [2, 3, 5]


def test_windows_1252_is_said() -> None:
    table, rows = read(separated([{"words": "“It’s open – now”", "speaker": "Zoë"}]).decode().encode("cp1252"))
    assert rows[0].cells == {"words": "“It’s open – now”", "speaker": "Zoë"}
    assert table.notes == ("is not UTF-8; read as cp1252",)


@pytest.mark.parametrize(
    ("data", "good", "bad"),
    [
        pytest.param(b'a,b\n1,2\n"3,4\n5,6\n', ["1", "5"], {3: "never closes"}, id="never closed"),
        pytest.param(b'a,b\n1,2\n"3"x,4\n5,6\n', ["1", "5"], {3: "stray quote"}, id="closed within a cell"),
        pytest.param(
            b'a,b\n1,2\n"3,4\n5,6\n"7",8\n9,0\n', ["1", "5", "7", "9"], {3: "stray quote"}, id="closed rows later"
        ),
        pytest.param(
            b'a,b\n"1\n",2\n3,4,5\n6\n',
            ["1\n"],
            {4: "has 3 cells, the header 2", 5: "has 1 cells"},
            id="too many, too few",
        ),
        pytest.param(b"a,b\n1,2,\n3,4,,\n", ["1", "3"], {}, id="empty cells beyond the header"),
        pytest.param(b"a,b\n1,2\na,b\n3,4\n", ["1", "3"], {3: "is the header again"}, id="files put together"),
        pytest.param(
            "a,b\nö,2\n".encode() + b"\xf6,4\n5,6\n", ["ö", "5"], {3: "not in the encoding"}, id="Latin-1 in UTF-8"
        ),
    ],
)
def test_bad_rows_spoil_no_others(data: bytes, good: list[str], bad: dict[int, str]) -> None:
    _, rows = read(data)
    assert [row.cells["a"] for row in rows if row.problem is None] == good
    found = {row.number: row.problem for row in rows if row.problem}
    assert found.keys() == bad.keys()
    assert all(bad[number] in str(found[number]) for number in bad), found


def test_utf_8_in_a_file_of_windows_1252() -> None:
    _, rows = read(b"a,b\n" + b"\x93x\x94,2\n" * 5 + "“z”,4\n".encode() + b"5,6\n")
    assert [(row.number, row.problem) for row in rows if row.problem] == [
        (7, "is not in the encoding of the file (cp1252)")
    ]


def test_a_bad_row_keeps_its_text() -> None:
    _, rows = read(b'a,b\n"3"x,4\n5,6,7\n')
    assert [row.raw for row in rows] == ['"3"x,4', "5,6,7"]


def test_a_cell_of_ten_million_characters_is_one_bad_row() -> None:
    _, rows = read(b"a,b\n1,2\n" + b"x" * 10_000_000 + b",4\n5,6\n")
    assert [row.problem is None for row in rows] == [True, False, True]
    assert f"more than {LONGEST_CELL:,} characters" in str(rows[1].problem)


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.csv", "is empty"),
        (b"\n \n", "a.csv", "is empty"),
        (b"%PDF-1.7", "a.pdf", "is a PDF, not text"),
        (b"a,b,a\n1,2,3\n", "a.csv", "has two columns called 'a'; rename one of them"),
        (b",,\n1,2,3\n", "a.csv", "has no header: its first row must name the columns"),
        (b'"a"x,b\n1,2\n', "a.csv", "has a header that cannot be read"),
        (b"PAR1 and no more", "a.parquet", "is no readable Parquet file"),
        (b"PK\x03\x04 and no more", "a.xlsx", "is no readable Excel file"),
        (b'{"a": ', "a.json", "is not JSON"),
        (b"[]", "a.json", "holds no rows"),
        (gzip.compress(separated(ROWS) * 500)[:-20], "a.csv.gz", "is broken or cut off (gz: "),
        (zstandard.compress(separated(ROWS) * 500)[:-9] + b"x", "a.csv.zst", "is broken or cut off (zst: "),
        (b'[{"a": 1}, {"a": 2}', "a.json", "broken off or no JSON any more behind row 2"),
        (b'[{"a": 1} {"a": 2}]', "a.json", "broken off or no JSON any more behind row 1"),
        (b'[{"a": 1}, {"a": }]', "a.json", "is no JSON any more in row 2"),
    ],
)
def test_no_table(data: bytes, name: str, message: str) -> None:
    with pytest.raises(UnreadableSource) as raised:
        read(data, name)
    assert message in str(raised.value)


def test_a_sheet_by_its_name() -> None:
    book = openpyxl.Workbook()
    book.active.append(["a"])
    second = book.create_sheet("Later")
    second.append(["b", "day"])
    second.append([1.5, dt.datetime(2025, 10, 9)])
    stream = io.BytesIO()
    book.save(stream)
    _, rows = read(stream.getvalue(), sheet="Later")
    assert rows[0] == TableRow(2, {"b": 1.5, "day": dt.date(2025, 10, 9)})
    with pytest.raises(UsageProblem, match=r"no sheet 'Lather'; did you mean Later\?; there are Sheet, Later"):
        read(stream.getvalue(), sheet="Lather")


def test_values_keep_their_types() -> None:
    rows = [{"n": 1, "day": dt.date(2025, 10, 9), "many": ["a", "b"], "none": None}]
    assert read(parquet(rows))[1][0].cells == rows[0]
    _, (row,) = read(b'{"source": {"name": "Tyne Gazette"}, "a.b": 1}\n')
    assert value_at(row.cells, "source.name") == "Tyne Gazette"
    assert value_at(row.cells, "a.b") == 1
    assert value_at(row.cells, "source.name.x") is None


def test_rows_that_are_no_objects() -> None:
    _, rows = read(b'[{"a": 1}, 2, {"a": 3}]')
    assert [row.problem for row in rows] == [None, "is no JSON object but 2", None]
    _, rows = read(b'{"a": 1}\n[2]\n{"a":\n{"a": 4}\n', "a.jsonl")
    assert [row.number for row in rows if row.problem] == [2, 3]


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.text(max_size=20) | st.integers()), min_size=1, max_size=8))
def test_arrays_in_pieces_are_arrays_as_a_whole(rows: list[dict[str, Any]]) -> None:
    data = json.dumps([*rows, {"long": "x" * PIECE}, *rows]).encode()
    with open_table(io.BytesIO(data)) as table:
        assert [row.cells for row in table.rows] == json.loads(data)


@given(st.data())
def test_any_text_comes_back_from_a_csv(data: st.DataObject) -> None:
    cell = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t"), max_size=12)
    cells = data.draw(st.lists(st.tuples(cell, cell), min_size=1, max_size=6))
    rows = [{"one": one, "two": two} for one, two in cells]
    expected = [row for row in rows if any(row.values()) and row != {"one": "one", "two": "two"}]
    given_, found = read(separated(rows, data.draw(st.sampled_from(",;\t|")), "\r\n"))
    assert given_.columns == ("one", "two")
    assert [row.cells for row in found] == expected
