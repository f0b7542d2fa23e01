"""JSON-LD as pages nest it: which object is the article, and what it states."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.ingest.linked_data import Author, read_linked_data

ARTICLE = {"@type": "NewsArticle", "headline": "Bridge to open", "datePublished": "2025-03-14T08:00:00+01:00"}
ANN = {"@type": "Person", "name": "Ann Lee"}


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        pytest.param(ANN, [("Ann Lee", False)], id="an object"),
        pytest.param([ANN, {"@type": "Person", "name": "Bob Ray"}], [("Ann Lee", False), ("Bob Ray", False)], id="list"),
        pytest.param("Ann Lee", [("Ann Lee", False)], id="a name"),
        pytest.param(["Ann Lee"], [("Ann Lee", False)], id="names"),
        pytest.param({"@type": "Person", "name": ["Ann Lee", "Bob Ray"]}, [("Ann Lee", False), ("Bob Ray", False)], id="two names of one"),
        pytest.param({"@type": "NewsMediaOrganization", "name": "Courier"}, [("Courier", True)], id="a body"),
        pytest.param({"@type": ["Person", "Organization"], "name": "Ann Lee"}, [("Ann Lee", False)], id="both types"),
        pytest.param({"@type": "http://schema.org/Person", "name": "Ann Lee"}, [("Ann Lee", False)], id="a type in full"),
        pytest.param({"@type": "Person", "byline": "Ann Lee"}, [("Ann Lee", False)], id="byline for name"),
        pytest.param({"@type": "Person"}, [], id="no name"),
        pytest.param(7, [], id="no author at all"),
    ],
)  # fmt: skip
def test_authors(author: object, authors: list[tuple[str, bool]]) -> None:
    found = read_linked_data([json.dumps({**ARTICLE, "author": author})])
    assert found.authors == tuple(Author(*each) for each in authors)


def test_references_are_followed() -> None:
    graph = {"@graph": [{**ARTICLE, "author": {"@id": "#ann"}, "publisher": {"@id": "#c"}}, {"@id": "#ann", **ANN}]}
    found = read_linked_data([json.dumps(graph), json.dumps({"@id": "#c", "name": "Tarnmouth Courier"})])
    assert found.authors == (Author("Ann Lee", False),)
    assert found.publisher == "Tarnmouth Courier"


def test_the_article_is_the_one_with_author_or_day() -> None:
    listed = {"@type": "NewsArticle", "headline": "Another story"}
    assert read_linked_data([json.dumps([listed, ARTICLE])]).headlines == ("Bridge to open",)


@pytest.mark.parametrize(
    ("block", "headline"),
    [
        pytest.param(
            '{"@type": "NewsArticle", "headline": "Bridge\nto open"}', "Bridge to open", id="a raw line break"
        ),
        pytest.param('<!-- {"@type": "Article", "headline": "Bridge"} -->', "Bridge", id="in a comment"),
        pytest.param('{"@type": "Article", "headline": "&amp;#8216;Bridge&#8217;"};', "‘Bridge’", id="escaped twice"),
        pytest.param('{"@type": "WebPage", "headline": "Bridge"}', None, id="no article"),
        pytest.param('{"@type": "Article", "headline": "Bridge",}', None, id="broken"),
        pytest.param("[" * 5000, None, id="too deep"),
        pytest.param("", None, id="empty"),
    ],
)
def test_headlines(block: str, headline: str | None) -> None:
    assert read_linked_data([block]).headlines == ((headline,) if headline else ())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.sampled_from(["Article", "#a", "Person"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@type", "@id", "@graph", "author", "headline", "name", "publisher"]), inner)
    ),
)


@given(JSON)
def test_nothing_that_is_json_fails(value: Any) -> None:
    read_linked_data([json.dumps(value)])
