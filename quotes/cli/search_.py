"""``quotes search``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import (
    QueryCommand,
    columns_for,
    database_options,
    filter_options,
    opened,
    output_options,
    query_text,
    show_rows,
)

if TYPE_CHECKING:
    from quotes.store.filters import Filter

DEFAULT_LIMIT = 50
"""Results shown for the eye unless -n says otherwise."""


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("--order", type=click.Choice(["date", "said", "confidence", "stored"]), default="date", show_default=True)
@filter_options
@output_options("text")
@database_options
def command(
    database: dict[str, Any],
    query: tuple[str, ...],
    order: str,
    wanted: "Filter",
    form: str,
    output: Path | None,
    limit: int | None,
) -> None:
    """Find stored quotations.

    \b
    quotes search insurmountable
    quotes search '"special friendly feeling" or peace -war' --speaker "Kim Jong Un" --since 2025-10-01
    quotes search 'speaker:Radchenko said:2025-10 diplom*' --csv

    Words must all occur; "a phrase", -not, or, prefix*; speaker: outlet: via: said: date: kind: status:.
    """
    from quotes.store.rows import fetched
    from quotes.store.search import count, matching, ordered, suggestion

    words = query_text(query)
    most = limit if limit is not None or form not in ("text", "table") else DEFAULT_LIMIT
    with opened(database) as store, store.reading() as session:
        found = matching(session, words, wanted)
        rows = fetched(session, ordered(found, order).limit(most))
        written = show_rows(rows, columns_for(form), form, output, as_blocks=True)
        if most is not None and written == most and limit is None:
            total = count(session, found)
            if total > written:
                click.echo(f"{written} of {total} shown; -n {total} shows all", err=True)
        if not rows:
            better = suggestion(session, words)
            click.echo("nothing found" + (f"; try: quotes search '{better}'" if better else ""), err=True)
