"""Lays out tables for the eye: how wide each column is, and what gives way if a line cannot hold them all."""

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple, TextIO

from quotes.output.rows import Row
from quotes.output.screen import visible, write_own
from quotes.output.table_rows import Column, cell_width, row_lines

WHOLE = 17
"""Characters of a column's longest cell up to which it keeps its width in a table: that of a uid; words give way."""
COMFORT = (24, WHOLE, 0)
"""Characters that a column of longer cells is left, tried in turn; with 0 it is as narrow as its longest word."""
LONGEST_WORD = 40
"""Characters from which on a word (an address) may be broken."""
GAP = 2
"""Blanks between two columns."""
GIVES_WAY = (
    "rows", "outlets", "version", "decided", "uncredited", "percent_credited", "speaker_kind", "kind", "domain",
    "confidence", "said_on", "quotations_into", "quotations", "articles", "outlet", "first_on", "speakers",
    "published_on", "who", "last_on", "uid",
)  # fmt: skip
"""Columns of our own lists in the order in which they are left out; every other column always stays."""


class Fitting(NamedTuple):
    """The columns that a table shows, by position, and the width of each."""

    places: tuple[int, ...]
    widths: tuple[int, ...]


class TableOptions(NamedTuple):
    """The choices of how a table is written."""

    width: int
    """Characters of a line; longer ones are broken between words."""
    fit: bool
    """Whether no line may be longer, as on a terminal; else a table that needs more is wider."""
    whole: bool
    """Whether every column must stay; else those of :data:`GIVES_WAY` are left out where the others don't fit."""
    colour: bool
    say: Callable[[str], None]
    """Takes the names of columns that were left out though they had cells."""


PIPED = TableOptions(160, fit=False, whole=True, colour=False, say=lambda _: None)
"""A table where no terminal is."""


class _Column(NamedTuple):
    name: str
    longest: int
    """Characters of its longest line."""
    word: int
    """Characters of its longest word, up to :data:`LONGEST_WORD`."""
    heading: int
    """Characters of the longest part of its name."""

    def least(self, comfort: int) -> int:
        return max(self.word, min(self.longest, comfort), self.heading, 1)

    @property
    def natural(self) -> int:
        return max(self.longest, len(self.name), 1)


def fitting(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int, *, whole: bool) -> Fitting | None:
    """Returns the columns of a table that fit into *width* without a break in a word, or None if no such table fits.

    Columns without any cell give way first, then those of :data:`GIVES_WAY` unless the table must be *whole*.
    """
    measured = [_measured(name, [row[place] for row in cells]) for place, name in enumerate(columns)]
    places = list(range(len(columns)))
    if _needed([each.natural for each in measured]) > width:
        places = [place for place in places if measured[place].longest] or places
    order = [] if whole else [columns.index(name) for name in GIVES_WAY if name in columns]
    for comfort in COMFORT:
        left = places
        for leaving in (None, *order):
            left = [place for place in left if place != leaving]
            least = [measured[place].least(comfort) for place in left]
            if left and _needed(least) <= width:
                return Fitting(tuple(left), _widened(least, [measured[place].natural for place in left], width))
    return None


def _measured(name: str, cells: Iterable[str]) -> _Column:
    text = "\n".join(cells)
    # A million short texts are measured in one go where a character is as wide as any other.
    measure = len if text.isascii() and "\t" not in text else cell_width
    longest = max(map(measure, text.split("\n")))
    word = max(map(measure, text.split()), default=0)
    return _Column(name, longest, min(word, LONGEST_WORD), max(map(len, _heading_parts(name))))


def _heading_parts(name: str) -> list[str]:
    """Returns the parts of a column's name between which it may be broken: behind underscores and at blanks."""
    return [part for part in name.replace("_", "_ ").split() if part] or [""]


def _heading(name: str, width: int) -> str:
    lines = [""]
    for part in _heading_parts(name) if len(name) > width else [name]:
        if lines[-1] and len(lines[-1]) + len(part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _needed(widths: Collection[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _widened(least: Sequence[int], natural: Sequence[int], width: int) -> tuple[int, ...]:
    """Returns the widths *least* with the rest of *width* given, blank by blank, to the narrowest column that wants
    more.
    """
    widths = list(least)
    for _ in range(width - _needed(widths)):
        wanting = [place for place, each in enumerate(widths) if each < natural[place]]
        if not wanting:
            break
        widths[min(wanting, key=lambda place: widths[place])] += 1
    return tuple(widths)


def write_table(rows: Iterable[Row], columns: Sequence[str], stream: TextIO, options: TableOptions = PIPED) -> int:
    """Writes *rows* as a table and returns how many there were.

    If no table fits, each row is written as lines of name and value.
    """
    shown = [[row[name] for name in columns] for row in rows]
    if not shown:
        return 0
    cells = [[visible(_for_the_eye(value)) for value in row] for row in shown]
    names = [visible(name) for name in columns]
    room = options.width
    if not options.fit:
        measured = (_measured(name, column) for name, column in zip(names, zip(*cells, strict=True), strict=True))
        room = max(room, _needed([each.least(WHOLE) for each in measured]))
    found = fitting(names, cells, room, whole=options.whole or not options.fit)
    if found is None:
        _write_records(names, cells, stream, room)
        return len(shown)
    numbers = {place for place, value in enumerate(shown[0]) if type(value) in (int, float)}
    _draw(found, names, cells, numbers, stream, colour=options.colour)
    left_out = (place for place in range(len(names)) if place not in found.places)
    if gone := [names[place] for place in left_out if any(row[place] for row in cells)]:
        options.say(", ".join(gone))
    return len(shown)


def plain(value: object) -> str:
    """Returns a value as text: empty for None, ISO for dates, no needless decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def _for_the_eye(value: object) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return plain(value)


def _draw(
    found: Fitting,
    names: Sequence[str],
    cells: Sequence[Sequence[str]],
    numbers: Collection[int],
    stream: TextIO,
    *,
    colour: bool,
) -> None:
    """Writes the headings by Rich, and below them the rows as Rich would lay them out."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, color_system="auto" if colour else None, highlight=False)
    console.width = _needed(found.widths) + GAP
    rule = box.SIMPLE_HEAD
    if console.options.ascii_only:  # Rich would put a box around the headings, which the rows don't have
        rule = box.Box(str(rule).replace("─", "-"), ascii=True)
    table = Table(box=rule, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), highlight=False)
    columns = [
        Column(wide, "right" if place in numbers else "left")
        for place, wide in zip(found.places, found.widths, strict=True)
    ]
    for place, column in zip(found.places, columns, strict=True):
        heading = Text(_heading(names[place], column.width))
        table.add_column(heading, justify=column.justify, overflow="fold", width=column.width)
    with console.capture() as captured:
        console.print(table)
    write_own(stream, "\n".join(line.rstrip() for line in captured.get().split("\n")))  # Rich fills lines with blanks
    for row in cells:
        write_own(stream, row_lines([row[place] for place in found.places], columns, GAP))


def _write_records(names: Sequence[str], cells: Sequence[Sequence[str]], stream: TextIO, width: int) -> None:
    """Writes each row as lines of name and value, with a blank line behind."""
    from quotes.output.lines import fact

    label = max(map(len, names))
    for row in cells:
        for name, cell in zip(names, row, strict=True):
            write_own(stream, fact(f"{name:<{label}}", cell, width=width) + "\n")
        write_own(stream, "\n")
