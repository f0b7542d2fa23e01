"""Fetches pages as a polite and careful guest: robots.txt, pauses between requests to one host, no private addresses.

One value of :class:`Visits` serves all sources of a command, so that what it learned of a host holds for the next page.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from quotes.errors import UnreadableSource
from quotes.ingest.fetched import ROBOT, FetchedPage, Refused
from quotes.model import Validators

if TYPE_CHECKING:
    from protego import Protego

PAUSE = 1.0
"""Seconds between two requests to one host, where its robots.txt asks for no other pause."""
LONGEST_PAUSE = 60.0
"""Seconds that are waited at most, whatever a host asks for; what asks for more is left for another time."""
LARGEST_RULES = 512_000
"""Bytes of a robots.txt that are read; RFC 9309 asks for 500 KiB at least."""


@dataclass(frozen=True, slots=True)
class Manners:
    """What a person allows beyond the ordinary, or forbids, when URLs are read."""

    offline: bool = False
    """Whether nothing at all is fetched."""
    ignore_robots: bool = False
    """Whether a page is fetched although robots.txt keeps programs away from it."""
    allow_private: bool = False
    """Whether this machine and private networks may be reached."""


@dataclass(slots=True)
class Visits:
    """The visits of one command to the web; *clock* and *sleep* are those of :mod:`time`, in seconds."""

    manners: Manners = Manners()
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    known: Callable[[str], Validators | None] = lambda _url: None
    """The state in which a URL was fetched and stored before: it is asked for only if it has another one."""
    _rules: "dict[str, Protego]" = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> FetchedPage:
        """Returns the content at *url*, after the pause that its host wants.

        A host that is busy (429, 503) and asks to come back within a minute is asked once more.

        :raises NotModified: it has not changed since it was fetched before.
        :raises UnreadableSource: fetching is not allowed (offline, robots.txt, a private address), or it failed.
        """
        if self.manners.offline:
            raise UnreadableSource("is a URL, and --offline was given: nothing is fetched")
        if not self.manners.ignore_robots:
            self._ask_robots(url)
        try:
            return self._visit(url)
        except Refused as refused:
            if refused.code not in (429, 503) or refused.retry_after is None:
                raise
            if refused.retry_after > LONGEST_PAUSE:
                raise UnreadableSource(f"{refused}; it asks to come back in {_in_words(refused.retry_after)}") from None
            self.sleep(refused.retry_after)
            return self._visit(url)

    def _visit(self, url: str) -> FetchedPage:
        from quotes.ingest.fetch import fetch

        origin = _origin(url)
        rules = self._rules.get(origin)
        asked = rules.crawl_delay(ROBOT) if rules is not None else None
        pause = min(float(asked), LONGEST_PAUSE) if asked is not None else PAUSE
        last = self._last.get(origin)
        if last is not None and (left := last + pause - self.clock()) > 0:
            self.sleep(left)
        try:
            return fetch(url, private=self.manners.allow_private, known=self.known(url))
        finally:
            self._last[origin] = self.clock()

    def _ask_robots(self, url: str) -> None:
        """Asks the host's robots.txt whether *url* may be fetched (RFC 9309: if there is none, everything may).

        :raises UnreadableSource: it may not, or robots.txt could not be read.
        """
        origin = _origin(url)
        if origin not in self._rules:
            self._rules[origin] = self._rules_of(origin)
        if not self._rules[origin].can_fetch(url, ROBOT):
            raise UnreadableSource("is closed to programs by its robots.txt; --ignore-robots fetches it all the same")

    def _rules_of(self, origin: str) -> "Protego":
        from protego import Protego

        from quotes.ingest.fetch import fetch

        place = f"{origin}/robots.txt"
        try:
            page = fetch(place, largest=LARGEST_RULES, private=self.manners.allow_private)
        except Refused as refused:
            if refused.code < 500:
                return Protego.parse("")
            said = f"cannot be fetched: its robots.txt {refused}; --ignore-robots goes on without"
            raise UnreadableSource(said) from None
        return Protego.parse(page.data.decode("utf-8", errors="replace"))


def _origin(url: str) -> str:
    """Returns scheme and host of *url*, with its port."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    return urlunsplit((parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower(), "", "", ""))


def _in_words(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 7200 else f"{seconds / 3600:.0f} hours"
