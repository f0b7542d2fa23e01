"""HTML → Article, through trafilatura, which is imported only here and only when a page is read."""

import datetime as dt
import logging
import re
from collections.abc import Collection
from typing import Any
from urllib.parse import urljoin, urlsplit

from quotes.errors import UnreadableSource
from quotes.ingest.dates import parse_instant
from quotes.ingest.markup import read_markup
from quotes.model import Article, Span

_LOOKS = re.compile(
    r"\s*(?:<!--[^-]*(?:-(?!->)[^-]*)*-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|meta|h1)\b",
    re.IGNORECASE,
)
STATED_DATES = {"extensive_search": False, "original_date": True}
"""Only dates that a page states as its own: the extensive search takes one from the text or "Copyright 2021".  On the
40 pages of the development set both find the same."""
_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")


def looks_like_html(text: str) -> bool:
    """Whether *text* begins as a page does."""
    return bool(_LOOKS.match(text[:2000]))


def article_of_page(page: str, url: str | None = None) -> Article:
    """The article of a page: its text without comments, navigation and the headline, and its metadata.

    *url* is where the page came from, if that is known.  Headings and captions that are part of the text are given
    as ranges of it.

    :raises UnreadableSource: no article text was found.
    """
    import trafilatura
    from trafilatura.settings import use_config

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    config = use_config()
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    try:
        found: Any = trafilatura.bare_extraction(
            page,
            url=url,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=STATED_DATES,
            config=config,
        )
        markup = read_markup(page)
    except Exception as error:  # a parser of strangers' pages: whatever goes wrong is the page's affair
        raise UnreadableSource(f"is a page that cannot be read ({type(error).__name__})") from error
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise UnreadableSource("is a page without an article that could be found")
    title = _clean(found.title)
    text = _without_title(text, title)
    own = own_url(url, markup.canonical, markup.og_url)
    published_on = _day(found.date)
    return Article(
        text=text,
        outlet=markup.site_name or _unless(_clean(found.sitename), markup.handle) or _host(own),
        published_on=published_on,
        published_at=_instant(markup.published, published_on),
        title=title,
        byline=_clean(found.author),
        url=own,
        language=markup.language,
        headlines=lines_among(text, {*markup.headings, *([title] if title else [])}),
        captions=lines_among(text, markup.captions),
    )


def own_url(known: str | None, canonical: str | None, og_url: str | None) -> str | None:
    """The URL of a page: what it calls canonical, unless that is another host's or only the host's front page.

    *known* is where the page came from; where that isn't known, its ``og:url`` stands for it.
    """
    base = known or og_url
    try:
        if canonical is not None:
            canonical = urljoin(base or "", canonical.strip())
            usable = urlsplit(canonical).scheme in ("http", "https") and bool(_host(canonical))
            front = not urlsplit(canonical).path.strip("/") and not urlsplit(canonical).query
            deeper = base is not None and bool(urlsplit(base).path.strip("/"))
            if usable and not (front and deeper) and (base is None or _host(canonical) == _host(base)):
                return canonical
        return base if base and urlsplit(base).scheme in ("http", "https") else None
    except ValueError:  # a host in broken brackets
        return known


def lines_among(text: str, wanted: Collection[str]) -> tuple[Span, ...]:
    """The lines of *text* that are among *wanted*, blanks aside, as ranges in order."""
    if not wanted:
        return ()
    return tuple(
        Span(match.start(), match.end()) for match in _LINE.finditer(text) if " ".join(match[0].split()) in wanted
    )


def _clean(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _instant(published: tuple[str, ...], day: dt.date | None) -> dt.datetime | None:
    """The first instant among those that the page states which is on *day*."""
    return next((each for each in map(parse_instant, published) if each and each.date() == day), None)


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _unless(name: str | None, handle: str | None) -> str | None:
    """*name*, unless it is only the account of a site ("SputnikInt"): its host says more."""
    return None if name and handle and name.casefold() == handle.casefold() else name


def _without_title(text: str, title: str | None) -> str:
    """*text* without a first line that repeats the title."""
    first, newline, rest = text.partition("\n")
    if title and newline and " ".join(first.split()).casefold() == title.casefold():
        return rest.lstrip()
    return text
