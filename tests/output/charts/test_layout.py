"""Every label is on the paper, none touches another, and long names are shortened rather than pushed out."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.output.charts.drawing import NARROW, WIDE, drawing_of
from quotes.output.charts.letters import lines_of, shortened, width_of
from quotes.output.charts.selection import plot_of
from quotes.output.charts.shapes import Box, Dot, Drawing, Line, Text
from quotes.reports import Chart, ChartKind
from tests.output.charts.samples import CAPTION, SAMPLES

WIDTHS = (WIDE, NARROW)
SLACK = 0.6
"""Points by which boxes may meet: they are measured higher than most letters are."""


def check_layout(drawing: Drawing) -> None:
    """Everything is on the paper, and no text lies on another."""
    texts = [shape for shape in drawing.shapes if isinstance(shape, Text)]
    for text in texts:
        left, top, right, bottom = text.box
        assert left >= 0, text
        assert top >= 0, text
        assert right <= drawing.width, text
        assert bottom <= drawing.height, text
    for one, other in combinations(texts, 2):
        apart_across = one.box[2] <= other.box[0] + SLACK or other.box[2] <= one.box[0] + SLACK
        apart_down = one.box[3] <= other.box[1] + SLACK or other.box[3] <= one.box[1] + SLACK
        assert apart_across or apart_down, (one, other)
    for x, y in _corners(drawing):
        assert -0.01 <= x <= drawing.width + 0.01
        assert -0.01 <= y <= drawing.height + 0.01


def _corners(drawing: Drawing) -> list[tuple[float, float]]:
    corners: list[tuple[float, float]] = []
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            assert shape.width >= 0
            assert shape.height >= 0
            corners += [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
        elif isinstance(shape, Line):
            corners += shape.points
        elif isinstance(shape, Dot):
            corners.append((shape.x, shape.y))
    return corners


@pytest.mark.parametrize("width", WIDTHS, ids=["wide", "narrow"])
@pytest.mark.parametrize("name", SAMPLES)
def test_labels_are_on_the_paper_and_apart(name: str, width: float) -> None:
    check_layout(drawing_of(plot_of(*SAMPLES[name]), CAPTION, width))


NAMES = st.text(min_size=0, max_size=90)
NUMBERS = st.integers(-(10**9), 10**9) | st.none() | st.floats(-1e6, 1e6)
PERIODS = st.dates().map(str) | st.dates().map(lambda day: str(day)[:7])


@settings(max_examples=60)
@given(
    kind=st.sampled_from(ChartKind),
    width=st.sampled_from(WIDTHS),
    parted=st.booleans(),
    cells=st.one_of(
        st.lists(st.tuples(NAMES, NAMES, NUMBERS), min_size=1, max_size=40),
        st.lists(st.tuples(PERIODS, NAMES, NUMBERS), min_size=1, max_size=40),
    ),
)
def test_whatever_is_counted_can_be_drawn(
    kind: ChartKind, width: float, parted: bool, cells: list[tuple[str, str, float | None]]
) -> None:
    rows = [{"a": across, "s": part, "v": value} for across, part, value in cells]
    check_layout(drawing_of(plot_of(Chart(kind, "a", "v", "s" if parted else None), rows), CAPTION, width))


@given(NAMES, st.floats(20, 300), st.integers(1, 3))
def test_lines_fit_their_room(text: str, room: float, most: int) -> None:
    text = " ".join(text.split())
    lines = lines_of(text, room, 9, most=most)
    assert len(lines) <= most
    assert all(width_of(line, 9) <= room for line in lines)
    if not lines[-1].endswith("…"):
        assert " ".join(lines) == text


def test_a_name_that_fits_is_left_alone() -> None:
    assert shortened("Dana Okafor", 100, 9) == "Dana Okafor"
    assert shortened("Dana Okafor", 40, 9) == "Dana…"


def test_what_is_cut_off_is_said() -> None:
    drawing = drawing_of(plot_of(*SAMPLES["three-hundred"]), CAPTION)
    assert "20 of 300 are drawn; the grey bar, cut short, adds up the others." in drawing.about
    assert "Largest: " in drawing.about
    assert "280 others" not in drawing.about
