"""Says what comes of a page that is asked for, without what asking takes: few sources are URLs, and Python's own
libraries for the web take a while to load.
"""

from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.model import Validators

ROBOT = "quotes"
"""The name by which robots.txt files may speak of this program."""


class FetchedPage(NamedTuple):
    """What a server sent."""

    data: bytes
    url: str
    """Where it came from at last, after redirections."""
    charset: str | None
    """The encoding that the server declares."""
    content_type: str | None = None
    """The type that the server declares."""
    validators: Validators | None = None
    """What it calls this state of the page; None if it says nothing."""


def is_url(source: str) -> bool:
    """Tests whether *source* is written as a URL."""
    scheme, found, _ = source.partition("://")
    return bool(found) and scheme.replace("+", "").replace(".", "").isalnum()


class Refused(UnreadableSource):
    """Raised when a server answers with a status that is no page; has the status, and the seconds after which it asks
    to come back.
    """

    def __init__(self, code: int, reason: str, retry_after: float | None) -> None:
        super().__init__(f"was refused by its server ({' '.join(f'{code} {reason}'.split())})")
        self.code = code
        self.retry_after = retry_after


class NotModified(UnreadableSource):
    """Raised when a page is still in the state in which it was fetched before."""

    def __init__(self) -> None:
        super().__init__("has not changed since it was fetched")
