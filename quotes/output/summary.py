"""Writes what ``quotes add`` says: each article, and at the end what was done."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quotes.languages import ENGLISH, NAMES
from quotes.output.lines import Marks, Styler, list_of
from quotes.output.reading import block
from quotes.output.screen import visible_line
from quotes.plurals import counted

NEW, NEW_VERSION, ALREADY_STORED = OUTCOMES = "new", "new version", "already stored"
"""What may become of an article, as the store calls it."""
SHOWN = 5
"""Names that the summary lists of those that may be two people's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """The outcome of adding one article, and the quotations that it has now."""

    name: str
    """Its title, else what it is called where it came from: the name of a file may have line ends in it."""
    outlet: str | None
    published_on: dt.date | None
    uid: str
    outcome: str
    """One of :data:`OUTCOMES`."""
    version: int
    count: int
    """How many quotations are stored of it."""
    said: int
    not_said: int
    credited: int
    """Of these: how many nobody denies to have been said, the others, and those of the first that have a speaker."""
    filled: Sequence[str]
    differing: Sequence[str]
    """Fields that were filled in, and those left as they were although the source says something else."""
    quotations: Sequence[Mapping[str, Any]]
    """Their rows, if they are to be shown."""
    homonyms: Sequence[str] = ()
    """Speakers who may be two people by what it says of them, each with the reason."""
    language: str | None = None

    def text(self, *, full: bool, width: int, styled: Styler, broken: bool = False) -> str:
        """Returns the heading of the article, and with *full* its quotations; the heading is one line unless it may be
        *broken*.
        """
        mark = Marks(styled)
        done = self.outcome
        if self.outcome == NEW_VERSION:
            done += f", number {self.version}"
        if self.filled:
            done += f"; filled in: {', '.join(self.filled)}"
        if self.differing:
            done += f"; differs from what is stored, left as it was: {', '.join(self.differing)}"
        if not full and self.outcome != ALREADY_STORED:
            done += f", {counted(self.count, 'quotation')}"
        place = [mark.clean(str(part)) for part in (self.outlet, self.published_on) if part]
        parts = [mark(visible_line(self.name), "speaker"), *place, f"{mark(self.uid, 'dim')}: {done}"]
        head = mark.coded(list_of(parts, " · ", width=width, indent="    ") if broken else " · ".join(parts))
        if not full or self.outcome == ALREADY_STORED:
            return f"{head}\n"
        brief = ({**row, "outlet": None, "published_on": None, "title": None} for row in self.quotations)
        body = "".join(block(row, width=width, styled=styled) + "\n\n" for row in brief)
        return f"{head}\n\n{body}"


class Summary:
    """Counts over the articles of one call."""

    def __init__(self, *, dry_run: bool) -> None:
        self.dry_run = dry_run
        self.outcomes: Counter[str] = Counter()
        self.failed = 0
        self.unchanged = 0
        """Pages that were not fetched again because they have not changed."""
        self.filled = 0
        self.quotations = 0
        self.credited = 0
        self.not_said = 0
        self.without_outlet = 0
        self.without_date = 0
        self.languages: Counter[str] = Counter()
        """Articles in other languages than English, of which nobody is credited."""
        self.homonyms: dict[str, str] = {}
        """Speakers who may be two people, each with the last reason."""

    @property
    def articles(self) -> int:
        """The number of articles so far that did not fail."""
        return self.outcomes.total()

    @property
    def changed(self) -> int:
        """The number of articles for which something new was stored."""
        return self.articles - self.outcomes[ALREADY_STORED] + self.filled

    @property
    def done(self) -> int:
        """The number of articles and failures so far."""
        return self.articles + self.failed

    def count(self, line: ArticleLine | None) -> None:
        """Counts one article, or a failure if *line* is None."""
        if line is None:
            self.failed += 1
            return
        self.outcomes[line.outcome] += 1
        self.filled += bool(line.filled)
        if line.outcome == ALREADY_STORED:
            return
        self.homonyms |= {
            name: reason for name, _, reason in (each.partition(", maybe two: ") for each in line.homonyms)
        }
        self.quotations += line.said
        self.not_said += line.not_said
        self.credited += line.credited
        self.without_outlet += line.outlet is None
        self.without_date += line.published_on is None
        if line.language not in (None, ENGLISH):
            self.languages[str(line.language)] += 1

    def text(self, place: str) -> str:
        """Returns the last line or lines: what was done, and what is missing."""
        parts = [counted(self.outcomes[each], f"{each} article" if each == NEW else each) for each in self._stored()]
        if parts:
            speakers = f" ({self.credited:,} with a speaker)" if self.quotations else ""
            parts.append(counted(self.quotations, "quotation") + speakers)
        if self.not_said:
            parts.append(f"{self.not_said:,} not said")
        if self.outcomes[ALREADY_STORED]:
            parts.append(f"{self.outcomes[ALREADY_STORED]:,} already stored")
        if self.unchanged:
            parts.append(f"{self.unchanged:,} unchanged")
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        where = f"in {place}" if self.articles or self.unchanged else "nothing stored"
        lines = [f"{', '.join(parts)}; {'nothing stored (dry run)' if self.dry_run else where}"]
        lines += self._maybe_two()
        lines += self._foreign()
        lines += _missing(self.without_outlet, "outlet", "--outlet")
        lines += _missing(self.without_date, "date", "--date")
        return "\n".join(lines)

    def _maybe_two(self) -> list[str]:
        """Returns a line about speakers under whose name two people may be quoted, in a list that is empty if there are
        none.
        """
        if not self.homonyms:
            return []
        named = [f"{name} ({reason})" for name, reason in self.homonyms.items()]
        shown = f"{'; '.join(named[:SHOWN])}{' …' if named[SHOWN:] else ''}"
        how = "quotes speakers suggest lists such names, quotes speakers split parts them"
        return [f"maybe two people of one name: {shown}: {how}"]

    def _foreign(self) -> list[str]:
        """Returns a line about articles in other languages, in a list that is empty if there are none."""
        if not self.languages:
            return []
        each = ", ".join(f"{count:,} in {NAMES.get(code, code)}" for code, count in sorted(self.languages.items()))
        return [f"not in English: {each}; quotations found, nobody credited (--language en reads them as English)"]

    def _stored(self) -> list[str]:
        return [each for each in (NEW, NEW_VERSION) if self.outcomes[each]]


def _missing(count: int, what: str, option: str) -> list[str]:
    """Returns a line about articles that lack *what*, in a list that is empty if there are none."""
    if not count:
        return []
    has = "has" if count == 1 else "have"
    return [f"{counted(count, 'article')} {has} no {what}: add again with {option} to fill it in"]
