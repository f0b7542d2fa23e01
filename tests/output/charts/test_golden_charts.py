"""One picture of each kind, kept as a file that a person has looked at.

After a change that is meant, ``QUOTES_WRITE_GOLDEN=1 pytest tests/output/charts/test_golden_charts.py`` writes them
anew; look at each before it is kept.  What is compared is where each text stands and each shape begins, not the bytes:
versions of matplotlib write the same picture differently.
"""

import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from quotes.output.charts.drawing import drawing_of
from quotes.output.charts.forms import PictureForm
from quotes.output.charts.painting import painted
from quotes.output.charts.selection import plot_of
from tests.output.charts.samples import CAPTION, SAMPLES

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("three-hundred", "awkward", "share-of-few", "months-with-a-gap", "timeline", "confidence", "matrix")
NEAR = 1.0
"""Points by which a place may differ: fonts are measured a little differently by each version of FreeType."""
SVG = "{http://www.w3.org/2000/svg}"


def outline(svg: str) -> list[tuple[str, tuple[float, ...]]]:
    """Each text with its place, and each shape by its colours with the point where it begins."""
    found: list[tuple[str, tuple[float, ...]]] = []
    for element in ET.fromstring(svg).iter():
        if element.tag == f"{SVG}text":
            place = re.findall(r"-?[\d.]+", element.get("transform", ""))[-2:]
            found.append((element.text or "", tuple(map(float, place))))
        elif element.tag == f"{SVG}path":
            colours = re.findall(r"(?:fill|stroke): [#\w]+", element.get("style", ""))
            found.append((" ".join(colours), tuple(map(float, re.findall(r"-?[\d.]+", element.get("d", ""))[:2]))))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_looks_as_it_was_kept(name: str) -> None:
    svg = painted(drawing_of(plot_of(*SAMPLES[name]), CAPTION), PictureForm.SVG).decode()
    file = GOLDEN / f"{name}.svg"
    if os.environ.get("QUOTES_WRITE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(svg, encoding="utf-8")
    drawn, kept = outline(svg), outline(file.read_text(encoding="utf-8"))
    assert [what for what, _ in drawn] == [what for what, _ in kept]
    for (what, place), (_, before) in zip(drawn, kept, strict=True):
        assert place == pytest.approx(before, abs=NEAR), what
