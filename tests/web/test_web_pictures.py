"""Charts on pages: small enough to be loaded with them, and no different for that."""

import re
from xml.etree import ElementTree

import pytest

from quotes.output.charts.answered import Answered
from quotes.reports import Coverage
from quotes.store.search.report_files import find_report
from quotes.web.pictures import _short, drawn

LARGEST = 80_000
"""Bytes of a chart at most: a page has 100,000, and its rows take up to 18,000 of them."""
SHORTER = [
    ('<g><path d="M 1 2 L 3 4 z "/></g>', '<path d="M1 2L3 4z"/>', "a path alone in a group"),
    ('<g id="a"><path d="M 1 -2"/></g>', '<g id="a"><path d="M1 -2"/></g>', "a group that has a name"),
    ("<g>\n<path/>\n<path/>\n</g>", "<g><path/><path/></g>", "a group of two"),
    ('<text x="10.25"> d="M 1 L 2"</text>', '<text x="10.2"> d="M 1 L 2"</text>', "words that look like a path"),
    ("<g><text>A <tspan>B</tspan></text></g>", "<g><text>A <tspan>B</tspan></text></g>", "words in parts"),
]


@pytest.mark.parametrize(("svg", "short", "point"), SHORTER, ids=[point for _, _, point in SHORTER])
def test_what_is_needless_goes(svg: str, short: str, point: str) -> None:
    assert _short(svg) == short, point


def test_the_largest_chart_is_small_enough() -> None:
    pytest.importorskip("matplotlib")
    rows = tuple(
        (f"Speaker Number {speaker}", f"The Courier of {outlet}", 30_000 // (speaker + outlet), 1.5)
        for speaker in range(1, 21)
        for outlet in range(1, 21)
    )
    matrix = find_report("matrix")
    answered = Answered(matrix, tuple(column.name for column in matrix.columns), rows, Coverage(1, 1, 1), {}, {})
    picture = drawn(answered)
    assert picture is not None
    assert len(picture.encode()) <= LARGEST
    for svg in re.findall(r"<svg.*?</svg>", picture, re.DOTALL):
        shown = "".join(ElementTree.fromstring(svg).itertext())  # our own
        assert "Speaker Number 1" in shown
        assert "15,000" in shown
