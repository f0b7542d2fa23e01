"""What ``quotes add`` says: each article, and at the end what was done."""

import time
from collections.abc import Callable
from typing import TextIO

from quotes.output.reading import block
from quotes.plurals import counted
from quotes.store.schema import Outcome
from quotes.workflow import Added

MANY = 20
"""From so many articles on, a terminal shows how far it is instead of a line for each."""
EVERY = 0.1
"""Seconds between two looks at how far it is."""


class Progress:
    """A line on a terminal that says how far it is, and goes away before anything else is written."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._wanted = stream.isatty()
        self._began = self._shown_at = time.monotonic()
        self._shown = False

    def show(self, summary: "Summary") -> None:
        """Write the line anew, unless that was done a moment ago."""
        now = time.monotonic()
        if not self._wanted or summary.done <= MANY or (self._shown and now - self._shown_at < EVERY):
            return
        rate = f"{summary.done / max(now - self._began, 0.001):,.0f} a second"
        parts = (counted(summary.done, "article"), counted(summary.quotations, "new quotation"), rate)
        self._stream.write(f"\r{', '.join(parts)} …\x1b[K")
        self._stream.flush()
        self._shown, self._shown_at = True, now

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False


class Summary:
    """Counts over the articles of one call."""

    def __init__(self, *, dry_run: bool) -> None:
        self.dry_run = dry_run
        self.articles = 0
        self.failed = 0
        self.new = 0
        self.versions = 0
        self.already = 0
        self.quotations = 0
        self.credited = 0
        self.without_outlet = 0
        self.without_date = 0

    @property
    def done(self) -> int:
        """Articles and failures so far."""
        return self.articles + self.failed

    def count(self, added: Added) -> None:
        """Take one article or failure in."""
        if added.saved is None or added.article is None:
            self.failed += 1
            return
        self.articles += 1
        if added.saved.outcome is Outcome.ALREADY_STORED:
            self.already += 1
            return
        self.new += added.saved.outcome is Outcome.NEW
        self.versions += added.saved.outcome is Outcome.NEW_VERSION
        self.quotations += len(added.quotations)
        self.credited += sum(row["speaker"] is not None for row in added.quotations)
        row = added.quotations[0] if added.quotations else None
        self.without_outlet += (row["outlet"] if row else added.article.outlet) is None
        self.without_date += (row["published_on"] if row else added.article.published_on) is None

    def lines(self, added: Added, *, full: bool, width: int, styled: Callable[[str, str], str]) -> str:
        """One article: its heading, and with *full* its quotations."""
        saved, article = added.saved, added.article
        if saved is None or article is None:
            return ""
        row = added.quotations[0] if added.quotations else None
        outlet, day = (row["outlet"], row["published_on"]) if row else (article.outlet, article.published_on)
        known = article.id if article.id != added.item.record else None  # else the number of its line
        name = styled(article.title or known or added.item.place, "speaker")
        place = [str(part) for part in (outlet, day) if part]
        head = " · ".join([name, *place, styled(saved.uid, "dim")]) + f": {saved.outcome}"
        if saved.outcome is Outcome.NEW_VERSION:
            head += f", number {saved.version}"
        if saved.filled:
            head += f"; filled in: {', '.join(saved.filled)}"
        if saved.differing:
            head += f"; differs from what is stored, left as it was: {', '.join(saved.differing)}"
        if saved.outcome is Outcome.ALREADY_STORED or not full:
            many = f", {counted(saved.quotations, 'quotation')}" if saved.outcome is not Outcome.ALREADY_STORED else ""
            return f"{head}{many}\n"
        brief = ({**row, "outlet": None, "published_on": None, "title": None} for row in added.quotations)
        body = "".join(block(row, width=width, styled=styled) + "\n\n" for row in brief)
        return f"{head}\n\n{body}"

    def text(self, place: str) -> str:
        """The last line or lines: what was done, what is missing."""
        parts = []
        if self.new:
            parts.append(counted(self.new, "new article"))
        if self.versions:
            parts.append(counted(self.versions, "new version"))
        if self.new or self.versions:
            speakers = f" ({self.credited:,} with a speaker)" if self.quotations else ""
            parts.append(counted(self.quotations, "quotation") + speakers)
        if self.already:
            parts.append(f"{self.already:,} already stored")
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        where = f"in {place}" if self.articles else "nothing stored"
        lines = [f"{', '.join(parts)}; {'nothing stored (dry run)' if self.dry_run else where}"]
        for count, what, option in (
            (self.without_outlet, "outlet", "--outlet"),
            (self.without_date, "date", "--date"),
        ):
            if count:
                has = "has" if count == 1 else "have"
                lines.append(f"{counted(count, 'article')} {has} no {what}: add again with {option} to fill it in")
        return "\n".join(lines)
