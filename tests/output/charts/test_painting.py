"""Files that show a drawing: the same bytes each time, text as text, names as they are."""

import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import QuotesError
from quotes.output.charts.drawing import NARROW, drawing_of
from quotes.output.charts.forms import PictureForm
from quotes.output.charts.letters import letters_missing
from quotes.output.charts.library import needs_matplotlib
from quotes.output.charts.painting import painted
from quotes.output.charts.palette import COLOURS
from quotes.output.charts.selection import plot_of
from tests.output.charts.samples import AWKWARD, CAPTION, SAMPLES

SVG = "{http://www.w3.org/2000/svg}"
BEGINNINGS = {PictureForm.SVG: b"<?xml", PictureForm.PNG: b"\x89PNG", PictureForm.PDF: b"%PDF"}


def picture(name: str, form: PictureForm, **settings: Any) -> bytes:
    return painted(drawing_of(plot_of(*SAMPLES[name]), CAPTION), form, **settings)


def texts(svg: bytes) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("form", PictureForm)
@pytest.mark.parametrize("name", ["awkward", "share", "timeline", "matrix"])
def test_the_same_drawing_is_the_same_file(name: str, form: PictureForm) -> None:
    first = picture(name, form)
    assert first.startswith(BEGINNINGS[form])
    assert picture(name, form) == first
    assert b"CreationDate" not in first
    assert b"matplotlib" not in first.partition(b"<defs>")[0].lower() or form is not PictureForm.SVG


@pytest.mark.parametrize("name", SAMPLES)
def test_an_svg_has_its_text_as_text_and_says_what_it_shows(name: str) -> None:
    drawing = drawing_of(plot_of(*SAMPLES[name]), CAPTION)
    svg = painted(drawing, PictureForm.SVG)
    assert texts(svg) == list(drawing.words)
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == drawing.title == root.get("aria-label")
    assert root.findtext(f"{SVG}desc") == drawing.about
    assert b"<image" not in svg
    assert b"<script" not in svg


def test_signs_in_names_are_signs() -> None:
    found = texts(picture("awkward", PictureForm.SVG))
    assert AWKWARD[2] in found
    assert AWKWARD[3] in found
    assert "Zed␛[31m Vale\N{REPLACEMENT CHARACTER}" in found


@pytest.mark.parametrize("name", ["three-hundred", "share", "timeline", "matrix", "negative-months"])
def test_every_colour_of_a_picture_has_a_name(name: str) -> None:
    known = {colour.light for colour in COLOURS.values()} | {"none"}
    styles = [element.get("style", "") for element in ET.fromstring(picture(name, PictureForm.SVG)).iter()]
    used = {
        value.strip()
        for style in styles
        for key, _, value in (each.partition(":") for each in style.split(";"))
        if key.strip() in ("fill", "stroke")
    }
    assert used <= known


def test_without_a_background_there_is_no_paper() -> None:
    rectangle = ET.fromstring(picture("three", PictureForm.SVG, background=False)).find(
        f".//{SVG}g[@id='patch_1']/{SVG}path"
    )
    assert rectangle is None or "fill: none" in rectangle.get("style", "")


def test_letters_that_the_font_lacks_are_known_and_no_warning_is_given() -> None:
    assert letters_missing("安倍 Dana ליל") == "安倍"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture("awkward", PictureForm.PNG)


def test_a_narrow_picture_is_narrow() -> None:
    svg = painted(drawing_of(plot_of(*SAMPLES["three"]), CAPTION, NARROW), PictureForm.SVG)
    assert ET.fromstring(svg).get("width") == f"{NARROW:g}pt"


PROGRAM = """
import logging, sys
from quotes.output.charts.drawing import drawing_of
from quotes.output.charts.forms import PictureForm
from quotes.output.charts.painting import painted
from quotes.output.charts.selection import plot_of
from tests.output.charts.samples import CAPTION, SAMPLES
assert "matplotlib" not in sys.modules, "loaded before it was needed"
sys.stdout.buffer.write(painted(drawing_of(plot_of(*SAMPLES["awkward"]), CAPTION), PictureForm.PNG))
assert "matplotlib.pyplot" not in sys.modules, "pyplot was loaded"
assert logging.getLogger("matplotlib").level == logging.NOTSET
"""


def test_a_users_settings_do_not_count_and_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text(
        "font.size: 40\nbackend: tkagg\ntext.color: red\nsavefig.dpi: 10\nno.such: 1\n"
    )
    environment = {
        "PATH": "/usr/bin:/bin",
        "MPLCONFIGDIR": str(tmp_path),
        "PYTHONPATH": ":".join(filter(None, sys.path)),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, cwd=tmp_path, env=environment, check=False
    )
    assert done.stderr.decode() == ""
    assert done.stdout == picture("awkward", PictureForm.PNG)


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(QuotesError, match=r"charts need matplotlib: pip install 'quote-tracker\[charts\]'"):
        needs_matplotlib()
