"""Reading a page takes time in proportion to its size, whatever is in it again and again."""

from collections.abc import Callable

import pytest

from quotes.ingest.html import article_of_page
from tests.counting import LINEAR, steps
from tests.ingest.pages import BODY, HEAD, page


def stated(number: int) -> str:
    return f'{{"@type": "NewsArticle", "headline": "Bridge {number} opens"}}'


MANY: dict[str, Callable[[int], tuple[str, str]]] = {
    "authors in meta elements": lambda n: ("".join(f'<meta name="author" content="Ada R{i}a">' for i in range(n)), ""),
    "tags in meta elements": lambda n: ("".join(f'<meta name="keywords" content="k{i}">' for i in range(n)), ""),
    "headlines, each also in JSON-LD": lambda n: (
        f'<script type="application/ld+json">[{", ".join(map(stated, range(n)))}]</script>',
        "".join(f"<h1>Bridge {i} opens</h1>" for i in range(n)),
    ),
    "bylines": lambda n: ("", "".join(f'<p class="byline">By Ada R{i}a</p>' for i in range(n))),
    "inline quotations": lambda n: ("", f"<p>{'<q>we open</q> and ' * n}</p>"),
    "block quotes": lambda n: ("", "<blockquote><p>We open in spring, all of it.</p></blockquote>" * n),
    "paragraphs": lambda n: ("", "".join(f"<p>Pier {i} opens in spring, the council said.</p>" for i in range(n))),
    "links": lambda n: ("", f"<p>{'<a href=/pier>the pier</a> and ' * n}</p>"),
    "tags never closed": lambda n: ("", "<p><b>We open. " * n),
    "blanks": lambda n: ("", " \n" * 20 * n),
}
"""Head and body of a page by what it has *n* times."""


@pytest.mark.parametrize("kind", MANY)
def test_steps_are_linear(kind: str) -> None:
    """Four times as many take at most four times the steps."""
    few, many = (page(HEAD + head, BODY + body) for head, body in map(MANY[kind], (100, 400)))
    article_of_page(many)  # what is loaded once
    assert steps(lambda: article_of_page(many)) <= 4 * LINEAR * steps(lambda: article_of_page(few))
