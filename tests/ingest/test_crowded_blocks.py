"""Blocks with thousands of inline elements are read as if these were not there."""

import pytest

from quotes.ingest.crowded_blocks import MOST, thin_out
from quotes.ingest.html import article_of_page
from tests.ingest.pages import BODY, HEAD, page

MANY = 2 * MOST
CROWDED = {
    "formatted words": ("<b>we</b> open and ", "we open and "),
    "words in spans": ('<span class="w">we</span> open and ', "we open and "),
    "elements in elements": ("<span><i>we</i> open</span> and ", "we open and "),
    "few links": ("<a href=/pier>we</a> open the pier in spring and ", "we open the pier in spring and "),
    "pictures": ('we <img src="pier.png">open and ', "we open and "),
    "buttons": ("we <button>Share</button>open and ", "we open and "),
    "struck words": ("we <del>close</del>open and ", "we open and "),
    "marks": ("<q>we open</q> and <b>they</b> close ", "“we open” and they close "),
}
"""A piece of a paragraph, and what a reader sees of it."""


def text_with(block: str) -> str:
    return article_of_page(page(HEAD, BODY + block)).text


@pytest.mark.parametrize("kind", CROWDED)
@pytest.mark.parametrize("block", ["<p>{}</p>", "<div>{}</div>", "{}", "<ul><li>{}</ul>"], ids=lambda each: each)
def test_words_stay(kind: str, block: str) -> None:
    marked, seen = CROWDED[kind]
    assert " ".join((seen * MANY).split()) in " ".join(text_with(block.format(marked * MANY)).split())


@pytest.mark.parametrize("block", ["<p>{}</p>", "<div>{}</div>", "<nav>{}</nav>"], ids=lambda each: each)
def test_a_list_of_links_is_no_text(block: str) -> None:
    assert text_with(block.format("<a href=/pier>The pier opens</a> " * MANY)) == text_with("")


def test_every_block_counts_for_itself() -> None:
    from lxml import html

    block = f"<p>{'<b>we</b> open ' * MOST}</p>"
    tree = html.fromstring(f"<div>{block}{block}<p>{'<b>we</b> open ' * (MOST + 1)}</p></div>")
    thin_out(tree)
    assert [len(each) for each in tree] == [MOST, MOST, 0]


def test_the_head_keeps_its_elements() -> None:
    assert article_of_page(page(HEAD + "<script>var pier = 1</script>" * MANY, BODY)).title == "Bridge to open"
