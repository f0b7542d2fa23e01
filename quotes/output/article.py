"""Describes one article: where it comes from, its versions and what each changed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quotes.output.lines import fact
from quotes.output.records import keyed
from quotes.output.rows import Row
from quotes.plurals import counted

BRIEF_COLUMNS = ("uid", "published_on", "outlet", "title", "version", "quotations", "decided")
"""Columns of a list of articles for the eye."""
_STORED = "%Y-%m-%d %H:%M UTC"


def article_record(
    article: Row, versions: Sequence[Row], quotations: Iterable[Row], *, text: str | None = None
) -> dict[str, Any]:
    """Returns the facts about an article, its versions and quotations, and perhaps its *text*, ready for JSON."""
    facts = {name: value for name, value in article.items() if name != "quotations"}
    return {
        **facts,
        "versions": list(versions),
        "quotes": [keyed(row) for row in quotations],
        **({} if text is None else {"text": text}),
    }


def article_lines(article: Row, versions: Sequence[Row], *, width: int = 88) -> Iterator[str]:
    """Yields the facts about an article on lines of *width*: a row of the list of articles with ``byline``,
    ``language`` and ``section``, and the *versions* of its story, oldest first.
    """
    superseded = "" if versions[-1]["uid"] == article["uid"] else ", superseded"
    facts = [
        ("title", article["title"]),
        ("byline", article["byline"]),
        ("outlet", article["outlet"]),
        ("published", article["published_on"]),
        ("url", article["url"]),
        ("language", article["language"]),
        ("section", article.get("section")),
        ("article", f"{article['uid']}, version {article['version']}{superseded}"),
        ("versions", ", ".join(each["uid"] for each in versions) if len(versions) > 1 else None),
        ("extractor", article["extractor"] or "none: recorded by hand"),
        ("stored", article["added_at"].strftime(_STORED)),
    ]
    for name, value in facts:
        if value not in (None, ""):
            yield fact(f"{name:>10}", value, width=width)


def version_lines(versions: Sequence[Row], differences: Sequence[Row], *, width: int = 88) -> Iterator[str]:
    """Yields each version of a story and what differs from the one before it, on lines of *width*."""
    for version in versions:
        stored = version["added_at"].strftime(_STORED)
        quotations = counted(version["quotations"], "quotation")
        yield f"version {version['version']}  {version['uid']}  {stored}  {quotations}"
        for each in differences:
            if each["version"] == version["version"]:
                yield fact(f"  {each['change']:<8}", " ".join(each["diff"].split()), width=width)
                yield fact(" " * 10, f"— {_speaker(each)}", width=width)


def _speaker(difference: Row) -> str:
    before, after = difference["speaker_before"], difference["speaker_after"]
    if before != after and difference["change"] in ("altered", "speaker"):
        return f"[-{before or 'nobody'}-] {{+{after or 'nobody'}+}}"
    return str(after or before or "nobody credited")
