"""Pages stand alone, escape what was read, and say in their markup what they show."""

import datetime as dt
import re
from html.parser import HTMLParser

import pytest

from quotes.output.charts.drawing import drawing_of
from quotes.output.charts.palette import COLOURS
from quotes.output.charts.selection import plot_of
from quotes.output.charts.themed import scheme, themed
from tests.output.charts.pages import page
from tests.output.charts.samples import AWKWARD, CAPTION, SAMPLES

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Outline(HTMLParser):
    """Elements with their attributes and texts; raises where one is closed that is not open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.append((self.open[-1], data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def said(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag]


@pytest.mark.parametrize("name", SAMPLES)
def test_pages_are_well_formed_and_name_each_thing_once(name: str) -> None:
    outline = Outline(page(name))
    assert outline.open == []
    names = [attributes["id"] for _, attributes in outline.elements if attributes.get("id")]
    assert len(names) == len(set(names))
    assert [len(outline.all(tag)) for tag in ("main", "h1", "figure", "table", "title")] == [1, 1, 1, 1, 3]


def test_pages_load_and_run_nothing() -> None:
    html = page("awkward")
    outline = Outline(html)
    assert not {"script", "link", "img", "iframe", "image", "use"} & {tag for tag, _ in outline.elements}
    loud = {name for _, attributes in outline.elements for name in attributes if name.startswith(("on", "src", "href"))}
    assert loud == set()
    assert "url(" not in html
    assert "@import" not in html
    addresses = set(re.findall(r"https?://[^\s\"'<]+", html))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "default-src 'none'; style-src 'unsafe-inline'" in html


def test_what_was_read_is_escaped() -> None:
    html = page("awkward")
    outline = Outline(html)
    assert AWKWARD[2] in "".join(outline.said("th"))
    assert AWKWARD[2] in "".join(outline.said("text"))
    assert "Zed␛[31m Vale\N{REPLACEMENT CHARACTER}" in outline.said("th")
    assert "<b>" not in html
    assert "WHERE 'a' < 'b' -- </code>" in "".join(outline.said("code"))
    html.encode()


def test_a_lone_surrogate_does_no_harm() -> None:
    html = page("three", rows=({"speaker": "A\ud800", "utterances": 1},))
    assert "A\N{REPLACEMENT CHARACTER}" in html
    html.encode()


def test_the_table_says_what_its_cells_are() -> None:
    outline = Outline(page("awkward"))
    scopes = [attributes.get("scope") for attributes in outline.all("th")]
    named = [row for row in SAMPLES["awkward"].rows if row["speaker"]]
    assert scopes == ["col", "col", *["row"] * len(named)]  # a head without words says nothing
    assert [each.get("class") for each in outline.all("td")].count("number") == len(SAMPLES["awkward"].rows)
    assert outline.all("html") == [{"lang": "en"}]
    assert outline.said("caption") == ["10 rows"]


def test_the_full_name_is_in_the_table() -> None:
    outline = Outline(page("awkward"))
    assert AWKWARD[1] in outline.said("th")
    assert AWKWARD[1] not in "".join(outline.said("text"))


def test_the_page_says_how_it_was_counted() -> None:
    outline = Outline(page("three"))
    facts = dict(zip(outline.said("dt"), outline.said("dd"), strict=True))
    assert facts["Outlet"] == "Example Daily"
    assert facts["period"] == "<week>"
    assert facts["Made"] == "3 November 2025, by quotes 0.1.0"
    assert facts["Utterances"] == "what utterances holds"


def test_a_report_without_a_chart_has_its_table_and_source() -> None:
    outline = Outline(page("three", plot=None))
    assert outline.all("svg") == []
    assert CAPTION.source in outline.said("p")
    assert len(outline.all("tr")) == 4


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (dt.date(2025, 10, 9), "short"),
        ("AFP", "short"),
        ("a name that may be broken", None),
        (None, "short"),
        ("so " * 30, "long"),
    ],
)
def test_dates_are_not_broken(value: object, kind: str | None) -> None:
    outline = Outline(page("three", rows=({"n": 1, "what": value},)))
    assert outline.all("td")[1].get("class") == kind


@pytest.mark.parametrize("name", SAMPLES)
def test_every_colour_of_a_chart_is_a_variable_of_the_page(name: str) -> None:
    svg = themed(drawing_of(plot_of(*SAMPLES[name]), CAPTION, titled=False), "wide")
    assert svg.startswith("<svg ")
    assert 'class="wide"' in svg.partition(">")[0]
    assert " width=" not in svg.partition(">")[0]
    assert "<style" not in svg
    styles = "".join(re.findall(r'style="([^"]*)"', svg))
    used = set(re.findall(r"var\(--([a-z0-9-]+), #[0-9a-f]{6}\)", styles))
    assert used <= set(COLOURS)
    assert re.sub(r"var\([^)]*\)", "", styles).count("#") == 0


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_a_scheme_has_every_colour(shade: str) -> None:
    assert set(re.findall(r"--([a-z0-9-]+): #[0-9a-f]{6};", scheme(shade))) == set(COLOURS)


def test_a_name_that_looks_like_a_colour_stays() -> None:
    rows = ({"speaker": 'fill: #0072b2; id="x"', "utterances": 1},)
    html = page("three", rows=rows, plot=plot_of(SAMPLES["three"].chart, rows))
    assert 'fill: #0072b2; id="x"' in "".join(Outline(html).said("text"))
