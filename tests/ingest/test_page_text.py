"""The text of a page's article, and pages that hold none."""

import json

import pytest

from quotes.errors import UnreadableSource
from quotes.ingest.html import article_of_page
from quotes.ingest.page_text import article_text
from tests.ingest.pages import BODY, page


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("404 – Page not found", "not found"),
        ("Page not found | Tarnmouth Courier", "not found"),
        ("Before you continue to Courier", "consent"),
        ("We value your privacy", "consent"),
        ("Just a moment...", "keeps programs out"),
        ("Access Denied", "keeps programs out"),
        ("Index of /news/2025", "list of files"),
    ],
)
def test_pages_without_an_article(title: str, said: str) -> None:
    markup = f"<!doctype html><title>{title}</title><body><h1>{title}</h1><p>You may go back to our front page now.</p></body>"
    with pytest.raises(UnreadableSource, match=said):
        article_of_page(markup)


def test_an_article_about_such_pages_is_one() -> None:
    story = BODY.replace("Bridge to open", "Just a moment: why pages keep you waiting") + BODY.partition("</h1>")[2]
    assert "Dana Okafor" in article_of_page(page("", story)).text


def test_furniture_goes_and_captions_stay() -> None:
    lines = [
        "Bridge to open",
        "The bridge opens.",
        "Advertisement",
        "Read more: Ten bridges to see",
        "-",
        "Photo: Ann Lee",
    ]
    assert article_text("\n".join(lines), None, "Bridge to open") == "The bridge opens."
    kept = article_text("\n".join(lines), None, "Bridge to open", {"Photo: Ann Lee"})
    assert kept == "The bridge opens.\nPhoto: Ann Lee"


def test_a_body_in_the_data_is_read_where_the_page_lost_it() -> None:
    body = "\n\n".join(f"Stretch {number} of the bridge opens in spring, said Dana Okafor." for number in range(12))
    stated = json.dumps({"@type": "NewsArticle", "headline": "Bridge to open", "articleBody": body})
    article = article_of_page(page(f'<script type="application/ld+json">{stated}</script>'))
    assert article.text.count("\n") == 11
    short = stated.replace("Stretch 11", "")[:0] or json.dumps(
        {"@type": "NewsArticle", "headline": "x", "articleBody": "Short."}
    )
    assert article_of_page(page(f'<script type="application/ld+json">{short}</script>')).text.count("\n") == 2
