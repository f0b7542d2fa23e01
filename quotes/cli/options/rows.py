"""Provides the options of ``search`` and ``export``: a query, the filters, which rows, which columns, in which
format.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial, wraps
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
    """A type of values: names of columns of quotations with commas between, in the order in which they are to stand."""

    name = "columns"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Returns the names, or ends with a usage error that names the nearest."""
        return tuple(self._several().convert(value, param, ctx).split(","))

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Returns the names that begin as the last one does."""
        return self._several().shell_complete(ctx, param, incomplete)

    @staticmethod
    def _several() -> Several:
        from quotes.store.search.rows import QUOTE_COLUMNS, WHOLE_COLUMNS

        return Several("column", tuple(dict.fromkeys((*QUOTE_COLUMNS, *WHOLE_COLUMNS))))


@dataclass(frozen=True, slots=True)
class Rows:
    """The choice of which rows of an answer are written, where, and how."""

    form: str
    output: Path | None
    limit: int | None
    offset: int
    columns: tuple[str, ...] | None
    """Columns that were asked for; None: those of the format."""
    count: bool
    """Whether only their number is asked for."""
    context: int | None = None
    """How many sentences on each side are asked for as a column of its own."""

    def shown_columns(self, *, brief: bool) -> tuple[str, ...]:
        """Returns the columns that were asked for, else a few for tables if these are *brief* and all for programs;
        behind them the context if it was asked for.
        """
        return (*self._own_columns(brief=brief), *((CONTEXT,) if self.context is not None else ()))

    def _own_columns(self, *, brief: bool) -> tuple[str, ...]:
        from quotes.store.search.rows import QUOTE_COLUMNS, WHOLE_COLUMNS

        if self.columns is not None:
            return self.columns
        if brief and self.form in ("table", "md"):
            return BRIEF
        return WHOLE_COLUMNS if self.form in ("json", "jsonl") else QUOTE_COLUMNS

    def complete(self, session: "Session", rows: Iterable[dict[str, Any]], columns: Iterable[str]) -> Iterable[Any]:
        """Returns *rows* with the columns that were asked for beyond those that a query gives."""
        from quotes.store.search.rows import QUOTE_COLUMNS, whole_rows

        left = {*columns} - {CONTEXT}
        rows = rows if left <= {*QUOTE_COLUMNS} else whole_rows(session, rows)
        return rows if self.context is None else _with_context(session, rows, self.context)

    @property
    def as_blocks(self) -> bool:
        """Whether the rows are shown as quotations for the eye, not as a table."""
        return self.columns is None


CONTEXT = "context"
"""The column of ``--context``."""


def _with_context(session: "Session", rows: Iterable[dict[str, Any]], sentences: int) -> Iterator[dict[str, Any]]:
    """Yields *rows* with so many *sentences* of the article on each side as their context, or None if the article has
    no text.
    """
    from functools import lru_cache

    from quotes.passages import around
    from quotes.store.articles.lookup import text_of

    text = lru_cache(16)(lambda uid: text_of(session, uid))
    for row in rows:
        whole, start, end = text(row["article_uid"]), row["start_offset"], row["end_offset"]
        found = None if whole is None or start is None or end is None else around(whole, start, end, sentences)
        yield {**row, CONTEXT: found}


def row_options(default: str, *, most: str = "all") -> Callable[[Command], Command]:
    """Adds a query and the filters, ``--columns``, ``--count``, ``--offset``, a format; the command gets ``rows``."""

    def decorate(command: Command) -> Command:
        @click.argument("query", nargs=-1, metavar="[QUERY]…")
        @partial(filter_options, distinct=True)
        @click.option("--columns", type=Columns(), metavar="NAME,…", help="These columns, in this order (uid,words).")
        @click.option("--count", is_flag=True, help="Only how many there are.")
        @click.option("--offset", type=Number(0), default=0, metavar="N", help="Leave out the first N.")
        @click.option(
            "--context", type=Number(0), metavar="N", help="Add N sentences on each side, as the last column."
        )
        @output_options(default, most=most, columns=False)
        @wraps(command)
        def with_rows(query: tuple[str, ...], **kwargs: Any) -> Any:
            names = ("form", "output", "limit", "offset", "columns", "count", "context")
            given: Mapping[str, Any] = {name: kwargs.pop(name) for name in names}
            return command(query=query_text(query), rows=Rows(**given), **kwargs)

        return with_rows

    return decorate
