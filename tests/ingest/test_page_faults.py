"""Pages that readers of pages are known to get wrong: dates of other things, roles as authors, words in tags alone."""

import datetime as dt

import pytest

from quotes import extract_quotes
from quotes.ingest.html import article_of_page

STORY = "".join(
    f"<p>{words}</p>"
    for words in (
        "The ramp at Eastport has been closed since the storm, the harbour board told residents at a meeting on the quay.",
        "Repairs began in autumn and were to end within weeks, according to the plan that the board had made in spring.",
        "Drivers from the island take the long way round by the old mill road, which adds an hour to trips to the market.",
    )
)
HEADLINE = "Ramp stays shut at Eastport"


def page(body: str = STORY, head: str = "", footer: str = "Contact") -> str:
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{HEADLINE} | Courier</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a></nav><main><article><h1>{HEADLINE}</h1>{body}</article></main>"
        f"<footer>{footer}</footer></body></html>"
    )


def data(*blocks: str) -> str:
    return "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)


ARTICLE = f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "datePublished": "2025-10-09T08:00:00+00:00"}}'
LISTED = '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Other", "datePublished": "2020-01-01"}]}'
DATES = [
    pytest.param(page(head=data(f'{{"@graph": [{{"@type": "WebPage", "datePublished": "2019-01-01"}}, {ARTICLE}]}}')), 9, id="the page has a day too"),
    pytest.param(page(head=data(LISTED, ARTICLE)), 9, id="other articles are listed first"),
    pytest.param(page("<p class='meta'>Updated: Oct 12, 2025 | First published: Oct 9, 2025</p>" + STORY), 9, id="updated and first published"),
    pytest.param(page("<p>9 October 2025</p>" + STORY), 9, id="a line of its own"),
    pytest.param(page("<span itemprop='datePublished' content='2025-10-09'>Thursday</span>" + STORY), 9, id="a property"),
    pytest.param(page("<time datetime='2025-10-09T08:00'>Thursday</time>" + STORY), 9, id="a time"),
    pytest.param(page(STORY + "<aside class='related'><time datetime='2019-03-03'>3 March 2019</time></aside>"), None, id="a related article's"),
    pytest.param(page(STORY + "<div class='more-stories'><time datetime='2019-03-03'>3 March 2019</time></div>"), None, id="more articles"),
    pytest.param(page(footer="Our privacy policy was updated on May 25, 2018."), None, id="a policy's"),
    pytest.param(page(footer="Terms of use updated 3 May 2018"), None, id="terms of use"),
    pytest.param(page(footer="© 2014 Courier"), None, id="a copyright"),
    pytest.param(page(STORY + "<p>The board was founded on 4 March 1911 by the owners of the ferries.</p>"), None, id="the text's own"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "day"), DATES)
def test_the_day_is_that_of_publication(markup: str, day: int | None) -> None:
    assert article_of_page(markup).published_on == (dt.date(2025, 10, day) if day else None)


def test_the_day_in_the_url_is_the_last_resort() -> None:
    assert article_of_page(page(), "https://courier.example/2025/10/09/ramp").published_on == dt.date(2025, 10, 9)
    assert article_of_page(page(), "https://courier.example/2025/99/99/ramp").published_on is None


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        ('<meta name="author" content="Tess Marlow, Political Editor">', "Tess Marlow"),
        ('<meta name="author" content="Senior Reporter">', None),
        ('<meta name="author" content="admin"><meta name="author" content="By Tess Marlow">', "Tess Marlow"),
        (
            data('{"@type": "NewsArticle", "headline": "x", "author": "Tess Marlow and Omar Dube"}'),
            "Tess Marlow; Omar Dube",
        ),
    ],
)
def test_authors_without_roles(head: str, byline: str | None) -> None:
    assert article_of_page(page(head=head)).byline == byline


def test_a_byline_beside_the_headline_is_believed_before_the_editor_in_the_data() -> None:
    head = data(
        f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "author": {{"@type": "Person", "name": "Kev Rowe"}}}}'
    )
    assert article_of_page(page("<p>By Tess Marlow</p>" + STORY, head)).byline == "Tess Marlow"


def test_a_broken_block_of_data_hides_nothing() -> None:
    assert (
        article_of_page(page(head=data('{"@type": "NewsArticle", "headline": "The "ramp" stays shut"}'))).title
        == HEADLINE
    )


QUOTED = [
    pytest.param("<pre>“We cannot\nwait for another\nwinter,” said Pat Moxley, the chair.</pre>", [("We cannot\nwait for another\nwinter,", "Pat Moxley", None)], id="lines of a pre"),
    pytest.param("<p>“We cannot wait,”</p><p>said Pat Moxley, the chair of the board.</p>", [("We cannot wait,", "Pat Moxley", None)], id="parted by a paragraph"),
    pytest.param("<p>“We <del>can</del> <ins>cannot</ins> wait,” said Pat Moxley, the chair.</p>", [("We cannot wait,", "Pat Moxley", None)], id="struck words"),
    pytest.param("<blockquote><p>We cannot wait for another winter. The piers will not hold.</p><cite>Pat Moxley</cite></blockquote>",
                 [("We cannot wait for another winter. The piers will not hold.", "Pat Moxley", None)], id="cite"),
    pytest.param("<blockquote class='post'><p>I got it wrong and I am sorry.</p>&mdash; Ines Calder (@inescalder) <a href='/1'>March 3, 2025</a></blockquote>",
                 [("I got it wrong and I am sorry.", "Ines Calder", dt.date(2025, 3, 3))], id="a post with its day"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), QUOTED)
def test_words_that_tags_carry(markup: str, expected: list[tuple[str, str, dt.date | None]]) -> None:
    found = extract_quotes(article_of_page(page(STORY + markup)))
    assert [(each.text, each.speaker, each.said_on) for each in found] == expected
