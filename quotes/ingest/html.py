"""HTML → Article, through trafilatura, which is imported only here and only when a page is read."""

import datetime as dt
import re
from typing import Any
from urllib.parse import urlsplit

from quotes.errors import UnreadableSource
from quotes.model import Article, Span

_LOOKS = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|meta|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK_QUOTE = re.compile(r"^(?:> ?)+", re.MULTILINE)


def looks_like_html(text: str) -> bool:
    """Whether *text* begins as a page does."""
    return bool(_LOOKS.match(text[:2000]))


def article_of_page(page: str, url: str | None = None) -> Article:
    """The article of a page: its text without comments, navigation and the headline, and its metadata.

    *url* is where the page came from, if that is known.

    :raises UnreadableSource: no article text was found.
    """
    import logging

    import trafilatura
    from trafilatura.settings import use_config

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    config = use_config()
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    try:
        found: Any = trafilatura.bare_extraction(
            page, url=url, include_comments=False, include_tables=False, with_metadata=True, config=config
        )
    except Exception as error:  # a parser of strangers' pages: whatever goes wrong is the page's affair
        raise UnreadableSource(f"is a page that cannot be read ({type(error).__name__})") from error
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise UnreadableSource("is a page without an article that could be found")
    title = _clean(found.title)
    text = _without_title(text, title)
    return Article(
        text=text,
        outlet=_clean(found.sitename) or _host(found.url or url),
        published_on=_day(found.date),
        title=title,
        byline=_clean(found.author),
        url=url or _own_url(found.url, page),
        language=_clean(found.language),
        headlines=_headlines(text, title),
    )


def _clean(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _own_url(url: str | None, page: str) -> str | None:
    """The page's canonical URL, unless its own og:url names another host: then neither is to be trusted."""
    if not url:
        return None
    own = re.search(r"""<meta[^>]+property=["']og:url["'][^>]+content=["']([^"']+)""", page[:200_000], re.IGNORECASE)
    if own and urlsplit(own[1]).hostname and _host(own[1]) != _host(url):
        return None
    return url


def _without_title(text: str, title: str | None) -> str:
    """*text* without a first line that repeats the title."""
    first, newline, rest = text.partition("\n")
    if title and newline and first.strip().casefold() == title.casefold():
        return rest.lstrip()
    return text


def _headlines(text: str, title: str | None) -> tuple[Span, ...]:
    if not title:
        return ()
    start = text.find(title, 0, 1000)
    return (Span(start, start + len(title)),) if start == 0 or (text[start - 1 : start] == "\n" and start > 0) else ()
