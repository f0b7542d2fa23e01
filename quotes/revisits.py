"""Fetches pages and feeds again only if they have changed: what servers said of their state is kept in the store.

A state is kept when everything that a URL held is stored, so what failed, or was interrupted, is fetched anew.
"""

from collections.abc import Callable, Iterable, Iterator

from quotes.extraction import Extracted
from quotes.ingest import Item
from quotes.ingest.items import Visit
from quotes.model import Validators
from quotes.store.articles.visits import keep_state, state_of
from quotes.store.database.connect import Store


class Revisits:
    """The pages of one command and their states in *store*; with *dry_run* none is kept."""

    def __init__(self, store: Store, *, dry_run: bool) -> None:
        self._store = store
        self._dry_run = dry_run
        self._visit: Visit | None = None
        self._is_whole = True

    def state_of(self, url: str) -> Validators | None:
        """Returns the state in which everything at *url* was stored, or None if it must be fetched."""
        with self._store.reading() as session:
            return state_of(session, url)

    def changed(
        self, found: Iterable[Extracted | None], unchanged: Callable[[Item], None]
    ) -> Iterator[Extracted | None]:
        """Yields what was *found*, save what stands for a page that has not changed: its item goes to *unchanged*.

        That is told here, behind extraction, because a thread may read ahead of it.
        """
        for each in found:
            if each is not None and each.item.is_unchanged:
                unchanged(each.item)
            else:
                yield each

    def take(self, item: Item, *, failed: bool) -> None:
        """Notes that *item* was stored, or that it *failed*; items come in their order."""
        if item.visit != self._visit:
            self.close()
            self._visit = item.visit
        self._is_whole = self._is_whole and not failed

    def close(self) -> None:
        """Keeps the state of the last page, of which nothing more will come."""
        if self._visit is not None and self._is_whole and not self._dry_run:
            with self._store.writing() as session:
                keep_state(session, self._visit.url, self._visit.validators)
        self._visit, self._is_whole = None, True
