"""Keeps what a reader is shown before it is stored, for a while: a page from the web is fetched once."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, NamedTuple

from quotes.ingest import Item

SECONDS = 1800.0
"""How long a preview is kept."""
MOST = 50
"""Previews that are kept, the newest."""


class Preview(NamedTuple):
    """The articles that were read, what was typed about them, and whose preview it is."""

    items: Sequence[Item]
    given: Mapping[str, Any]
    whose: str
    at: float


@dataclass(slots=True)
class Previews:
    """The previews of a server; *clock* counts seconds."""

    clock: Callable[[], float] = time.monotonic
    _kept: OrderedDict[str, Preview] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, items: Sequence[Item], given: Mapping[str, Any], whose: str) -> str:
        """Keeps a preview for the reader whose session has the secret *whose*; returns its number for the form."""
        number = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[number] = Preview(items, given, whose, self.clock())
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return number

    def get(self, number: str, whose: str) -> Preview | None:
        """Returns the reader's own preview of that number; None if it is another's, too old, or not there."""
        with self._lock:
            found = self._kept.get(number)
        if found is None or not secrets.compare_digest(found.whose.encode(), whose.encode()):
            return None
        return found if self.clock() - found.at < SECONDS else None

    def forget(self, number: str) -> None:
        """Forgets a preview."""
        with self._lock:
            self._kept.pop(number, None)
