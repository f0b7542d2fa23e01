"""Leads ``quotes review``: one quotation after the other, one key for each decision, each stored at once."""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.keys import CTRL_C, CTRL_D, read_key, single_keys
from quotes.cli.terminal import colours, styles, width_of
from quotes.errors import NotFound, QuotesError
from quotes.output.lines import wrapped
from quotes.output.review import LEGEND, key_lines, review_page
from quotes.output.rows import as_row

if TYPE_CHECKING:
    from quotes.store.database.connect import Store
    from quotes.store.decisions.operations import Receipt
    from quotes.store.review.review_decisions import Correction


class Review:
    """One review: its queue, where it is, and what it has decided (operation, place and what, latest last)."""

    def __init__(self, store: "Store", queue: Sequence[int]) -> None:
        self.store = store
        self.queue = queue
        self.place = 0
        self.made: list[tuple[int, int, str]] = []
        self.skipped: set[int] = set()
        self.remark: str | None = None
        """What goes into the log with the next decision."""

    def counts(self) -> Counter[str]:
        """Returns how many quotations were confirmed, corrected, rejected, skipped, by the last decision about each."""
        last = {place: what for _, place, what in self.made}
        found = Counter(last.values())
        found["skipped"] = len(self.skipped - set(last))
        return found

    def _is_corrected(self) -> bool:
        return any(place == self.place and what == "corrected" for _, place, what in self.made)

    def run(self) -> None:
        """Goes through the queue until its end or ``q``."""
        click.echo(wrapped(LEGEND, width=width_of(sys.stdout)))
        shown = -1
        while self.place < len(self.queue):
            if shown != self.place:
                if not self._show():
                    self.place += 1
                    continue
                shown = self.place
            key = self._key()
            if key in ("q", CTRL_D):
                return
            try:
                again = self._do(key)
            except QuotesError as error:
                click.echo(f"  {error}")
                again = False
            if again:
                shown = -1

    def _do(self, key: str) -> bool:
        """Carries out one key and returns whether the quotation is to be shown anew."""
        from quotes.store.review.review_decisions import confirm, reject

        if key == "y":
            if not self._is_corrected():
                self._decide("confirmed", lambda session, ids: confirm(session, ids, note=self.remark))
            self.place += 1
        elif key == "r":
            self._decide("rejected", lambda session, ids: reject(session, ids, note=self.remark))
            self.place += 1
        elif key in ("k", "\r", "\n"):
            self.skipped.add(self.place)
            self.place += 1
        elif key == "e":
            return self._edit()
        elif key == "s":
            return self._speaker()
        elif key == "n":
            self.remark = self._line("remark") or None
        elif key == "u":
            return self._undo()
        else:
            click.echo("\n".join(key_lines()))
        return False

    def _show(self) -> bool:
        """Prints the quotation in its passage and returns True, or False if it is gone."""
        from quotes.store.search.show import show

        try:
            with self.store.reading() as session:
                shown = as_row(show(session, str(self.queue[self.place])))
        except NotFound:
            return False
        place = f"{self.place + 1} of {len(self.queue)}"
        out = sys.stdout
        click.echo(review_page(shown, place, width=width_of(out), styled=styles(out), colours=colours(out)))
        return True

    def _key(self) -> str:
        with single_keys():
            click.echo("y e s r k n u ? q > ", nl=False)
            sys.stdout.flush()
            key = read_key()
        if key == CTRL_C:
            raise KeyboardInterrupt
        key = key.lower()
        click.echo(key if key.isprintable() else "")
        return key

    def _edit(self) -> bool:
        from quotes.store.review.review_decisions import Correction

        words = self._line("words")
        if not words:
            return False
        return self._correct(Correction(words=words))

    def _speaker(self) -> bool:
        from quotes.store.review.review_decisions import Correction

        name = self._line("speaker")
        if not name:
            return False
        if name == "-":
            return self._correct(Correction(nobody=True))
        try:
            return self._correct(Correction(speaker=name))
        except NotFound:
            if not click.confirm(f"  no speaker is called {name!r}; make a new one?"):
                return False
            return self._correct(Correction(speaker=name, new=True))

    def _correct(self, correction: "Correction") -> bool:
        from quotes.store.review.review_decisions import correct

        return self._decide("corrected", lambda session, ids: correct(session, ids, correction, note=self.remark))

    def _line(self, what: str) -> str:
        """Returns a line that is typed; empty if nothing is typed or Ctrl-D abandons it."""
        try:
            return input(f"  {what}: ").strip()
        except EOFError:
            click.echo("")
            return ""

    def _decide(self, what: str, change: "Callable[[Any, Sequence[int]], Receipt]") -> bool:
        """Stores one decision about the quotation at hand; returns True if it was corrected, so that it must be shown
        anew.
        """
        quotation = self.queue[self.place]
        with self.store.writing() as session:
            receipt = change(session, [quotation])
        if receipt.operation is None:
            if what == "corrected":
                click.echo("  that is what it says already")
            return False
        self.made.append((receipt.operation, self.place, what))
        self.remark = None
        return what == "corrected"

    def _undo(self) -> bool:
        from quotes.store.speakers.take_back import undo

        if not self.made:
            click.echo("  nothing was decided in this review yet")
            return False
        operation, place, what = self.made[-1]
        with self.store.writing() as session:
            undo(session, operation)
        self.made.pop()
        self.place = place
        click.echo(f"  undone: it is no longer {what}")
        return True
