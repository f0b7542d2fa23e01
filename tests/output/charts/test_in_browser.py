"""Pages in Chromium: on a telephone and on a desk, in light and in dark, and on paper.

Needs Debian's ``chromium`` with ``fonts-dejavu-core``, and ``playwright`` from PyPI; no browser is downloaded.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.browser import launched
from tests.output.charts.pages import page
from tests.output.charts.samples import CAPTION, SAMPLES
from tests.output.charts.test_palette import contrast

pytestmark = pytest.mark.browser
SIZES = {"telephone": 360, "desk": 1280}
SLACK = 1.0
"""Pixels by which letters' boxes may meet."""

TEXTS = """svg => [...svg.querySelectorAll('text')].map(each => {
    const box = each.getBoundingClientRect();
    return {words: each.textContent, left: box.left, top: box.top, right: box.right, bottom: box.bottom,
            turned: /rotate\\(-90/.test(each.getAttribute('transform') || '')};
})"""
COLOURS = """() => [...document.querySelectorAll('h1, h2, p, dt, dd, th, td, caption, code, svg text')]
    .filter(each => each.getClientRects().length && each.textContent.trim())
    .map(each => {
        const style = getComputedStyle(each);
        return each instanceof SVGElement ? ['svg', style.fill] : [each.tagName, style.color];
    })"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with launched() as browser:
        yield browser


@pytest.fixture
def shown(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    """Shows the page of a sample; fails where it loads anything or where Chromium has something to say of it."""
    opened: list[Any] = []
    said: list[str] = []

    def show(name: str, width: int, scheme: str = "light", **changed: Any) -> Any:
        file = tmp_path / f"{name}.html"
        file.write_text(page(name, **changed), encoding="utf-8")
        view = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        view.on("console", lambda message: said.append(message.text))
        view.on("pageerror", lambda error: said.append(str(error)))
        view.on("request", lambda request: None if request.url == file.as_uri() else said.append(request.url))
        view.goto(file.as_uri())
        opened.append(view)
        return view

    yield show
    for view in opened:
        view.close()
    assert said == []


def visible_chart(view: Any) -> Any:
    charts = [each for each in view.query_selector_all("figure svg") if each.is_visible()]
    assert len(charts) == 1
    return charts[0]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SAMPLES)
def test_labels_are_inside_and_apart_and_the_page_is_no_wider_than_the_screen(shown: Any, name: str, size: str) -> None:
    view = shown(name, SIZES[size])
    assert view.evaluate("document.documentElement.scrollWidth") <= SIZES[size]
    chart = visible_chart(view)
    assert chart.get_attribute("class") == {"telephone": "narrow", "desk": "wide"}[size]
    frame = chart.bounding_box()
    texts = chart.evaluate(TEXTS)
    for text in texts:
        assert text["left"] >= frame["x"] - SLACK, text
        assert text["right"] <= frame["x"] + frame["width"] + SLACK, text
        assert text["bottom"] <= frame["y"] + frame["height"] + SLACK, text
    for one, other in combinations(texts, 2):
        wide = min(one["right"], other["right"]) - max(one["left"], other["left"])
        high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
        # Boxes of lines are higher than letters: lines may meet by what is left free for accents.
        allowed = 0.3 * min(one["bottom"] - one["top"], other["bottom"] - other["top"])
        side_by_side = one["turned"] and other["turned"]
        assert min(wide, high) <= SLACK or (wide if side_by_side else high) <= max(allowed, SLACK), (one, other)


@pytest.mark.parametrize("size", SIZES)
def test_letters_are_large_enough(shown: Any, size: str) -> None:
    chart = visible_chart(shown("matrix", SIZES[size]))
    scale = chart.bounding_box()["width"] / float(chart.get_attribute("viewBox").split()[2])
    assert 8 * scale >= 9.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["three-hundred", "timeline", "awkward"])
def test_text_can_be_read_in_both_schemes(shown: Any, name: str, scheme: str) -> None:
    view = shown(name, 1280, scheme)
    paper = hexadecimal(view.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert contrast(paper, "#ffffff") < 1.1 if scheme == "light" else contrast(paper, "#000000") < 1.3
    for element, colour in view.evaluate(COLOURS):
        assert contrast(hexadecimal(colour), paper) >= 4.5, element


def hexadecimal(colour: str) -> str:
    numbers = [int(each) for each in re.findall(r"\d+", colour)][:3]
    return "#" + "".join(f"{each:02x}" for each in numbers)


def test_a_chart_follows_the_scheme(shown: Any) -> None:
    fill = "svg => getComputedStyle(svg.querySelector('path[style*=part-1]')).fill"
    light, dark = (visible_chart(shown("three", 1280, scheme)).evaluate(fill) for scheme in ("light", "dark"))
    assert (hexadecimal(light), hexadecimal(dark)) == ("#0072b2", "#56b4e9")


@pytest.mark.parametrize("name", ["three-hundred", "matrix-of-many"])
def test_it_prints_on_a4_in_light_colours(shown: Any, name: str) -> None:
    view = shown(name, 360, "dark")
    view.emulate_media(media="print", color_scheme="dark")
    assert visible_chart(view).get_attribute("class") == "wide"
    assert hexadecimal(view.evaluate("getComputedStyle(document.body).backgroundColor")) == "#ffffff"
    printed = view.pdf(prefer_css_page_size=True)
    sizes = {tuple(map(float, found)) for found in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)}
    assert {(round(wide / 72 * 25.4), round(high / 72 * 25.4)) for wide, high in sizes} == {(210, 297)}


def test_a_table_of_ten_columns_fits_on_paper_and_scrolls_on_a_screen(shown: Any) -> None:
    words = {"first_words": "We went looking for sugar, and we found the kitchen closed for the rest of the week.",
             "first_on": "2024-11-08", "outlet": "Skelby Evening Post", "quotation": "qvnj2qh6t5noi4shz"}  # fmt: skip
    row = {"speaker": "European Comet Consortium", "utterances": 2, **words}
    row |= {f"{name}_again": value for name, value in words.items()}
    paper = round((210 - 2 * 16) / 25.4 * 96)
    view = shown("three", paper, rows=(row,) * 3, plot=None)
    view.emulate_media(media="print")
    assert view.evaluate("document.documentElement.scrollWidth") <= paper * 1.2  # Chromium prints it as much smaller
    view.emulate_media(media="screen")
    assert view.evaluate("document.documentElement.scrollWidth") <= paper
    frame = view.query_selector(".rows")
    assert frame.evaluate("each => each.scrollWidth > each.clientWidth")


def test_a_reader_who_hears_the_page_finds_its_parts(shown: Any) -> None:
    view = shown("three", 1280)
    assert view.get_by_role("main").count() == 1
    assert view.get_by_role("heading", level=1).inner_text() == CAPTION.title
    image = view.get_by_role("img", name=CAPTION.title)
    assert image.count() == 1
    assert view.get_by_role("columnheader").all_inner_texts() == ["Speaker", "Utterances"]
    assert view.get_by_role("rowheader").count() == 3
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.className") == "rows"


@pytest.mark.parametrize("size", SIZES)
def test_a_page_without_a_chart(shown: Any, size: str) -> None:
    view = shown("awkward", SIZES[size], plot=None)
    assert view.query_selector("svg") is None
    assert view.evaluate("document.documentElement.scrollWidth") <= SIZES[size]
