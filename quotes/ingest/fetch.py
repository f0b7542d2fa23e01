"""A page from the network: only for a URL that a person gives."""

from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from quotes.errors import UnreadableSource

TIMEOUT = 20.0
"""Seconds to wait for a server."""
LARGEST = 20_000_000
"""Bytes of a page that are read."""


def is_url(source: str) -> bool:
    """Whether *source* is written as a URL."""
    scheme, found, _ = source.partition("://")
    return bool(found) and scheme.replace("+", "").replace(".", "").isalnum()


def fetch(url: str) -> bytes:
    """The content at *url*.

    :raises UnreadableSource: another scheme than http and https, or no answer.
    """
    scheme = urlsplit(url).scheme.lower()
    if scheme not in ("http", "https"):
        raise UnreadableSource(f"has the scheme {scheme}://, which is not read; give http:// or https://, or a file")
    try:
        request = Request(url, headers={"User-Agent": "quotes (quote-tracker)"})
        with urlopen(request, timeout=TIMEOUT) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except HTTPError as error:
        raise UnreadableSource(f"was refused by its server ({error.code})") from None
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise UnreadableSource(f"cannot be fetched ({reason})") from None
    if len(data) > LARGEST:
        raise UnreadableSource(f"is larger than {LARGEST // 1_000_000} MB")
    return data
