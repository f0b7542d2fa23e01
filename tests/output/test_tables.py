"""Rows in seven formats: what goes in comes out, and tables can be read at any width."""

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.output.table import GIVES_WAY, PIPED, WHOLE, fitting
from quotes.output.tables import Format, unique_names, write

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.dates(),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
    st.sampled_from(
        ["=1+1", "a,b", 'say "so"', "two\nlines", "a|b", "a\tb", "\\", " ", "−5", "-5", "[bold]x[/bold]", ":smile:"]
    ),
)
ROWS = st.lists(st.fixed_dictionaries({"words": CELLS, "speaker": CELLS, "n": CELLS}), max_size=5)
COLUMNS = ("words", "speaker", "n")


def written(rows: Sequence[Any], form: Format, **more: Any) -> str:
    stream = io.StringIO(newline="")
    assert write(iter(rows), COLUMNS, form, stream, **more) == len(rows)
    return stream.getvalue()


def plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, dt.date) else cell


@given(ROWS)
def test_json_comes_back(rows: list[dict[str, Any]]) -> None:
    expected = [{name: plain(row[name]) for name in COLUMNS} for row in rows]
    assert json.loads(written(rows, Format.JSON)) == expected
    lines = written(rows, Format.JSONL)
    assert [json.loads(line) for line in lines.split("\n")[:-1]] == expected


@given(ROWS)
def test_csv_comes_back(rows: list[dict[str, Any]]) -> None:
    header, *found = csv.reader(io.StringIO(written(rows, Format.CSV), newline=""))
    assert tuple(header) == COLUMNS
    words = {None: "", True: "true", False: "false"}
    assert found == [
        [
            words[row[name]] if row[name] is None or isinstance(row[name], bool) else str(plain(row[name]))
            for name in COLUMNS
        ]
        for row in rows
    ]


@given(ROWS)
def test_no_cell_is_a_formula_in_a_spreadsheet(rows: list[dict[str, Any]]) -> None:
    for row in csv.reader(io.StringIO(written(rows, Format.CSV, excel=True).removeprefix("\ufeff"), newline="")):
        for cell in row:
            assert not cell.startswith(("=", "@", "\t", "\r"))
            if cell.startswith(("+", "-")):
                float(cell)


@given(ROWS)
def test_tsv_has_a_tab_between_cells_only(rows: list[dict[str, Any]]) -> None:
    for row in csv.reader(io.StringIO(written(rows, Format.TSV), newline=""), delimiter="\t"):
        assert len(row) == len(COLUMNS)


@given(ROWS)
def test_markdown_is_a_line_a_row(rows: list[dict[str, Any]]) -> None:
    lines = written(rows, Format.MD).split("\n")
    assert len(lines) == len(rows) + 3
    for line in lines[:-1]:
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == len(COLUMNS) + 1


@given(ROWS, st.integers(1, 200))
def test_a_table_of_any_width_has_every_character(rows: list[dict[str, Any]], width: int) -> None:
    text = written(rows, Format.TABLE, table=PIPED._replace(width=width))
    if not rows:
        assert text == ""
        return
    assert not any(line != line.rstrip(" ") for line in text.split("\n"))
    shown = "".join(text.split())
    for row in rows:
        for cell in row.values():
            for char in {*str(plain(cell))} if isinstance(cell, (int, dt.date)) and not isinstance(cell, bool) else ():
                assert char in shown


WORDS = "We open in spring, and we shall be glad of it. " * 5
SPOKEN = {"words": WORDS, "speaker": "Dana Okafor", "n": 7}


@pytest.mark.parametrize("width", [20, 40, 60, 88, 160])
def test_short_cells_stay_whole_where_no_terminal_is(width: int) -> None:
    rows = [SPOKEN, {**SPOKEN, "speaker": "x" * WHOLE}]
    text = written(rows, Format.TABLE, table=PIPED._replace(width=width))
    assert "Dana Okafor" in text
    assert "x" * WHOLE in text
    lines = text.split("\n")
    assert lines[0].split() == list(COLUMNS)
    assert " ".join(line[: lines[0].index("speaker")] for line in lines[2:]).split() == WORDS.split() * 2


WORD = st.text("abcdefgh-é", min_size=1, max_size=20)
NAMES = st.lists(st.sampled_from((*GIVES_WAY, "words", "speaker", "said_by_whom")), min_size=1, max_size=9, unique=True)


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    names = draw(NAMES)
    cell = st.lists(WORD, max_size=8).map(" ".join)
    return tuple(names), draw(st.lists(st.fixed_dictionaries(dict.fromkeys(names, cell)), min_size=1, max_size=4))


@given(tables(), st.integers(40, 130), st.booleans())
def test_on_a_terminal_no_line_is_longer_and_no_word_is_broken(
    given: tuple[tuple[str, ...], list[dict[str, str]]], width: int, whole: bool
) -> None:
    columns, rows = given
    stream, left_out = io.StringIO(), list[str]()
    options = PIPED._replace(width=width, fit=True, whole=whole, say=lambda names: left_out.extend(names.split(", ")))
    write(rows, columns, Format.TABLE, stream, table=options)
    assert max(map(len, stream.getvalue().split("\n"))) <= width
    assert not (whole and left_out)
    assert set(left_out) <= {*GIVES_WAY}
    shown = stream.getvalue().split()
    for name in {*columns} - {*left_out}:
        for row in rows:
            assert all(word in shown for word in row[name].split())


@pytest.mark.parametrize(("width", "shown"), [
    (100, ["words", "speaker", "kind", "n"]),
    (48, ["words", "speaker", "kind", "n"]),
    (47, ["words", "speaker", "n"]),
    (20, ["words", "speaker", "n"]),
    (12, None),
])  # fmt: skip
def test_what_gives_way(width: int, shown: list[str] | None) -> None:
    columns = ("words", "speaker", "kind", "note", "n")
    found = fitting(columns, [("we open in spring " * 4, "Dana Okafor", "direct", "", "7")], width, whole=False)
    assert (found and [columns[place] for place in found.places if columns[place] != "note"]) == shown
    assert found is None or sum(found.widths) + 2 * (len(found.widths) - 1) <= width


def test_a_row_that_no_table_holds_is_written_as_lines() -> None:
    stream = io.StringIO()
    row = {"words": "We open in spring, and gladly.", "speaker": "Dana Okafor", "n": 7}
    write([row, row], COLUMNS, Format.TABLE, stream, table=PIPED._replace(width=30, fit=True))
    table = stream.getvalue()
    write([row], (*COLUMNS,) * 4, Format.TABLE, stream, table=PIPED._replace(width=30, fit=True))
    records = stream.getvalue().removeprefix(table)
    assert table.startswith("words")
    assert records.startswith("words    We open in spring,\n         and gladly.\nspeaker  Dana Okafor\nn        7\n")


def test_numbers_stand_at_the_right() -> None:
    text = written([{**SPOKEN, "words": "a", "n": 5}, {**SPOKEN, "words": "b", "n": 1234}], Format.TABLE)
    assert [line[-4:] for line in text.split("\n")[2:4]] == ["   5", "1234"]


@pytest.mark.parametrize(
    ("names", "unique"),
    [
        ("n", "n"),
        ("n n n", "n n_2 n_3"),
        ("n n n_2", "n n_3 n_2"),
        ("n_2 n n", "n_2 n n_3"),
        ("n n n_2 n_2", "n n_3 n_2 n_2_2"),
        ("n n_2 n_3 n", "n n_2 n_3 n_4"),
    ],
)
def test_no_two_columns_are_called_alike(names: str, unique: str) -> None:
    """A row by column would lose a value."""
    assert unique_names(tuple(names.split())) == tuple(unique.split())


@pytest.mark.parametrize("form", [Format.JSON, Format.JSONL])
def test_json_has_no_infinite_numbers(form: Format) -> None:
    def never(word: str) -> None:
        raise AssertionError(word)

    row = {"words": float("inf"), "speaker": [float("nan"), {"n": float("-inf"), "x": 1.5}], "n": 0.1}
    found = json.loads(written([row], form), parse_constant=never)
    assert (found if form is Format.JSONL else found[0]) == {
        "words": None,
        "speaker": [None, {"n": None, "x": 1.5}],
        "n": 0.1,
    }


def test_no_name_of_a_column_ends_a_cell_of_markdown() -> None:
    stream = io.StringIO()
    write([{"a|b": 1, "two\nlines": 2}], ["a|b", "two\nlines"], Format.MD, stream)
    assert stream.getvalue() == "| a\\|b | two lines |\n|---|---|\n| 1 | 2 |\n"


@pytest.mark.parametrize(("encoding", "rule"), [("ascii", "-"), ("latin-1", "-"), ("utf-8", "─")])
def test_the_headings_of_a_table_have_no_bars_that_its_rows_lack(encoding: str, rule: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    write([{"speaker": "Dana Okafor", "n": 2}], ("speaker", "n"), Format.TABLE, stream)
    stream.seek(0)
    assert [line.rstrip() for line in stream] == ["speaker      n", rule * 14, "Dana Okafor  2"]
