"""Tells what becomes of articles while they are extracted without a database."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from quotes.cli.failures import tell_failure, tell_note
from quotes.cli.rejects import Rejects
from quotes.errors import UnreadableSource
from quotes.ingest import Item
from quotes.ingest.expected import expected
from quotes.jobs import Task
from quotes.model import Article, Quote
from quotes.output.progress import Progress
from quotes.plurals import counted

Found = Iterator[tuple[str | None, tuple[Quote, ...], str | None]]
"""The id of each article with its quotations, or why it failed."""


def tasks(items: Iterable[Item], given: dict[str, Any]) -> Iterator[Task[Item, Article]]:
    """Yields the work that each of *items* is; *given* fields replace the article's."""
    for item in items:
        if item.article is None:
            yield Task(item, None)
        else:
            yield Task(item, replace(item.article, **given), len(item.article.text))


class Extracting:
    """Passes on what was found, says on standard error what went wrong and, at a terminal, how far it is.

    Results go to *output*; where that is the terminal too, nothing is said of how far it is.
    """

    def __init__(self, sources: tuple[str, ...], output: Path | None, rejects: Rejects) -> None:
        apart = sys.stderr.isatty() and (output is not None or not sys.stdout.isatty())
        self._progress = Progress(sys.stderr, expected(sources)) if apart else None
        self._rejects = rejects
        self._done = self._quotations = self.failed = 0

    def passing(self, outcomes: Iterable[tuple[Item, tuple[Quote, ...] | UnreadableSource | None]]) -> Found:
        """Yields what was found in each article, and tells and counts what failed."""
        for item, outcome in outcomes:
            quotes = outcome if isinstance(outcome, tuple) else ()
            error = item.error if item.article is None else outcome if isinstance(outcome, UnreadableSource) else None
            if item.notes or error is not None:
                self.clear()
            for note in item.notes if item.article is not None else ():
                tell_note(item.place, note)
            if error is not None:
                self.failed += 1
                tell_failure(item.place, error)
                self._rejects.take(item)
            if item.article is not None:
                yield item.article.id, quotes, None if error is None else str(error)
            self._done += 1
            self._quotations += len(quotes)
            if self._progress is not None:
                self._progress.show(self._done, counted(self._quotations, "quotation"))

    def clear(self) -> None:
        """Takes away what a terminal shows of how far it is."""
        if self._progress is not None:
            self._progress.clear()
