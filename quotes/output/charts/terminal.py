"""Draws bars of characters for a terminal, by Rich; no matplotlib is needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from quotes.output.charts.drawing import Caption
from quotes.output.charts.letters import one_line
from quotes.output.charts.plot import Plot, drawn_of
from quotes.output.lines import wrapped
from quotes.output.screen import write_own

MOST_LINES = 60
"""Periods that are drawn below each other; more are added up by longer ones."""
LEAST_BAR = 8
"""Characters that bars have at least; names are cut for them."""
_NAMES = 0.4
"""The most of a line that names take."""
_BLOCKS, _SQUARES = "█▉▊▋▌▐▍▎▏▕\N{MINUS SIGN}·…", "######    -,."
"""Parts of bars and signs of ours, and what stands for them where the stream's encoding lacks them."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """One line: a name, its number in *words*, and a bar if there is a *number*; a heading has neither."""

    name: str
    number: float | None = None
    words: str = ""


def write_chart(plot: Plot, caption: Caption, stream: TextIO, *, width: int, colour: bool) -> None:
    """Writes *plot* as bars of at most *width* characters a line, with the caption's words around them.

    The sum of what is not drawn has a number and no bar: it would press the others down.
    """
    from rich.text import Text

    console = _console(stream, width, colour)
    notes = [*plot.notes]
    if plot.rest_across:
        notes.append(f"{drawn_of(len(plot.across) - 1, plot.rest_across)[:-1]}; the last line adds up the others.")
    with console.capture() as captured:
        console.print(Text(_folded(caption.title, width), style="bold"))
        console.print(Text(_folded(" · ".join((plot.measure, *caption.filters)), width)))
        console.print()
        console.print(_table(list(_bars(plot)), width))
        console.print()
        for words in (*notes, caption.source):
            console.print(Text(_folded(words, width), style="dim"))
    text = captured.get()
    if not _has_blocks(stream):
        text = text.translate(str.maketrans(_BLOCKS, _SQUARES))
    write_own(stream, "\n".join(line.rstrip() for line in text.split("\n")))


def _folded(words: str, width: int) -> str:
    return wrapped(one_line(words), width=width)


def _console(stream: TextIO, width: int, colour: bool) -> Any:
    from rich.console import Console

    console = Console(file=stream, color_system="auto" if colour else None, force_terminal=colour, highlight=False)
    console.width = width
    return console


def _has_blocks(stream: TextIO) -> bool:
    try:
        _BLOCKS.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _bars(plot: Plot) -> Iterator[_Bar]:
    """Yields a line for each number; if there are parts, they stand below a heading for each category or period."""
    if plot.parts == ("",):
        last = len(plot.across) - 1 if plot.rest_across else None
        for place, (name, number) in enumerate(zip(plot.across, plot.numbers[0], strict=True)):
            yield _Bar(name, None if place == last else number, plot.numeral(number))
        return
    for place, name in enumerate(plot.across):
        parts = [_Bar(f"  {part}", numbers[place], plot.numeral(numbers[place]))
                 for part, numbers in zip(plot.parts, plot.numbers, strict=True) if numbers[place]]  # fmt: skip
        if parts:
            yield _Bar(name)
            yield from parts


def _table(bars: list[_Bar], width: int) -> Any:
    from rich.bar import Bar
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    known = [bar.number for bar in bars if bar.number is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    numbers = max((cell_len(bar.words) for bar in bars), default=0)
    longest = max((cell_len(bar.name) for bar in bars), default=0)
    names = min(
        longest, max(int(width * _NAMES), width - numbers - LEAST_BAR * 4), max(width - numbers - LEAST_BAR - 4, 4)
    )
    table = Table.grid(padding=(0, 1), pad_edge=False)
    table.add_column(width=names, no_wrap=True, overflow="ellipsis")
    table.add_column(width=numbers, justify="right", no_wrap=True)
    table.add_column(width=max(width - names - numbers - 3, 1))
    for bar in bars:
        heading = not bar.words
        name = Text(bar.name, style="bold" if heading else "")
        if bar.number:
            ends = sorted((-low, bar.number - low))
            drawn: Any = Bar(high - low, ends[0], ends[1], color="blue")
        else:
            drawn = ""
        table.add_row(name, bar.words, drawn)
    return table
