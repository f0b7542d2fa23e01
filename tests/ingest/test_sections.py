"""Sections as archives, pages and records write them."""

import json

import pytest

from quotes.ingest import read_article
from quotes.ingest.sections import section_in
from tests.ingest.samples import PAGE


@pytest.mark.parametrize(
    ("words", "section"),
    [
        ("NEWS; Pg. 12", "NEWS"),
        ("Section A; Column 3; Foreign Desk; Pg. 1", "Section A"),
        ("Local, p. 3", "Local"),
        ("SPORT; Football; Pg. 52,53", "SPORT"),
        ("World|Europe", "World"),
        ("News/Politics", "News"),
        ("Arts & Culture", "Arts & Culture"),
        ("Seite 4", None),
        ("Pg. 12", None),
        ("12", None),
        ("; Pg. 1", None),
        ("", None),
        (None, None),
        ("x" * 61, None),
    ],
)
def test_what_names_a_section(words: str | None, section: str | None) -> None:
    assert section_in(words) == section


META = '<meta property="article:section" content="Harbour">'


@pytest.mark.parametrize(
    ("stated", "section"),
    [
        pytest.param(META, "Harbour", id="meta element"),
        pytest.param('<script type="application/ld+json">{}</script>', "Harbours", id="JSON-LD"),
        pytest.param(META + '<script type="application/ld+json">{}</script>', "Harbour", id="both"),
        pytest.param('<meta property="article:section" content="">', None, id="empty"),
        pytest.param("", None, id="neither"),
    ],
)
def test_the_section_of_a_page(stated: str, section: str | None) -> None:
    thing = {"@type": "NewsArticle", "headline": "Ferry to be mended", "articleSection": ["Harbours", "Ships"]}
    page = PAGE.replace("</head>", stated.replace("{}", json.dumps(thing)) + "</head>")
    assert read_article(page.encode()).section == section


@pytest.mark.parametrize("key", ["section", "Section", "sectionName", "article_section", "rubric"])
def test_the_section_of_a_record(key: str) -> None:
    assert read_article(json.dumps({"text": "We open.", key: "Sport; p. 3"}).encode()).section == "Sport"
