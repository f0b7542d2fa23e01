"""Shows at a terminal how far long work is."""

import time
from typing import TYPE_CHECKING, TextIO

from quotes.output.screen import Screen
from quotes.plurals import counted

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

MANY = 20
"""Articles behind which a terminal shows how far the work is."""
EVERY = 0.1
"""Seconds between two looks at how far it is."""


class Progress:
    """A line on a terminal that tells how far the work is; call :meth:`clear` before anything else is written there.

    With the *total* of articles it has a bar and the time that is left, without it the count and the rate.  Nothing is
    written where *stream* is no terminal, or for few articles.
    """

    def __init__(self, stream: TextIO, total: int | None = None) -> None:
        self._stream = stream
        self._wanted = stream.isatty()
        self._total = total
        self._began = self._shown_at = time.monotonic()
        self._bar: Bar | None = None
        self._shown = False

    def show(self, done: int, more: str) -> None:
        """Writes that *done* articles are, and what *more* there is to tell, unless that was done a moment ago."""
        now = time.monotonic()
        if not self._wanted or done <= MANY or (self._shown and now - self._shown_at < EVERY):
            return
        known = self._total is not None and self._total >= done
        count = f"{done:,} of {counted(self._total or 0, 'article')}" if known else counted(done, "article")
        rate = done / max(now - self._began, 0.001)
        parts = [count, more, f"{rate:,.0f} a second" if rate >= 1 else f"{rate * 60:,.0f} a minute"]
        if self._bar is None:
            self._bar = _bar(self._stream, self._total)
        if not self._shown:
            self._bar.start()
        self._bar.update(
            self._bar.task_ids[0],
            completed=done,
            total=self._total if known else None,
            visible=True,
            said=", ".join(parts),
            left=_left((self._total - done) / rate) if known and self._total is not None else "…",
        )
        self._bar.refresh()
        self._shown, self._shown_at = True, now

    def clear(self) -> None:
        """Takes the line away."""
        if self._shown and self._bar is not None:
            self._bar.stop()
            self._shown = False


def _left(seconds: float) -> str:
    """Returns a time in words, as exact as a guess is: ``40 s left``, ``12 min left``, ``3 h left``."""
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit} left"
    return f"{seconds:.0f} s left"


def _bar(stream: TextIO, total: int | None) -> "Bar":
    """Returns Rich's line of progress, which writes to *stream* only when it is told to."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    text = TextColumn("{task.fields[said]}, {task.fields[left]}", markup=False)
    console = Console(file=stream.stream if isinstance(stream, Screen) else stream, highlight=False)
    bar = Bar(
        *(() if total is None else (BarColumn(bar_width=20),)),
        text,
        console=console,
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bar.add_task("", total=total, visible=False, said="", left="")
    return bar
