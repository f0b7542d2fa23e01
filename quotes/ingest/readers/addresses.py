"""Reads lists of URLs, in a text file or in a column of a table, and the page of each."""

import re
from collections.abc import Callable, Iterator

from quotes.errors import UnreadableSource
from quotes.ingest.fetched import NotModified
from quotes.ingest.items import Content, Item, page_at

_LINE = re.compile(rb"#|https?://\S+\Z", re.IGNORECASE)


def is_url_list(data: bytes) -> bool:
    """Tests whether *data* holds only URLs, one a line, beside blank lines and those that begin with ``#``."""
    lines = [line.strip() for line in data.removeprefix(b"\xef\xbb\xbf").splitlines()]
    return all(_LINE.match(line) for line in lines if line) and any(
        b"://" in line and line[:1] != b"#" for line in lines
    )


def read_addresses(content: Content, inner: Callable[[Content], Iterator[Item]]) -> Iterator[Item]:
    """Yields the articles of the pages that a list of URLs names, in its order; *inner* reads what was fetched."""
    text = content.whole().decode("utf-8-sig", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        url = line.strip()
        if url and not url.startswith("#"):
            yield from fetched(content, url, str(number), inner)


def fetched(content: Content, url: str, record: str, inner: Callable[[Content], Iterator[Item]]) -> Iterator[Item]:
    """Yields the articles at *url*, which *record* of the content names, or a failure of that record if it cannot be
    fetched.
    """
    try:
        yield from inner(page_at(url, content.reading))
    except NotModified as unchanged:
        yield Item(url, None, None, error=unchanged)
    except UnreadableSource as error:
        yield content.failed(UnreadableSource(f"{url} {error}"), record=record, data=url.encode())
