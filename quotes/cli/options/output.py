"""Provides ``-f``, ``-o`` and ``-n``, and writes rows where they say.

The format is what ``-f`` (or ``--csv`` …) says, else what the ending of the file of ``-o`` says.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

import click

from quotes.cli.options.command import Command
from quotes.cli.options.forgiving import One
from quotes.cli.options.numbers import Number
from quotes.cli.terminal import colours, styles, terminal_width, width_of
from quotes.errors import QuotesError, UsageProblem
from quotes.occupied import is_database
from quotes.output.tables import BINARY, ENDINGS, Format
from quotes.output.whole_file import whole_binary_file, whole_file

if TYPE_CHECKING:
    from quotes.output.table import TableOptions

_PLAIN_ENDINGS = frozenset((".out", ".log", ".dat", ".text", ".tmp"))
"""Endings of files that promise no format."""
FORMATS = tuple(form.value for form in Format)


CHOSEN = "quotes.columns"
"""Where the context of a command keeps the names that ``--columns`` gives, for :func:`show_rows`."""
CUT = "quotes.cut"
"""Where the context of a command keeps whether its rows end after :data:`TABLE_ROWS`, for :func:`show_rows`."""
TABLE_ROWS = 200
"""Rows of a listing as a table unless ``-n`` says otherwise: four screens, and the months of sixteen years.  A table
is laid out when its last row is known, and nobody reads the 39,000 speakers of a large store in one."""


def output_options(
    default: str = "text", *, most: str | None = None, also: Sequence[str] = (), columns: bool | None = None
) -> Callable[[Command], Command]:
    """Adds ``-f``, its short forms, ``-o`` and ``-n``; the command gets ``form``, ``output`` and ``limit``.

    *most* is what the help page says of how many rows come without ``-n``; *also* are formats that the command writes
    by itself.  Listings whose *default* is a table take ``--columns`` too, unless *columns* says otherwise:
    :func:`show_rows` then writes those alone.  As a table they end after :data:`TABLE_ROWS`, and :func:`show_rows` says
    so.
    """
    choosable = default in ("table", "csv") if columns is None else columns
    is_listing = default == "table"
    usual = most or (f"{TABLE_ROWS} as text or table, else all" if is_listing else "all")

    def decorate(command: Command) -> Command:
        @click.option(
            "-f",
            "--format",
            "form",
            type=One("format", (*FORMATS, *also)),
            help=f"Format.  [default: what -o FILE ends in, else {default}]",
        )
        @click.option(
            "-o",
            "--output",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Write to a file (whole, or not at all).",
        )
        @click.option("-n", "--limit", type=Number(0), metavar="N", help=f"At most N rows.  [default: {usual}]")
        @wraps(command)
        def with_output(*args: Any, **kwargs: Any) -> Any:
            chosen = [name for name in FORMATS if name != "text" and kwargs.pop(f"as_{name}")]
            form = kwargs.pop("form")
            if len({*chosen, *([form] if form else [])}) > 1:
                raise UsageProblem("several formats were asked for; choose one")
            asked = chosen[0] if chosen else form
            if choosable and (names := kwargs.pop("columns")):
                click.get_current_context().meta[CHOSEN] = [each.strip() for each in names.split(",") if each.strip()]
            form = _format(asked, kwargs.get("output"), default)
            unlimited = is_listing and kwargs["limit"] is None
            click.get_current_context().meta[CUT] = unlimited and form in (Format.TEXT, Format.TABLE)
            return command(*args, form=form, **kwargs)

        if choosable:
            with_output = click.option("--columns", metavar="NAME,…", help="Write these columns, in this order.")(
                with_output
            )
        for name in reversed(FORMATS[1:]):
            with_output = click.option(f"--{name}", f"as_{name}", is_flag=True, hidden=name not in ("csv", "json"),
                                       help=f"Same as -f {name}.")(with_output)  # fmt: skip
        return with_output

    return decorate


def _format(asked: str | None, output: Path | None, default: str) -> str:
    """Returns the format that is written: the one *asked* for, else the one that the file's ending says, else
    *default*.

    :raises UsageProblem: a file called .xlsx or .parquet would not be one, or one of these would be called otherwise;
        without *asked*, the file has the ending of a format that is not written (.doc).
    """
    meant = ENDINGS.get(output.suffix.lower()) if output is not None else None
    if asked is None:
        ending = output.suffix.lower() if output is not None and not output.exists() else ""
        if meant is None and ending[1:].isalpha() and ending not in _PLAIN_ENDINGS:
            from quotes.nearest import did_you_mean

            near = did_you_mean(ending, ENDINGS)
            raise UsageProblem(f"no format has the ending {ending}{near}; name one with -f, or call it .csv, .xlsx, …")
        return meant.value if meant is not None else default
    if meant is not None and meant != asked and {meant, asked} & set(BINARY):
        raise UsageProblem(f"{output} would not be what its ending says: leave out -f {asked}, or call it .{asked}")
    return asked


@contextmanager
def stream_for(output: Path | None) -> Iterator[TextIO]:
    """Opens standard output (also as ``-``), or the file *output*, which is replaced only when everything is
    written.
    """
    if output is None or str(output) == "-":
        yield sys.stdout
        return
    with _written(output, binary=False) as stream:
        yield stream


@contextmanager
def _binary_stream_for(output: Path | None, form: str) -> Iterator[BinaryIO]:
    """Opens standard output or the file *output* for bytes, which must not be a terminal."""
    if output is not None and str(output) != "-":
        with _written(output, binary=True) as stream:
            yield stream
        return
    if sys.stdout.isatty():
        raise UsageProblem(f"{form} is not for a terminal: name a file with -o quotes.{form}")
    yield sys.stdout.buffer if not hasattr(sys.stdout, "stream") else sys.stdout.stream.buffer


@contextmanager
def _written(output: Path, *, binary: bool) -> Iterator[Any]:
    if is_database(output):
        raise UsageProblem(f"{output} is a database; name another file")
    if output.exists() and not output.is_file():  # /dev/stdout, a pipe
        with output.open("wb") if binary else output.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    try:
        with whole_binary_file(output) if binary else whole_file(output) as stream:
            yield stream
    except OSError as error:
        raise QuotesError(f"{output} cannot be written ({error.strerror or error})") from error


def _chosen(columns: Sequence[str]) -> Sequence[str]:
    """Returns those of *columns* that ``--columns`` names, in its order, or all if it wasn't given.

    :raises UsageProblem: there is none of such a name; the nearest is offered.
    """
    context = click.get_current_context(silent=True)
    names: list[str] | None = None if context is None else context.meta.get(CHOSEN)
    if not names:
        return columns
    from quotes.nearest import did_you_mean

    strange = next((name for name in names if name not in columns), None)
    if strange is not None:
        raise UsageProblem(
            f"there is no column {strange!r}{did_you_mean(strange, columns)}; there are {', '.join(columns)}"
        )
    return list(dict.fromkeys(names))


def rows_needed(limit: int | None) -> int | None:
    """Returns how many rows :func:`show_rows` needs: *limit*; or where a table ends by itself one more than it has,
    which tells that there are more; None for all.
    """
    return TABLE_ROWS + 1 if _is_cut() else limit


def _is_cut() -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(CUT))


def show_rows(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    form: str,
    output: Path | None,
    *,
    excel: bool = False,
    as_blocks: bool = False,
    places: Callable[[str], Sequence[tuple[int, int]]] = lambda _words: (),
    whole: bool = False,
) -> int:
    """Writes *rows* as asked and returns how many there were.

    A table that must be *whole* leaves no column out, however narrow the terminal. With *as_blocks*, ``text`` shows
    quotations for the eye, in which *places* of the words are marked as matches.
    """
    from quotes.output.reading import block, who_said
    from quotes.output.screen import stream_of
    from quotes.output.tables import write, write_binary

    columns = _chosen(columns)
    if excel and form != Format.CSV:
        raise UsageProblem(f"--excel is for CSV, not {form}; a real Excel file is -o FILE.xlsx")
    if form in BINARY:
        with _binary_stream_for(output, form) as file:
            written = write_binary(rows, columns, Format(form), file)
        for remark in written.remarks:
            click.echo(f"quotes: {remark}", err=True)
        return written.rows
    with stream_for(output) as out:
        stream = stream_of(out, form)
        if form == "text" and as_blocks:
            styled = styles(stream)
            count = 0
            for row in rows:
                count += 1
                found = places(str(row["words"]))
                stream.write(block(row, width=width_of(stream), styled=styled, places=found) + "\n\n")
            return count
        chosen = Format.TABLE if form == "text" else Format(form)
        if tuple(columns[: len(BRIEF)]) == BRIEF:
            rows = ({**row, "speaker": who_said(row) if row["speaker"] else row["speaker"]} for row in rows)
        has_more = False
        if _is_cut():
            first = list(islice(rows, TABLE_ROWS + 1))
            rows, has_more = first[:TABLE_ROWS], len(first) > TABLE_ROWS
        count = write(rows, columns, chosen, stream, excel=excel, table=_table_options(stream, whole=whole))
    if has_more:
        click.echo(f"the first {count} shown; -n N shows more, --csv all", err=True)
    return count


def _table_options(stream: TextIO, *, whole: bool) -> "TableOptions":
    from quotes.output.lines import wrapped
    from quotes.output.table import PIPED

    if not stream.isatty():
        return PIPED
    wide = terminal_width()

    def say(names: str) -> None:
        click.echo(wrapped(f"too narrow for {names}: a wider terminal or --csv shows them", width=wide), err=True)

    return PIPED._replace(width=wide, fit=True, whole=whole, colour=colours(stream), say=say)


BRIEF = ("uid", "words", "speaker", "outlet", "published_on", "said_on", "confidence")
"""Columns of a table for the eye; there the speaker is everybody who said it, and that it wasn't said."""
