"""Rows of tables are laid out as Rich lays them out."""

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.output.table_rows import Column, cell_width, row_lines
from tests.counting import steps

GAP = 2
LETTERS = "ab -é漢字\u0301\N{ZERO WIDTH JOINER}\N{MAN}\N{SOFT HYPHEN}\t\n"
COLUMNS = st.lists(st.builds(Column, st.integers(1, 12), st.sampled_from(("left", "right"))), min_size=1, max_size=4)


def by_rich(rows: list[list[str]], columns: list[Column]) -> str:
    """The same rows, drawn as a table of Rich: the slow twin."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        table.add_column(justify=column.justify, overflow="fold", width=column.width)
    for row in rows:
        table.add_row(*map(Text, row))
    stream = io.StringIO()
    console = Console(file=stream, color_system=None, highlight=False)
    console.width = sum(column.width for column in columns) + GAP * len(columns)
    console.print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().split("\n"))


@given(st.data(), COLUMNS)
def test_rich_agrees(data: st.DataObject, columns: list[Column]) -> None:
    row = st.lists(st.text(LETTERS, max_size=30), min_size=len(columns), max_size=len(columns))
    rows = data.draw(st.lists(row, min_size=1, max_size=3))
    assert "".join(row_lines(each, columns, GAP) for each in rows) == by_rich(rows, columns)


@given(st.text(LETTERS.replace("\n", "")))
@example("漢字")
def test_width_is_that_of_rich(text: str) -> None:
    assert cell_width(text) == Text(text).cell_len


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (["Dana Okafor", "7"], "Dana Okafor     7\n"),
        (["Dana Okafor of Fenland", "7"], "Dana Okafor     7\nof Fenland\n"),
        (["", ""], "\n"),
        (["two\nlines", ""], "two\nlines\n"),
    ],
    ids=["what fits", "what is broken", "nothing", "two lines"],
)
def test_samples(cells: list[str], lines: str) -> None:
    assert row_lines(cells, [Column(12, "left"), Column(3, "right")], GAP) == lines


def test_cells_that_fit_cost_little() -> None:
    """A row of eight cells is laid out in some 70 steps; Rich takes thousands."""
    columns = [Column(12, "left")] * 8
    assert steps(lambda: row_lines(["Dana Okafor"] * 8, columns, GAP)) < 150
