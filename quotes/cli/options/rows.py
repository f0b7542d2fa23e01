"""The options of ``search`` and ``export``: a query, the filters, which rows, which columns, in which format."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options.command import Command
from quotes.cli.options.filters import filter_options
from quotes.cli.options.forgiving import Several
from quotes.cli.options.numbers import Number
from quotes.cli.options.output import BRIEF, output_options
from quotes.cli.options.query import query_text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
    from sqlalchemy.orm import Session


class Columns(click.ParamType[tuple[str, ...]]):
    """Names of columns of quotations with commas between, in the order in which they are to stand."""

    name = "columns"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The names, or a usage error that names the nearest."""
        return tuple(self._several().convert(value, param, ctx).split(","))

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """The names that begin as the last one does."""
        return self._several().shell_complete(ctx, param, incomplete)

    @staticmethod
    def _several() -> Several:
        from quotes.store.search.rows import QUOTE_COLUMNS, WHOLE_COLUMNS

        return Several("column", tuple(dict.fromkeys((*QUOTE_COLUMNS, *WHOLE_COLUMNS))))


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows of an answer are written, where, and how."""

    form: str
    output: Path | None
    limit: int | None
    offset: int
    columns: tuple[str, ...] | None
    """Columns that were asked for; None: those of the format."""
    count: bool
    """Whether only their number is asked for."""

    def shown_columns(self, *, brief: bool) -> tuple[str, ...]:
        """Those that were asked for; else a few for tables where these are *brief*, all for programs."""
        from quotes.store.search.rows import QUOTE_COLUMNS, WHOLE_COLUMNS

        if self.columns is not None:
            return self.columns
        if brief and self.form in ("table", "md"):
            return BRIEF
        return WHOLE_COLUMNS if self.form in ("json", "jsonl") else QUOTE_COLUMNS

    def complete(self, session: "Session", rows: Iterable[dict[str, Any]], columns: Iterable[str]) -> Iterable[Any]:
        """*rows* with what *columns* want beyond those that a query gives."""
        from quotes.store.search.rows import QUOTE_COLUMNS, whole_rows

        return rows if {*columns} <= {*QUOTE_COLUMNS} else whole_rows(session, rows)

    @property
    def as_blocks(self) -> bool:
        """Whether they are quotations for the eye, not a table."""
        return self.columns is None


def row_options(default: str, *, most: str = "all") -> Callable[[Command], Command]:
    """A query and the filters, ``--columns``, ``--count``, ``--offset``, a format; the command gets ``rows``."""

    def decorate(command: Command) -> Command:
        @click.argument("query", nargs=-1, metavar="[QUERY]…")
        @filter_options
        @click.option("--columns", type=Columns(), metavar="NAME,…", help="These columns, in this order (uid,words).")
        @click.option("--count", is_flag=True, help="Only how many there are.")
        @click.option("--offset", type=Number(0), default=0, metavar="N", help="Leave out the first N.")
        @output_options(default, most=most)
        @wraps(command)
        def with_rows(query: tuple[str, ...], **kwargs: Any) -> Any:
            names = ("form", "output", "limit", "offset", "columns", "count")
            given: Mapping[str, Any] = {name: kwargs.pop(name) for name in names}
            return command(query=query_text(query), rows=Rows(**given), **kwargs)

        return with_rows

    return decorate
