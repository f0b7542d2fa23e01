"""CSV column by column, Parquet and Excel: what goes in comes out, with its types."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import UsageProblem
from quotes.ingest.tables import open_table
from quotes.output import excel as excel_module
from quotes.output.excel import CUT, LONGEST_CELL, write_excel
from quotes.output.parquet import write_parquet
from quotes.output.rows import batches_of
from quotes.output.separated import write_separated
from quotes.output.table import plain
from quotes.output.tables import Format, write_binary
from quotes.output.typed import Type, types_of

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["=1+1", "a,b", '"', "two\nlines", "\r", "a\tb", "http://example.com", "_x0041_", " x ", "1", "true", "2025-10-09"]
)
CELL = st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | TEXT
DAY = st.dates(dt.date(1900, 3, 1))


class Lines:
    """Line ends of Python's writer made our own."""

    def __init__(self, stream: io.StringIO, end: str) -> None:
        self.stream, self.end = stream, end

    def write(self, line: str) -> None:
        self.stream.write(line.removesuffix("\r\n") + self.end)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=6)))
@pytest.mark.parametrize("between", [",", "\t"])
def test_as_pythons_own_writer(between: str, rows: list[list[Any]]) -> None:
    columns = [f"c{place}" for place in range(len(rows[0]) if rows else 2)]
    slow, fast = io.StringIO(newline=""), io.StringIO(newline="")
    writer = csv.writer(Lines(slow, "\n"), delimiter=between)
    writer.writerow(columns)
    for row in rows:
        cells = [plain(cell) for cell in row]
        writer.writerow([cell.replace("\t", " ") for cell in cells] if between == "\t" else cells)
    assert write_separated(columns, [rows] if rows else [], fast, tabs=between == "\t") == len(rows)
    assert fast.getvalue() == slow.getvalue()


def quotation(words: str, day: dt.date | None, number: int | None, share: float | None) -> dict[str, Any]:
    return {"words": words, "said_on": day, "start_offset": number, "confidence": share}


ROWS = st.lists(
    st.builds(quotation, TEXT, st.none() | DAY, st.none() | st.integers(0, 2**40), st.none() | st.floats(0, 1)),
    max_size=5,
)
COLUMNS = ("words", "said_on", "start_offset", "confidence")


def binary(rows: Sequence[dict[str, Any]], form: Format) -> bytes:
    stream = io.BytesIO()
    assert write_binary(iter(rows), COLUMNS, form, stream).rows == len(rows)
    return stream.getvalue()


@given(ROWS)
@pytest.mark.parametrize("text_days", [True, False], ids=["days as SQLite has them", "days as PostgreSQL has them"])
def test_parquet_has_types(text_days: bool, rows: list[dict[str, Any]]) -> None:
    given_ = [{**row, "said_on": row["said_on"] and str(row["said_on"])} for row in rows] if text_days else rows
    table = pyarrow.parquet.read_table(io.BytesIO(binary(given_, Format.PARQUET)))
    assert table.to_pylist() == rows
    assert [str(field.type) for field in table.schema] == ["string", "date32[day]", "int64", "double"]


@given(ROWS)
def test_excel_comes_back(rows: list[dict[str, Any]]) -> None:
    with open_table(io.BytesIO(binary(rows, Format.XLSX)), name="a.xlsx") as table:
        found = [row.cells for row in table.rows]
    assert found == [
        {**row, "confidence": row["confidence"] and pytest.approx(row["confidence"], rel=1e-15)}
        for row in rows
        if any(value not in (None, "") for value in row.values())
    ]


def sheet(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_no_text_is_a_formula_a_number_or_a_link_in_excel() -> None:
    words = ["=1+1", "+1", "-1", "@x", "\t=1", "1", "1.5", "true", "http://example.com", "2025-10-09"]
    page = sheet(binary([quotation(each, dt.date(2025, 10, 9), 7, 0.5) for each in words], Format.XLSX))
    for row, text in zip(page.iter_rows(min_row=2), words, strict=True):
        assert (row[0].data_type, row[0].value, row[0].hyperlink) == ("s", text, None)
        assert (row[1].is_date, row[1].number_format) == (True, "yyyy-mm-dd")
        assert [row[2].value, row[3].value] == [7, 0.5]


def test_header_is_frozen_and_filtered() -> None:
    page = sheet(binary([quotation("a", None, None, None)] * 3, Format.XLSX))
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:D4")


def test_equal_rows_give_equal_files() -> None:
    rows = [quotation("a", dt.date(2025, 10, 9), 1, 0.5)]
    assert binary(rows, Format.XLSX) == binary(rows, Format.XLSX)
    assert binary(rows, Format.PARQUET) == binary(rows, Format.PARQUET)


@pytest.mark.parametrize("char", ["x", "😀"], ids=["one unit", "two units"])
def test_a_cell_too_long_for_excel_is_cut_and_said(char: str) -> None:
    stream = io.BytesIO()
    rows = [quotation("short", None, None, None), quotation(char * 40_000, None, None, None)]
    written = write_binary(rows, COLUMNS, Format.XLSX, stream)
    (remark,) = written.remarks
    assert remark == (
        "1 cell longer than the 32,767 characters that Excel holds was cut (row 3 words); CSV and Parquet hold them whole"
    )
    cut = sheet(stream.getvalue()).cell(3, 1).value
    assert cut.endswith(char + CUT)
    assert LONGEST_CELL - 1 <= len(cut.encode("utf-16-le")) // 2 <= LONGEST_CELL


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_module, "MOST_ROWS", 3)
    with pytest.raises(UsageProblem, match="a sheet of Excel holds 3 rows below its header, and there are more"):
        write_excel(["a"], [[[1], [2]], [[3], [4]]], io.BytesIO())
    assert write_excel(["a"], [[[1], [2]], [[3]]], io.BytesIO()).rows == 3


def test_numbers_that_excel_would_change_are_text() -> None:
    stream = io.BytesIO()
    write_excel(["a"], [[[2**53 + 1], [float("inf")], [dt.date(1899, 1, 1)]]], stream)
    assert [row[0].value for row in sheet(stream.getvalue()).iter_rows(min_row=2)] == [
        str(2**53 + 1), "inf", "1899-01-01"
    ]  # fmt: skip


def test_groups_of_parquet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.output.parquet.GROUP", 3)
    stream = io.BytesIO()

    def batches() -> Iterator[list[list[int]]]:
        yield [[1], [2]]
        yield [[3], [4], [5], [6], [7]]

    assert write_parquet(["n"], batches(), stream) == 7
    metadata = pyarrow.parquet.ParquetFile(stream).metadata
    assert [metadata.row_group(place).num_rows for place in range(metadata.num_row_groups)] == [3, 3, 1]


def test_parquet_says_which_column_has_several_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.output.parquet.GROUP", 1)
    with pytest.raises(UsageProblem, match="Parquet wants one type in the column 'n', here whole number"):
        write_parquet(["n"], [[[1]], [["x"]]], io.BytesIO())


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [
        ("n", [1, 2], Type.WHOLE),
        ("n", [1, 0.5, None], Type.NUMBER),
        ("n", [1, "x"], Type.TEXT),
        ("n", [], Type.TEXT),
        ("first_on", ["2025-10-09", None], Type.DAY),
        ("first_on", ["last week"], Type.TEXT),
        ("n", ["2025-10-09"], Type.TEXT),
        ("said_on", [], Type.DAY),
        ("confidence", [1], Type.NUMBER),
        ("utterance", ["first"], Type.TEXT),
        ("at", [dt.datetime(2025, 10, 9, tzinfo=dt.UTC)], Type.INSTANT),
        ("x", [{"a": 1}, ["b"]], Type.TEXT),
    ],
)
def test_types(name: str, values: list[Any], kind: Type) -> None:
    assert types_of([name], [[value] for value in values]) == [kind]


def test_batches_of_rows_by_name() -> None:
    rows = [{"a": number, "b": -number} for number in range(2500)]
    assert [len(batch) for batch in batches_of(rows, ["b", "a"])] == [1000, 1000, 500]
    assert next(batches_of(rows, ["b", "a"]))[1] == [-1, 1]


def test_schema_of_credits() -> None:
    stream = io.BytesIO()
    party = {"name": "Dana Okafor", "uid": "s1", "kind": "person", "role": "joint", "note": None}
    write_binary(
        [{"uid": "q1", "credits": [party]}, {"uid": "q2", "credits": []}], ("uid", "credits"), Format.PARQUET, stream
    )
    assert pa.parquet.read_table(stream).to_pylist() == [
        {"uid": "q1", "credits": [party]},
        {"uid": "q2", "credits": []},
    ]
