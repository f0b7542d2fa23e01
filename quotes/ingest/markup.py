"""What a page's markup says beside the article's text: its URLs, language, instants, headings and captions."""

from typing import Any, NamedTuple

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PUBLISHED = ("article:published_time", "datePublished", "date", "pubdate", "parsely-pub-date", "DC.date.issued")
"""Names of ``meta`` elements that hold the instant of publication."""


class Markup(NamedTuple):
    """Each as the page gives it; words with single blanks."""

    canonical: str | None
    og_url: str | None
    site_name: str | None
    handle: str | None
    """The site's account on a platform, without ``@``."""
    language: str | None
    """Two or three letters."""
    published: tuple[str, ...]
    headings: frozenset[str]
    captions: frozenset[str]


def read_markup(page: str) -> Markup:
    """What the markup of *page* says; nothing where it cannot be parsed."""
    from trafilatura import load_html

    tree: Any = load_html(page)
    if tree is None:
        return Markup(None, None, None, None, None, (), frozenset(), frozenset())
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and element.get("content"):
            meta.setdefault(name.strip(), element.get("content").strip())
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    canonical = next((link.get("href").strip() for link in links if (link.get("href") or "").strip()), None)
    return Markup(
        canonical,
        meta.get("og:url") or None,
        " ".join(meta.get("og:site_name", "").removeprefix("@").split()) or None,
        meta.get("twitter:site", "").removeprefix("@") or None,
        _language(tree.get("lang") or tree.get("xml:lang") or meta.get("og:locale")),
        tuple(meta[name] for name in _PUBLISHED if name in meta),
        _texts(tree, *_HEADINGS),
        _texts(tree, "figcaption"),
    )


def _language(value: str | None) -> str | None:
    first = (value or "").strip().lower().replace("_", "-").partition("-")[0]
    return first if first.isascii() and first.isalpha() and 2 <= len(first) <= 3 else None


def _texts(tree: Any, *names: str) -> frozenset[str]:
    return frozenset(words for element in tree.iter(*names) if (words := " ".join(element.text_content().split())))
