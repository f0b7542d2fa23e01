"""Pages whose article stands in several blocks, and quotations by markup alone."""

import pytest

from quotes import extract_quotes
from quotes.ingest.html import article_of_page
from tests.ingest.pages import page

PARAGRAPH = "<p>Stretch {} of the harbour bridge was repaired in summer, the council of Tarnmouth said on Monday.</p>"


@pytest.mark.parametrize("parts", [1, 2, 3, 4, 6])
@pytest.mark.parametrize(
    ("tag", "name"),
    [("div", "article-body"), ("div", "text-block"), ("section", ""), ("section", "body"), ("article", "post"), ("div", "x")],
)  # fmt: skip
def test_parts_side_by_side_are_read_together(tag: str, name: str, parts: int) -> None:
    stretches = [PARAGRAPH.format(number) for number in range(24)]
    size = len(stretches) // parts
    blocks = ("".join(stretches[i * size : (i + 1) * size]) for i in range(parts))
    body = "<aside><p>More of it below</p></aside>".join(f"<{tag} class='{name}'>{each}</{tag}>" for each in blocks)
    text = article_of_page(
        page("", f"<h1>Bridge</h1><main>{body}</main>").replace("<article>", "").replace("</article>", "", 1)
        if tag == "article"
        else page("", f"<h1>Bridge</h1>{body}")
    ).text
    assert [number for number in range(24) if f"Stretch {number} " not in text] == []
    assert "More of it" not in text


LEAD = "<h1>Bridge</h1>" + PARAGRAPH.format(1) + "<p>In a statement, Mayor Tom Adeyemi wrote:</p>"
END = PARAGRAPH.format(2) + PARAGRAPH.format(3)
CASES = [
    pytest.param("<blockquote><p>We open in spring.</p><p>It took a long time to get here.</p></blockquote>",
                 [("We open in spring.", "Tom Adeyemi"), ("It took a long time to get here.", "Tom Adeyemi")],
                 marks=pytest.mark.xfail(reason="a short block is taken for a scare quote", strict=True), id="short"),
    pytest.param("<blockquote><p>We will open the bridge in spring and not a day later.</p><p>It took a year.</p></blockquote>",
                 [("We will open the bridge in spring and not a day later.", "Tom Adeyemi"), ("It took a year.", "Tom Adeyemi")],
                 id="by what introduces it"),
    pytest.param("<blockquote><p>The bridge opens in spring.</p><footer>— <cite>Dana Okafor</cite></footer></blockquote>",
                 [("The bridge opens in spring.", "Dana Okafor")], id="by its footer"),
    pytest.param("<p>Ruth Haldane called it <q>a waste of good money</q>.</p>", [("a waste of good money", "Ruth Haldane")], id="q"),
    pytest.param("<p>Ruth Haldane called it “<q>a waste of good money</q>”.</p>", [("a waste of good money", "Ruth Haldane")], id="q with marks around"),
    pytest.param("<div class='social-embed'><blockquote class='post'><p>The bridge opens in spring, we hope so. https://t.example/x</p>&mdash; Dana Okafor (@danao) "
                 "<a href='https://post.example/1'>March 13, 2025</a></blockquote><script></script></div>",
                 [("The bridge opens in spring, we hope so.", "Dana Okafor")], id="an embedded post"),
    pytest.param("<blockquote><p>The bridge opens in spring, we hope.</p>&mdash; bridge fan (@bridges) March 13, 2025</blockquote>"
                 "<blockquote><p>Nobody told me about any of it.</p>&mdash; Ann Lee (@annlee) March 13, 2025</blockquote>",
                 [("The bridge opens in spring, we hope.", "@bridges"), ("Nobody told me about any of it.", "Ann Lee")], id="two posts are two people's"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), CASES)
def test_quotations_by_markup(markup: str, expected: list[tuple[str, str]]) -> None:
    found = extract_quotes(article_of_page(page("", LEAD + markup + END)))
    assert [(quote.text, quote.speaker) for quote in found] == expected


def test_a_quote_in_navigation_is_none() -> None:
    body = LEAD + END + "<aside class='related'><blockquote><p>Read what she said next year.</p></blockquote></aside>"
    assert extract_quotes(article_of_page(page("", body))) == ()
