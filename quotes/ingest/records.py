"""JSON Lines: one article a line."""

import json
from collections.abc import Mapping
from typing import Any

from quotes.errors import UnreadableSource, UsageProblem
from quotes.ingest.dates import parse_date
from quotes.model import Article

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text",),
    "id": ("id",),
    "outlet": ("outlet",),
    "date": ("date", "published", "published_on"),
    "title": ("title",),
    "byline": ("author", "authors", "byline"),
    "url": ("url",),
    "language": ("language",),
}
"""Our fields, and the keys under which records have them."""


def article_of_line(line: str, number: int, mapping: Mapping[str, str] | None = None) -> Article:
    """The article of one line; *mapping* gives other keys (``{"text": "body"}``).  The text is taken as it is.

    :raises UnreadableSource: the line is no JSON object, has no text, or a date that is none.
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise UnreadableSource(f"is not JSON ({what})") from None
    if not isinstance(record, dict):
        raise UnreadableSource("is not a JSON object")
    return article_of_record(record, str(number), mapping)


def article_of_record(record: Mapping[str, Any], number: str, mapping: Mapping[str, str] | None = None) -> Article:
    """The article of one record, *number* its id where it has none.

    :raises UnreadableSource: it has no text, or a date that is none.
    """
    mapping = mapping or {}

    def field(name: str) -> Any:
        keys = (mapping[name],) if name in mapping else NAMES[name]
        return next((record[key] for key in keys if record.get(key) not in (None, "")), None)

    text = field("text")
    if not isinstance(text, str) or not text.strip():
        wanted = mapping.get("text", "text")
        raise UnreadableSource(f"has no {wanted!r}" if text is None else f"has an empty or odd {wanted!r}")
    date = field("date")
    try:
        published = parse_date(str(date)) if date is not None else None
    except UsageProblem as error:
        raise UnreadableSource(f"has a date that is none: {error}") from None
    byline = field("byline")
    if isinstance(byline, list):
        byline = ", ".join(str(each) for each in byline)
    return Article(
        text=text,
        id=str(field("id")) if field("id") is not None else number,
        outlet=_words(field("outlet")),
        published_on=published,
        title=_words(field("title")),
        byline=_words(byline),
        url=_words(field("url")),
        language=_words(field("language")),
    )


def _words(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value is not None else None
