"""Bars of characters fit their line, whatever is counted."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quotes.output.charts.selection import plot_of
from quotes.output.charts.terminal import write_chart
from tests.output.charts.samples import CAPTION, SAMPLES, Rows


class Ascii(io.StringIO):
    encoding = "ascii"


def bars(
    name: str, width: int = 80, stream: io.StringIO | None = None, *, rows: Rows = (), colour: bool = False
) -> str:
    chart, known = SAMPLES[name]
    out = io.StringIO() if stream is None else stream
    plot = plot_of(chart, rows or known, most_periods=60)
    write_chart(plot, CAPTION, out, width=width, colour=colour)
    return out.getvalue()


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("name", SAMPLES)
def test_lines_fit(name: str, width: int) -> None:
    lines = bars(name, width).split("\n")
    assert max(map(cell_len, lines)) <= width
    assert not any(line.endswith(" ") for line in lines)


@given(
    st.lists(st.tuples(st.text(max_size=60), st.integers(-999, 10**9) | st.none()), min_size=1), st.integers(20, 120)
)
def test_whatever_is_counted_fits(cells: list[tuple[str, int | None]], width: int) -> None:
    rows = tuple({"speaker": name, "utterances": number} for name, number in cells)
    assert max(map(cell_len, bars("three", width, rows=rows).split("\n"))) <= width


def test_bars_are_as_long_as_their_numbers() -> None:
    rows = tuple({"speaker": name, "utterances": number} for name, number in (("A", 400), ("B", 100), ("C", 0)))
    lines = [line for line in bars("three", 59, rows=rows).split("\n") if line[1:2] == " "]
    assert [line.count("█") for line in lines] == [52, 13, 0]
    assert lines[2] == "C   0"


def test_the_rest_has_a_number_and_no_bar() -> None:
    text = bars("three-hundred")
    assert "280 others        2,463\n" in text
    assert "20 of 300 are drawn; the last line adds up the others." in text


def test_parts_stand_below_their_category() -> None:
    text = bars("share-of-few")
    assert "\nCoast Radio\n  Harbour Party" in text


def test_an_encoding_without_blocks_gets_squares() -> None:
    text = bars("negative", stream=Ascii())
    assert "####" in text
    assert "█" not in text
    assert "-600" in text


def test_controls_are_shown() -> None:
    assert "\x1b" not in bars("awkward")
    assert "Zed␛[31m Vale" in bars("awkward")


def test_colours_only_where_they_are_wanted() -> None:
    assert "\x1b[" not in bars("three")
    assert "\x1b[" in bars("three", colour=True)
