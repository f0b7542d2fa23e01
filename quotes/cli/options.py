"""Options that several commands share, and what they turn into."""

import datetime as dt
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from quotes.errors import QuotesError, UsageProblem
from quotes.model import Kind, SpeakerKind
from quotes.occupied import is_occupied
from quotes.output.tables import Format

if TYPE_CHECKING:
    from quotes.store.database.connect import Store

FORMATS = tuple(form.value for form in Format)
KINDS = tuple(kind.value for kind in Kind)
"""How the words of a quotation stand in its text."""
SPEAKER_KINDS = tuple(kind.value for kind in SpeakerKind)
Command = Callable[..., Any]


class Day(click.ParamType[dt.date]):
    """A day: 2025-10-09."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or a usage error."""
        if isinstance(value, dt.date):
            return value
        from quotes.ingest.dates import parse_date

        try:
            return parse_date(str(value))
        except UsageProblem as error:
            self.fail(str(error), param, ctx)


class Bound(Day):
    """The first or last day of a time: 2025-10-09, 2025-10, 2025, or so long ago: -2w."""

    def __init__(self, end: int) -> None:
        self.end = end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or a usage error."""
        from quotes.store.query.language import days

        span = days(value.strip()) if isinstance(value, str) and ".." not in value else None
        if span is None:
            return super().convert(value, param, ctx)
        today_excluded = value.strip().startswith("-")
        day = span[0] if self.end == 0 or today_excluded else span[1]
        assert day is not None
        return day


def database_options(command: Command) -> Command:
    """``--db`` and ``--wait``, also after the command's name."""

    @click.option("--db", metavar="PATH|URL", help="The database.")
    @click.option("--wait", type=click.FloatRange(min=0), metavar="SECONDS", help="Wait for another writer.")
    @wraps(command)
    def with_database(*args: Any, db: str | None = None, wait: float | None = None, **kwargs: Any) -> Any:
        ctx = click.get_current_context()
        outer: dict[str, Any] = ctx.find_root().obj or {}
        chosen = {"db": db or outer.get("db"), "wait": wait if wait is not None else outer.get("wait")}
        return command(*args, database=chosen, **kwargs)

    return with_database


_NEGATED = "\ue000"
_WORD = re.compile(r"-(?!-)(?![A-Za-z]\d+\Z).{2,}", re.DOTALL)
"""A minus and a word (``-war``, ``-2w``, ``-"a phrase"``), unlike ``-n``, ``-n5`` and ``--speaker``."""


class QueryCommand(click.Command):
    """A command whose words may begin with a minus: ``-war`` is a word that must not occur, not options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hide the minus of such words from the parser; what an option takes stays (``--since -2w``)."""
        takes = {name for p in self.params if isinstance(p, click.Option) and not p.is_flag for name in p.opts}
        hidden = [
            _NEGATED + arg[1:] if _WORD.match(arg) and before not in takes else arg
            for before, arg in zip(["", *args], args, strict=False)
        ]
        return super().parse_args(ctx, hidden)


def query_text(words: Sequence[str]) -> str:
    """The query that the words of a :class:`QueryCommand` make."""
    return " ".join(words).replace(_NEGATED, "-")


@contextmanager
def opened(database: Mapping[str, Any], *, create: bool = False, read_only: bool = True) -> "Iterator[Store]":
    """The store that the options name; made only with *create*."""
    from quotes.store.database.connect import open_store
    from quotes.store.database.engine import WAIT

    wait = database["wait"] if database["wait"] is not None else WAIT
    with open_store(database["db"], create=create, read_only=read_only, wait=wait) as store:
        yield store


@contextmanager
def opened_for_writing(database: Mapping[str, Any], *, dry_run: bool) -> "Iterator[Store]":
    """The store that the options name, made if need be; with *dry_run* one that isn't there stays so.

    A dry run before there is a database is made in a temporary one.
    """
    if not dry_run:
        with opened(database, create=True, read_only=False) as store:
            yield store
        return
    from tempfile import TemporaryDirectory

    from quotes.errors import NotFound

    with ExitStack() as stack:
        try:
            store = stack.enter_context(opened(database, read_only=False))
        except NotFound:
            folder = stack.enter_context(TemporaryDirectory(prefix="quotes-dry-run-"))
            temporary = {**database, "db": str(Path(folder) / "quotes.db")}
            store = stack.enter_context(opened(temporary, create=True, read_only=False))
        yield store


def output_options(default: str = "text") -> Callable[[Command], Command]:
    """``-f``, its short forms, ``-o`` and ``-n``; the command gets ``form``, ``output`` and ``limit``."""

    def decorate(command: Command) -> Command:
        @click.option("-f", "--format", "form", type=click.Choice(FORMATS), help=f"Format.  [default: {default}]")
        @click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
        @click.option("-n", "--limit", type=click.IntRange(min=0), metavar="N", help="At most N rows.")
        @wraps(command)
        def with_output(*args: Any, **kwargs: Any) -> Any:
            chosen = [name for name in FORMATS if name != "text" and kwargs.pop(f"as_{name}")]
            form = kwargs.pop("form")
            if len({*chosen, *([form] if form else [])}) > 1:
                raise UsageProblem("several formats were asked for; choose one")
            return command(*args, form=(chosen or [form or default])[0], **kwargs)

        for name in reversed(FORMATS[1:]):
            with_output = click.option(f"--{name}", f"as_{name}", is_flag=True, hidden=name not in ("csv", "json"),
                                       help=f"Same as -f {name}.")(with_output)  # fmt: skip
        return with_output

    return decorate


def filter_options(command: Command) -> Command:
    """The filters that every listing takes; the command gets ``filters``, a store filter."""

    @click.option("--speaker", metavar="NAME", help="Said by (any of a speaker's names).")
    @click.option("--outlet", metavar="NAME", help="Published by.")
    @click.option("--since", type=Bound(0), help="Published on or after (2025-10-09, 2025-10, -2w).")
    @click.option("--until", type=Bound(1), help="Published on or before.")
    @click.option("--said-since", type=Bound(0), help="Said on or after.")
    @click.option("--said-until", type=Bound(1), help="Said on or before.")
    @click.option("--via", metavar="WORDS", help="Said to or in (AFP, statement …).")
    @click.option("--kind", type=click.Choice(KINDS), help="How the words stand.")
    @click.option("--status", metavar="STATUS", help="extracted, confirmed, corrected, rejected, recorded …")
    @click.option("--min-confidence", type=click.FloatRange(0, 1), metavar="P", help="At least this sure.")
    @click.option("--uncredited/--credited", default=None, help="Only those without, or with, a speaker.")
    @click.option("--all-versions", is_flag=True, help="Superseded versions of articles too.")
    @wraps(command)
    def with_filters(*args: Any, **kwargs: Any) -> Any:
        from quotes.store.query.filters import Filter
        from quotes.store.schema import Status

        given = {field.name: kwargs.pop(field.name) for field in fields(Filter)}
        if given["status"] and given["status"] not in set(Status):
            raise UsageProblem(f"there is no status {given['status']!r}; there are {', '.join(Status)}")
        return command(*args, filters=Filter(**given), **kwargs)

    return with_filters


@contextmanager
def stream_for(output: Path | None) -> Iterator[TextIO]:
    """Standard output (also as ``-``), or the file *output*, which is replaced only when everything is written."""
    if output is None or str(output) == "-":
        yield sys.stdout
        return
    if is_occupied(output):
        raise UsageProblem(f"{output} is the database itself; name another file")
    if output.exists() and not output.is_file():  # /dev/stdout, a pipe
        with output.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    output = output.resolve()  # what a link leads to is replaced, not the link
    temporary = output.with_name(f".{output.name}.part")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        temporary.replace(output)
    except OSError as error:
        raise QuotesError(f"{output} cannot be written ({error.strerror or error})") from error
    finally:
        temporary.unlink(missing_ok=True)


def colours(stream: TextIO) -> bool:
    """Whether *stream* is a terminal that wants colours, or ``FORCE_COLOR`` says so (for ``less -R``)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


def width_of(stream: TextIO) -> int:
    """Characters of a line: the terminal's, at most 100; 88 where there is none."""
    import shutil

    return min(100, shutil.get_terminal_size((88, 24)).columns) if stream.isatty() else 88


def styles(stream: TextIO) -> Callable[[str, str], str]:
    """A function that styles text for *stream*, or leaves it."""
    if not colours(stream):
        return lambda text, _style: text
    known: dict[str, dict[str, Any]] = {
        "speaker": {"bold": True},
        "dim": {"dim": True},
        "match": {"fg": "yellow"},
        "cue": {"fg": "cyan"},
    }
    return lambda text, style: click.style(text, **known.get(style, {}))


def show_rows(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    form: str,
    output: Path | None,
    *,
    excel: bool = False,
    as_blocks: bool = False,
    places: Callable[[str], Sequence[tuple[int, int]]] = lambda _words: (),
) -> int:
    """Write *rows* as asked; returns how many there were.

    *as_blocks* reads ``text`` as quotations for the eye, in which *places* of the words are marked as matches.
    """
    from quotes.output.reading import block
    from quotes.output.tables import Format, write

    with stream_for(output) as stream:
        if form == "text" and as_blocks:
            styled = styles(stream)
            count = 0
            for row in rows:
                count += 1
                found = places(str(row["words"]))
                stream.write(block(row, width=width_of(stream), styled=styled, places=found) + "\n\n")
            return count
        chosen = Format.TABLE if form == "text" else Format(form)
        wide = None if stream.isatty() else 160
        return write(rows, columns, chosen, stream, excel=excel, colour=colours(stream), width=wide)


BRIEF = ("uid", "words", "speaker", "outlet", "published_on", "said_on", "confidence")
"""Columns of a table for the eye."""


def columns_for(form: str) -> Sequence[str]:
    """All columns for programs, a few for tables."""
    from quotes.store.search.rows import QUOTE_COLUMNS

    return BRIEF if form in ("table", "md") else QUOTE_COLUMNS
