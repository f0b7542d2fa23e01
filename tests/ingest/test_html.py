"""Pages: text without the rest, metadata as stated, URLs of the page's own, headings and captions as ranges."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import UnreadableSource
from quotes.ingest import read_article
from quotes.ingest.html import article_of_page, lines_among, looks_like_html, own_url
from tests.ingest.pages import BODY, PAGE, page


def test_a_page() -> None:
    article = article_of_page(PAGE)
    assert article.text.startswith("The harbour bridge will open")
    assert "“We open in spring,” said Dana Okafor" in article.text
    assert not {"commenter", "Home News", "Copyright"} & set(article.text.split())
    assert (article.title, article.byline, article.outlet) == ("Bridge to open", "Ines Calloway", "Tarnmouth Courier")
    assert article.url == "https://courier.example/bridge"
    assert article.language == "en"
    assert article.published_on == dt.date(2025, 3, 14)
    assert article.published_at == dt.datetime(2025, 3, 14, 7, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        pytest.param('<meta property="article:published_time" content="2025-03-14">', "2025-03-14", id="day only"),
        pytest.param('<meta name="date" content="2025-03-14T23:30:00-05:00">', "2025-03-14", id="as written"),
        pytest.param("", None, id="years in text and footer are no date"),
        pytest.param('<meta name="date" content="soon">', None, id="no date"),
    ],
)
def test_only_a_stated_date_counts(head: str, day: str | None) -> None:
    article = article_of_page(page(head, BODY + "<p>On 3 March 2019 the council had first talked about a bridge.</p>"))
    assert article.published_on == (dt.date.fromisoformat(day) if day else None)


def test_an_instant_needs_a_zone() -> None:
    assert article_of_page(page('<meta name="date" content="2025-03-14T08:00:00">')).published_at is None


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="Tarnmouth Courier">', "Tarnmouth Courier"),
        ('<meta property="og:site_name" content="Courier">', "Courier"),
        ('<meta property="og:site_name" content=" @Courier\n"><meta name="twitter:site" content="@x">', "Courier"),
        ('<meta name="twitter:site" content="@TheCourier">', "courier.example"),
        ("", "courier.example"),
    ],
)
def test_an_outlet_is_a_stated_name_or_the_host(head: str, outlet: str) -> None:
    link = '<link rel="canonical" href="https://www.courier.example/bridge">'
    assert article_of_page(page(head + link).replace("| Courier", "")).outlet == outlet


@pytest.mark.parametrize(
    ("attributes", "language"),
    [('lang="en"', "en"), ('lang="PT-br"', "pt"), ('xml:lang="de"', "de"), ("", None), ('lang="english!"', None)],
)
def test_language(attributes: str, language: str | None) -> None:
    assert article_of_page(page("", attributes=attributes)).language == language


HERE = "https://courier.example/news/bridge"


@pytest.mark.parametrize(
    ("known", "canonical", "og_url", "expected"),
    [
        pytest.param(HERE, "https://courier.example/bridge", None, "https://courier.example/bridge", id="same host"),
        pytest.param(HERE, "https://www.courier.example/b", None, "https://www.courier.example/b", id="with www"),
        pytest.param(HERE, "/bridge", None, "https://courier.example/bridge", id="relative"),
        pytest.param(HERE, "https://other.example/bridge", None, HERE, id="another host's"),
        pytest.param(HERE, "https://courier.example/", None, HERE, id="only the front page"),
        pytest.param(HERE, "https://courier.example/?p=7", None, "https://courier.example/?p=7", id="by query"),
        pytest.param(HERE, "javascript:void(0)", None, HERE, id="no address"),
        pytest.param(HERE, "https://[courier", None, HERE, id="broken"),
        pytest.param(HERE, None, "https://courier.example/og", HERE, id="where it came from is better than og:url"),
        pytest.param(None, "https://courier.example/b", None, "https://courier.example/b", id="a saved page"),
        pytest.param(None, None, "https://courier.example/og", "https://courier.example/og", id="only og:url"),
        pytest.param(None, "/b", "https://courier.example/og", "https://courier.example/b", id="relative to og:url"),
        pytest.param(None, "/b", None, None, id="relative to nothing"),
        pytest.param(None, "https://a.example/b", "https://c.example/og", "https://c.example/og", id="two hosts"),
        pytest.param(None, None, "bridge", None, id="an og:url that is none"),
        pytest.param(None, None, None, None, id="nothing"),
    ],
)
def test_the_url_of_a_page(known: str | None, canonical: str | None, og_url: str | None, expected: str | None) -> None:
    assert own_url(known, canonical, og_url) == expected


def test_markup_gives_the_urls() -> None:
    og = '<meta property="og:url" content="https://courier.example/og">'
    link = '<link rel="alternate canonical" href=" /bridge ">'
    assert article_of_page(page(og + link)).url == "https://courier.example/bridge"
    assert article_of_page(page(og)).outlet == "courier.example"


def test_headings_and_captions_are_ranges_of_the_text() -> None:
    body = BODY.replace(
        "<p>The works",
        "<h2>Eleven months of work</h2><figure><img src='a.jpg'><figcaption>Dana Okafor at the “safest bridge” of the "
        "coast on Monday.</figcaption></figure><p>The works",
    )
    article = article_of_page(page(body=body))
    assert [span.of(article.text) for span in article.headlines] == ["Eleven months of work"]
    for span in article.captions:  # trafilatura keeps captions of some pages only
        assert span.of(article.text).startswith("Dana Okafor at the “safest bridge”")


@given(st.text(alphabet="ab \n\t", max_size=40), st.sets(st.text(alphabet="ab ", max_size=5), max_size=4))
def test_lines_among_are_lines_in_order(text: str, wanted: set[str]) -> None:
    found = lines_among(text, wanted)
    assert list(found) == sorted(found)
    for span in found:
        assert " ".join(span.of(text).split()) in wanted
        assert span.of(text) == span.of(text).strip() != ""
        assert "\n" not in span.of(text)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    assert len(found) == sum(line in wanted and line != "" for line in lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("\n <!-- x --> <!-- y -->\n<HTML lang=en>", True),
        ("<p>One.</p>", True),
        ("<?xml version='1.0'?>", False),
        ("<Kim> said", False),
        ("<person>", False),
        ("He wrote <p> in it.", False),
    ],
)
def test_what_looks_like_a_page(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


@pytest.mark.parametrize(
    "content",
    ["<html></html>", "<!-- only this -->", "<html>\0</html>", "<p", "<>"],
)
def test_a_page_without_an_article(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(content)
    with pytest.raises(UnreadableSource):
        read_article(path)


@given(st.text(max_size=200))
def test_any_page_is_an_article_or_refused_in_one_line(inside: str) -> None:
    try:
        article = article_of_page(page(inside, inside))
    except UnreadableSource as error:
        message = str(error)
        assert "\n" not in message
    else:
        for span in (*article.headlines, *article.captions):
            assert 0 <= span.start < span.end <= len(article.text)
