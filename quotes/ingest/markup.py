"""Reads what a page's markup says beside the article's text: URLs, language, headings, captions, bylines, JSON-LD."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from quotes.ingest.headlines import MOST
from quotes.ingest.linked_data import LinkedData, read_linked_data

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PUBLISHED = ("article:published_time", "datePublished", "date", "pubdate", "parsely-pub-date", "DC.date.issued")
"""Names of ``meta`` elements that hold the instant of publication."""
_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "citation_title")
_AUTHORS: tuple[str, ...] = (
    "author",
    "article:author",
    "og:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
)
_AUTHORS += ("dcterms.creator", "citation_author", "cxenseparse:author", "analytics:author")
_ASIDE = frozenset(("nav", "footer", "aside", "figure", "figcaption", "form", "menu"))
_ASIDE_WORDS: tuple[str, ...] = (
    "comment",
    "related",
    "recommend",
    "promo",
    "sidebar",
    "newsletter",
    "menu",
    "bio",
    "about",
    "popular",
)
_ASIDE_WORDS += ("trending", "teaser", "more-stories", "more-news", "more_", "recirc", "also-read", "read-next")
_SECTIONS = ("article:section", "og:article:section", "parsely-section", "sailthru.section", "section")
_BYLINE_WORDS = ("byline", "author", "contributor", "writer")
_BY = re.compile(r"\s*by\s", re.IGNORECASE)
_STAMP = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE = re.compile(r"[a-z]{3,}[.!?]\Z|\b(?:the|was|were|had|has|is|are)\b")
"""How a line shows that it is part of the text, not one that only says when."""
LONGEST_STAMP = 90
"""Letters of a line that says when an article was published; longer ones are its text."""
NEAR = 150
"""Elements behind the first h1 among which such a line stands."""
LONGEST_BYLINE = 200
"""Letters of a byline's element; longer ones hold more than names."""


class Markup(NamedTuple):
    """What a page's markup says, each as the page gives it; words with single blanks."""

    canonical: str | None = None
    og_url: str | None = None
    site_name: str | None = None
    handle: str | None = None
    """The site's account on a platform, without ``@``."""
    language: str | None = None
    """Two or three letters."""
    section: str | None = None
    published: tuple[str, ...] = ()
    headings: frozenset[str] = frozenset()
    captions: frozenset[str] = frozenset()
    shown: tuple[str, ...] = ()
    """Texts of the h1 elements, in order."""
    titles: tuple[str, ...] = ()
    """Titles for sharing and search, as ``og:title``."""
    title: str | None = None
    """The text of the title element."""
    authors: tuple[str, ...] = ()
    """Contents of the ``meta`` elements for authors."""
    bylines: tuple[str, ...] = ()
    """Texts of elements that look like bylines, those behind the first h1 before the others; parts divided by ``|``."""
    times: tuple[str, ...] = ()
    """Instants of the elements that state when the article was published, the surest first."""
    stamps: tuple[str, ...] = ()
    """Short lines behind the first h1 that have a year: when the article was published, perhaps when updated."""
    linked: LinkedData = LinkedData()


def read_markup(tree: Any) -> Markup:
    """Returns what the markup of a page says; *tree* is its lxml tree, or None if it could not be parsed."""
    if tree is None:
        return Markup()
    stated = _metas(tree)
    meta = {name: values[0] for name, values in stated.items()}
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    canonical = next((link.get("href").strip() for link in links if (link.get("href") or "").strip()), None)
    blocks = [each.text or "" for each in tree.iter("script") if "ld+json" in (each.get("type") or "").lower()]
    return Markup(
        canonical=canonical,
        og_url=meta.get("og:url"),
        site_name=" ".join(meta.get("og:site_name", "").removeprefix("@").split()) or None,
        handle=meta.get("twitter:site", "").removeprefix("@") or None,
        language=_language(tree.get("lang") or tree.get("xml:lang") or meta.get("og:locale")),
        section=next((meta[name] for name in _SECTIONS if name in meta), None),
        published=tuple(meta[name] for name in map(str.lower, _PUBLISHED) if name in meta),
        headings=frozenset(_texts(tree, *_HEADINGS)),
        captions=frozenset(_texts(tree, "figcaption")),
        shown=tuple(_texts(tree, "h1")),
        titles=tuple(dict.fromkeys(words for name in _TITLES if (words := " ".join(meta.get(name, "").split())))),
        title=next(_texts(tree, "title"), None),
        authors=tuple(dict.fromkeys(each for name in _AUTHORS for each in stated.get(name, ()))),
        bylines=tuple(_bylines(tree)),
        times=tuple(_times(tree)),
        stamps=tuple(_stamps(tree)),
        linked=read_linked_data(
            blocks, (*islice(_texts(tree, "title", "h1"), MOST), *(meta[name] for name in _TITLES if name in meta))
        ),
    )


def _metas(tree: Any) -> dict[str, list[str]]:
    """Returns the contents of the page's ``meta`` elements by name in small letters, in order."""
    stated: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            stated.setdefault(name.strip().lower(), []).append(content)
    return stated


def _language(value: str | None) -> str | None:
    first = (value or "").strip().lower().replace("_", "-").partition("-")[0]
    return first if first.isascii() and first.isalpha() and 2 <= len(first) <= 3 else None


def _texts(tree: Any, *names: str) -> Iterator[str]:
    return (words for element in tree.iter(*names) if (words := " ".join(element.text_content().split())))


def _bylines(tree: Any) -> list[str]:
    behind: list[str] = []
    before: list[str] = []
    found = before
    for element in tree.iter():
        if not isinstance(element.tag, str):  # a comment
            continue
        if element.tag == "h1":
            found = behind
        if _is_byline(element) and not is_aside(element):
            text = _short_text(element)
            if text:
                found.append(text)
    return behind + before


def _short_text(element: Any) -> str | None:
    """Returns the words of an element, those of each of its texts behind ``|``; None for more than a byline has."""
    parts: list[str] = []
    letters = 0
    for each in element.itertext():
        words = " ".join(each.split())
        letters += len(words)
        if letters > LONGEST_BYLINE:
            return None
        if words:
            parts.append(words)
    return " | ".join(parts)


def _times(tree: Any) -> list[str]:
    """Returns the instants of ``time`` elements behind the first h1, those marked as the publication's own first."""
    marked: list[str] = []
    behind: list[str] = []
    seen = False
    for element in tree.iter():
        seen = seen or element.tag == "h1"
        own = "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None
        if (own or element.tag == "time") and not is_aside(element):
            value = element.get("datetime") or element.get("content") or ((element.text or "") if own else "")
            if value.strip():
                (marked if own else behind if seen else []).append(value.strip())
    return marked + behind[:1]


def _stamps(tree: Any) -> list[str]:
    """Returns the short lines with a year in the first elements behind the first h1, in order."""
    found: list[str] = []
    behind = 0
    for element in tree.iter():
        if element.tag == "h1" or behind:
            behind += 1
        if behind > NEAR:
            break
        own = " ".join((element.text or "").split()) if isinstance(element.tag, str) else ""
        if (
            behind > 1
            and len(own) <= LONGEST_STAMP
            and _STAMP.search(own)
            and not _SENTENCE.search(own)
            and not is_aside(element)
        ):
            found.append(own)
    return found


def _is_byline(element: Any) -> bool:
    if element.tag in ("script", "style", "meta", "link", "body", "html"):
        return False
    if _BY.match(element.text or ""):
        return True
    if "author" in (element.get("rel") or "").lower().split() or "author" in (element.get("itemprop") or "").lower():
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}".lower()
    return any(word in names for word in _BYLINE_WORDS)


def is_aside(element: Any) -> bool:
    """Tests whether an element stands in a part of the page that is not the article's own: navigation, comments, …"""
    for each in (element, *element.iterancestors()):
        names = f"{each.get('class') or ''} {each.get('id') or ''}".lower()
        if each.tag in _ASIDE or (each.tag not in ("body", "html") and any(word in names for word in _ASIDE_WORDS)):
            return True
    return False
