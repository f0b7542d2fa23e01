"""Says what became of articles that were added: lines for the eye as ``add`` and ``demo`` write them, or JSON."""

import sys
from collections.abc import Callable, Mapping
from typing import Any

from quotes.batches import Addition
from quotes.cli.failures import tell_failure, tell_note
from quotes.cli.options.days import is_ahead
from quotes.cli.terminal import close_quietly, styles, width_of
from quotes.ingest import Item
from quotes.output.lines import wrapped
from quotes.output.progress import MANY, Progress
from quotes.output.records import addition_record
from quotes.output.screen import stream_of
from quotes.output.summary import ALREADY_STORED, ArticleLine, Summary
from quotes.output.tables import one_line
from quotes.plurals import counted

FEW = 3
"""Up to so many articles are shown with their quotations; of more, a line each."""


def line_of(added: Addition) -> ArticleLine | None:
    """Returns the line of an article, or None if it could not be read or stored."""
    saved, article = added.saved, added.article
    if saved is None or article is None:
        return None
    known = article.id if article.id != added.item.record else None  # else the number of its line
    return ArticleLine(
        name=article.title or known or added.item.place,
        outlet=saved.outlet,
        published_on=saved.published_on,
        uid=saved.uid,
        outcome=saved.outcome,
        version=saved.version,
        count=saved.quotations,
        said=saved.said,
        not_said=saved.not_said,
        credited=saved.credited,
        filled=saved.filled,
        differing=saved.differing,
        homonyms=saved.homonyms,
        language=article.language,
        quotations=added.quotations,
    )


class Telling:
    """Says what becomes of each article while it is added, and at the end what was done.

    As ``text`` it writes a line for each article unless it is to be *quiet*: if they are few, with their quotations; if
    they are many, on a terminal how far it is, of the *total* that a function tells. As ``json`` or ``jsonl`` it writes
    a record for each, with the summary on standard error.
    """

    def __init__(
        self, form: str, *, quiet: bool, dry_run: bool, total: Callable[[], int | None] = lambda: None
    ) -> None:
        self.form, self.quiet = form, quiet
        self.summary = Summary(dry_run=dry_run)
        self.progress = Progress(sys.stderr, total() if sys.stderr.isatty() else None)
        self._width, self._styled = width_of(sys.stdout), styles(sys.stdout)
        self._at_terminal = sys.stdout.isatty()
        self._most = 0 if quiet or form != "text" else MANY if self._at_terminal else None
        self._records = 0

    def one(self, added: Addition) -> None:
        """Writes what became of one source or record."""
        line = line_of(added)
        self.summary.count(line)
        if added.failed or added.notes or self._of_days(added):
            self.progress.clear()
        if added.failed:
            tell_failure(added.item.place, added.item.error)
        elif not (self.quiet and line is not None and line.outcome == ALREADY_STORED):
            for note in (*added.notes, *self._of_days(added)):
                tell_note(added.item.place, note)
        if self.form != "text":
            self._record(added, line)
        elif line is not None and (self._most is None or self.summary.articles <= self._most):
            full = self.summary.articles <= FEW
            self._write(line.text(full=full, width=self._width, styled=self._styled, broken=self._at_terminal))
        self.progress.show(self.summary.done, counted(self.summary.quotations, "new quotation"))

    def unchanged(self, item: Item) -> None:
        """Writes that a page has not changed since it was fetched and stored."""
        self.summary.unchanged += 1
        self.progress.clear()
        note = f"{item.error}: already stored"
        if not self.quiet:
            tell_note(item.place, note)
        if self.form != "text":
            self._write_record({**addition_record(item.place, None, (note,), None), "outcome": "unchanged"})

    @staticmethod
    def _of_days(added: Addition) -> tuple[str, ...]:
        day = added.article.published_on if added.article is not None else None
        return (f"its day of publication, {day}, lies ahead",) if is_ahead(day) else ()

    def _record(self, added: Addition, line: ArticleLine | None) -> None:
        error = str(added.item.error) if added.failed else None
        self._write_record(addition_record(added.item.place, line, added.notes, error))

    def _write_record(self, record: Mapping[str, Any]) -> None:
        before = "" if self.form == "jsonl" else ",\n" if self._records else "[\n"
        self._write(before + one_line(record) + ("\n" if self.form == "jsonl" else ""))
        self._records += 1

    def end(self, place: str) -> None:
        """Writes what was done, in the store called *place*; with ``quiet`` only if something was."""
        self.progress.clear()
        if self.form == "json":
            self._write("\n]\n" if self._records else "[]\n")
        if self.quiet and not self.summary.changed and not self.summary.failed:
            return
        if self.summary.articles or self.summary.failed > 1 or self.summary.unchanged:
            last = self.summary.text(place)
            if self.form != "text":
                sys.stderr.write(last + "\n")
            else:
                for line in last.split("\n"):
                    self._write((wrapped(line, width=self._width, indent="  ") if self._at_terminal else line) + "\n")

    def _write(self, text: str) -> None:
        """Writes to standard output; if nobody reads there any more, as behind ``| head``, the adding goes on."""
        try:
            stream = stream_of(sys.stdout, self.form)
            stream.write(text)
            stream.flush()
        except BrokenPipeError:
            close_quietly()
