"""Checks what Python code hands over as an article, before any stage reads it."""

import datetime as dt
from dataclasses import replace
from typing import Any

from quotes.errors import UsageProblem
from quotes.ingest.dates import parse_date
from quotes.model import Article, Span


def given_article(given: Article | str, date: dt.date | str | None = None) -> Article:
    """Returns *given*, an article or the bare text of one, as an article published on *date*, else on its own day.

    A day may be written as text, and of an instant the day counts.

    :raises UsageProblem: it is neither, a field is of another type than it should be, or a text is no day.
    """
    article = Article(text=given) if isinstance(given, str) else given
    is_a("text or Article", article, Article)
    is_a("text of an article", article.text, str)
    for name in ("id", "outlet", "title", "byline", "url", "language", "section"):
        is_a(name, getattr(article, name), str | None)
    is_a("instant", article.published_at, dt.datetime | None)
    for name in ("headlines", "captions"):
        spans = getattr(article, name)
        is_a(f"tuple of {name}", spans, tuple)
        for span in spans:
            is_a("Span", span, Span)
    day = _day(article.published_on if date is None else date)
    return article if day is article.published_on else replace(article, published_on=day)


def _day(given: dt.date | str | None) -> dt.date | None:
    is_a("day", given, dt.date | str | None)
    if isinstance(given, str):
        return parse_date(given)
    return given.date() if isinstance(given, dt.datetime) else given


def is_a(what: str, value: object, kind: Any) -> None:
    """Checks the type of *value*, which messages call *what*.

    :raises UsageProblem: *value* is of another type than *kind*.
    """
    if not isinstance(value, kind):
        raise UsageProblem(f"{value!r} is no {what}")
