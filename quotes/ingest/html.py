"""Makes an article of HTML by trafilatura, which is imported only here and only when a page is read."""

import datetime as dt
import logging
import re
from collections.abc import Collection
from typing import Any
from urllib.parse import urljoin, urlsplit

from quotes.english.written_dates import first_written_day
from quotes.errors import UnreadableSource, UsageProblem
from quotes.ingest.bylines import authors_in, bodies_in
from quotes.ingest.dates import parse_date, parse_instant
from quotes.ingest.headlines import headline
from quotes.ingest.markup import Markup, read_markup
from quotes.ingest.page_blocks import prepare
from quotes.ingest.page_text import article_text, notice
from quotes.ingest.sections import section_in
from quotes.model import Article, Span

_LOOKS = re.compile(
    r"\s*(?:<!--[^-]*(?:-(?!->)[^-]*)*-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|meta|h1)\b",
    re.IGNORECASE,
)
NO_SEARCH = {"extensive_search": False}
"""Keeps trafilatura from going through the whole page for a day, which is not taken from it: it takes those of related
boxes and footers (:func:`_published_on` asks what the page states of its own article)."""
_FIRST = re.compile(r"(?:first\s+)?(?:published|posted)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=/|-|\Z)")
_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")


def looks_like_html(text: str) -> bool:
    """Tests whether *text* begins as a page does."""
    return bool(_LOOKS.match(text[:2000]))


def article_of_page(page: str, url: str | None = None) -> Article:
    """Returns the article of a page: its text without comments, navigation and the headline, and its metadata.

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
        tree: Any = trafilatura.load_html(page)
        markup = read_markup(tree)
        prepare(tree)
        found: Any = trafilatura.bare_extraction(
            tree,
            url=url,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=NO_SEARCH,
            config=config,
        )
    except Exception as error:  # a parser of strangers' pages: whatever goes wrong is the page's affair
        raise UnreadableSource(f"is a page that cannot be read ({type(error).__name__})") from error
    extracted = (found.text or "").strip() if found is not None else ""
    refused = notice((*markup.shown, *([markup.title] if markup.title else [])), extracted)
    if refused is not None:
        raise UnreadableSource(refused)
    if not extracted and not markup.linked.body:
        raise UnreadableSource("is a page without an article that could be found")
    own = own_url(url, markup.canonical, markup.og_url)
    linked = markup.linked
    sitename, named = (_clean(found.sitename), _clean(found.title)) if found is not None else (None, None)
    outlet = markup.site_name or linked.publisher or _unless(sitename, markup.handle) or _host(own)
    title = headline(markup.shown, linked.headlines, markup.titles, markup.title, outlet) or named
    text = article_text(extracted, linked.body, title, markup.captions)
    published_on = _published_on(markup, own)
    return Article(
        text=text,
        outlet=outlet,
        published_on=published_on,
        published_at=_instant((*linked.published, *markup.published, *markup.times), published_on),
        title=title,
        byline="; ".join(_authors(markup, outlet, _clean(found and found.author))) or None,
        url=own,
        language=markup.language,
        section=section_in(markup.section) or section_in(linked.section),
        headlines=lines_among(text, {*markup.headings, *([title] if title else [])}),
        captions=lines_among(text, markup.captions),
    )


def _authors(markup: Markup, outlet: str | None, otherwise: str | None) -> tuple[str, ...]:
    """Returns the article's authors from the surest statement that names people: JSON-LD, meta elements, bylines.

    A byline beside the headline that names others is believed before both: there the editor who put the article into
    the system is often stated as its author.  Where nobody is named, the bodies that JSON-LD states as authors are it.
    """
    stated = authors_in((each.name for each in markup.linked.authors if not each.is_body), outlet=outlet)
    named = authors_in(markup.authors, outlet=outlet)
    shown = next((found for each in markup.bylines if (found := authors_in([each], outlet=outlet))), ())
    first = stated or named
    if shown and not set(map(str.casefold, first)) & set(map(str.casefold, shown)):
        first = shown
    return (
        first or authors_in([otherwise or ""], outlet=outlet) or bodies_in(each.name for each in markup.linked.authors)
    )


def _published_on(markup: Markup, url: str | None) -> dt.date | None:
    """Returns the day of publication, local as the page writes it, or None if the page doesn't state it.

    Asked in this order: JSON-LD, meta elements, time elements beside the article, lines below the headline (*First
    published: 9 October 2025*), bylines, the page's *url*.  Footers and boxes of other articles are never asked.
    """
    for value in (*markup.linked.published, *markup.published, *markup.times):
        try:
            return parse_date(value)
        except UsageProblem:
            continue
    for line in (*sorted(markup.stamps, key=_says_first), *markup.bylines):
        part = _FIRST.search(line)
        written = first_written_day(line[part.end() :] if part else line)
        if written is not None and written.day is not None:
            try:
                return dt.date(written.year, written.month, written.day)
            except ValueError:
                continue
    return _day_in(url)


def _says_first(line: str) -> int:
    """Returns 0 for a line that says when the article was published, 2 for one of an update alone, 1 for others."""
    return 0 if _FIRST.search(line) else 2 if _UPDATED.search(line) else 1


def _day_in(url: str | None) -> dt.date | None:
    """Returns the day that stands in the path of a URL, as ``/2025/10/09/``, or None."""
    found = _IN_URL.search(urlsplit(url).path) if url else None
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def own_url(known: str | None, canonical: str | None, og_url: str | None) -> str | None:
    """Returns the URL of a page: the one that it calls canonical, unless that is another host's or only the host's
    front page.

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
    """Returns the lines of *text* that are among *wanted*, blanks aside, as ranges in order."""
    if not wanted:
        return ()
    return tuple(
        Span(match.start(), match.end()) for match in _LINE.finditer(text) if " ".join(match[0].split()) in wanted
    )


def _clean(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _instant(published: tuple[str, ...], day: dt.date | None) -> dt.datetime | None:
    """Returns the first instant stated by the page that is on *day*."""
    return next((each for each in map(parse_instant, published) if each and each.date() == day), None)


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _unless(name: str | None, handle: str | None) -> str | None:
    """Returns *name*, or None if it is only the account of a site ("SputnikInt"), whose host says more."""
    return None if name and handle and name.casefold() == handle.casefold() else name
