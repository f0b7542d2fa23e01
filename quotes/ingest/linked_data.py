"""Reads what a page states of its article in JSON-LD (schema.org): headline, authors, date, publisher, text.

Publishers nest it in many ways: a list of things, a ``@graph``, authors as names, objects, lists, or references by
``@id`` to another object of the page.  Broken blocks are passed over; some are only broken by raw line breaks.
"""

import html
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from rapidfuzz.fuzz import token_set_ratio

_ARTICLES: tuple[str, ...] = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
)
_ARTICLES += ("ReviewNewsArticle", "BackgroundNewsArticle", "LiveBlogPosting", "BlogPosting", "Report", "ClaimReview")
"""Types of schema.org that are an article, those that say most first."""
_BODIES = frozenset(("Organization", "NewsMediaOrganization", "Corporation", "NGO"))
DEEPEST = 12
"""Levels of nesting that are read: pages have at most seven, and a hostile one any number."""


class Author(NamedTuple):
    """One stated author: the name as the page has it, and whether it is stated to be a body's, not a person's."""

    name: str
    is_body: bool


class LinkedData(NamedTuple):
    """What the JSON-LD of a page says of its article; None or empty if it doesn't say."""

    headlines: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    published: tuple[str, ...] = ()
    publisher: str | None = None
    body: str | None = None
    section: str | None = None


def read_linked_data(blocks: Iterable[str], titles: Iterable[str] = ()) -> LinkedData:
    """Returns what the JSON-LD *blocks* of a page say of its article; *titles* are what the page itself is called.

    If several objects are articles (related ones are listed on many pages), the one with a headline most like the
    titles is read, of those the first that says author or day, and what it leaves open is taken from others with the
    same headline.
    """
    things = [thing for block in blocks for thing in _things(_parsed(block), DEEPEST)]
    known: dict[str, dict[str, Any]] = {}
    for thing in things:
        if isinstance(thing.get("@id"), str) and len(thing) > 1:
            known.setdefault(thing["@id"], thing)
    articles = [thing for thing in things if _rank(thing) < len(_ARTICLES) and _headline(thing)]
    if not articles:
        return LinkedData()
    called = [words.casefold() for words in titles]
    main = min(articles, key=lambda each: (-_likeness(_headline(each) or "", called), _is_plain(each)))
    same = [main, *(each for each in articles if each is not main and _headline(each) == _headline(main))]
    return LinkedData(
        headlines=tuple(
            dict.fromkeys(words for each in same for words in (_headline(each), _alternative(each)) if words)
        ),
        authors=next((found for each in same if (found := tuple(_authors(each, known)))), ()),
        published=tuple(day for each in same if (day := _words(each.get("datePublished")))),
        publisher=next((name for each in same if (name := _name(each.get("publisher"), known))), None),
        body=max((_text(each) for each in same), key=len) or None,
        section=next((words for each in same if (words := _words(each.get("articleSection")))), None),
    )


def _likeness(headline: str, titles: list[str]) -> int:
    """Returns in which third of likeness a headline and the likest of the titles are: 0, 1 or 2."""
    return max((int(token_set_ratio(headline.casefold(), title) // 34) for title in titles), default=0)


def _parsed(block: str) -> Any:
    """Returns the JSON of a block, or None; comments around it and raw line breaks in its strings are allowed."""
    text = block.strip().removeprefix("<!--").removeprefix("//<![CDATA[").removeprefix("<![CDATA[")
    text = text.removesuffix("-->").removesuffix("//]]>").removesuffix("]]>").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yields the objects in *value*, the outer before the inner, as deep as *depth*."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list) and depth:
        for each in value:
            yield from _things(each, depth - 1)


def _types(thing: dict[str, Any]) -> list[str]:
    types = thing.get("@type")
    types = types if isinstance(types, list) else [types]
    return [each.rpartition("/")[2] for each in types if isinstance(each, str)]


def _rank(thing: dict[str, Any]) -> int:
    return min((_ARTICLES.index(each) for each in _types(thing) if each in _ARTICLES), default=len(_ARTICLES))


def _is_plain(thing: dict[str, Any]) -> bool:
    """Tests whether an article states neither author nor day, as one that is only listed on the page."""
    return not (thing.get("author") or thing.get("creator") or thing.get("datePublished"))


def _headline(thing: dict[str, Any]) -> str | None:
    return _words(thing.get("headline")) or (_words(thing.get("name")) if "ClaimReview" in _types(thing) else None)


def _alternative(thing: dict[str, Any]) -> str | None:
    return _words(thing.get("alternativeHeadline"))


def _text(thing: dict[str, Any]) -> str:
    body = thing.get("articleBody")
    return html.unescape(body).strip() if isinstance(body, str) else ""


def _words(value: Any) -> str | None:
    """Returns *value* with its character references resolved (twice if they were escaped twice), or None."""
    if isinstance(value, list):
        value = next(iter(value), None)
    return " ".join(html.unescape(html.unescape(value)).split()) or None if isinstance(value, str) else None


def _name(value: Any, known: dict[str, dict[str, Any]]) -> str | None:
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        value = {**known.get(str(value.get("@id")), {}), **value}
        value = value.get("name") or value.get("byline")
    return _words(value)


def _authors(thing: dict[str, Any], known: dict[str, dict[str, Any]]) -> Iterator[Author]:
    given = thing.get("author") or thing.get("creator") or ()
    for value in given if isinstance(given, list) else [given]:
        if isinstance(value, dict):
            value = {**known.get(str(value.get("@id")), {}), **value}
        types = set(_types(value)) if isinstance(value, dict) else set()
        names: list[Any] = value["name"] if isinstance(value, dict) and isinstance(value.get("name"), list) else [value]
        for each in names:
            if name := _name(each, known):
                yield Author(name, not types & {"Person", "person"} and bool(types & _BODIES))
