"""Reads RSS and Atom: one article an entry, its full content before its summary."""

import html
import io
from collections.abc import Iterator
from typing import Any

from quotes.errors import UnreadableSource, UsageProblem
from quotes.extras import library
from quotes.ingest.fragments import text_of_markup
from quotes.ingest.items import Content, Item, json_line
from quotes.ingest.record_dates import date_of_record
from quotes.model import Article


def read_feed(content: Content) -> Iterator[Item]:
    """Yields the articles of a feed, in its order.

    :raises UnreadableSource: it is no feed, or has no entries.
    :raises MissingExtra: feedparser isn't installed.
    """
    feedparser = library("feedparser", extra="feeds", what="reading feeds")
    stream = io.BytesIO(content.whole())  # bytes as such may be taken for a path or an address
    try:
        parsed: Any = feedparser.parse(stream, sanitize_html=False)
    except Exception as error:  # a parser of strangers' feeds: whatever goes wrong is the feed's affair
        raise UnreadableSource(f"is a feed that cannot be read ({type(error).__name__})") from None
    if not parsed.entries:
        broken = parsed.get("bozo_exception") if parsed.get("bozo") else None
        raise UnreadableSource("is a feed that is broken" if broken else "is a feed without entries")
    outlet = _words(parsed.feed.get("title"))
    language = _words(parsed.feed.get("language"))
    for number, entry in enumerate(parsed.entries, 1):
        try:
            article, note = _of_entry(entry, outlet, language)
            data = article.text.encode("utf-8", "surrogatepass")
            record = {"text": article.text, "title": article.title, "outlet": article.outlet, "url": article.url}
            item = content.item(article, note, record=str(number), data=data, line=json_line(record))
        except UnreadableSource as error:
            item = content.failed(error, record=str(number))
        yield item


def _of_entry(entry: Any, outlet: str | None, language: str | None) -> tuple[Article, str]:
    full = max((each.get("value") or "" for each in entry.get("content") or ()), key=len, default="")
    text = text_of_markup(full) if full else ""
    note = ""
    if not text:
        text = text_of_markup(entry.get("summary") or "")
        note = "the feed has only its summary; the page at its address may have more"
    if not text:
        raise UnreadableSource("is an entry without text")
    try:
        date = date_of_record(entry.get("published") or entry.get("updated"), language)
    except UsageProblem:
        raise UnreadableSource(f"has a date that is none: {entry.get('published')!r:.60}") from None
    source = entry.get("source") or {}
    article = Article(
        text=text,
        id=_words(entry.get("id")) or _words(entry.get("link")),
        outlet=_words(source.get("title")) or outlet,
        published_on=date.day,
        published_at=date.instant,
        title=_words(entry.get("title")),
        byline=", ".join(filter(None, (_words(each.get("name")) for each in entry.get("authors") or ()))) or None,
        url=_words(entry.get("link")),
        language=_words((entry.get("content") or [{}])[0].get("language")) or language,
    )
    return article, note or date.note


def _words(value: object) -> str | None:
    """Returns *value* as words with single blanks and without markup, which titles of feeds may have; None if nothing
    is left.
    """
    if value is None:
        return None
    words = str(value)
    if "<" in words or "&" in words:
        words = text_of_markup(words) if "<" in words else html.unescape(words)
    return " ".join(words.split()) or None
