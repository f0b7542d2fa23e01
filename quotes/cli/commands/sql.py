"""``quotes sql``."""

import sys
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import SqlCommand, database_options, opened, output_options, show_rows
from quotes.cli.seconds import Seconds


@click.command(cls=SqlCommand)
@click.argument("query")
@click.option(
    "--timeout",
    type=Seconds(some=True),
    metavar="SECONDS",
    help="Stop after so long.  [default: 60]",
)
@output_options("table")
@database_options
def command(
    database: dict[str, Any], query: str, timeout: float | None, form: str, output: Path | None, limit: int | None
) -> None:
    """Ask the database in SQL; nothing can be changed.

    \b
    quotes sql "SELECT speaker, COUNT(*) AS n FROM quote_list GROUP BY speaker ORDER BY n DESC"
    quotes sql - < query.sql

    The views quote_list (what readers see), quote_all and speaker_counts are made for this;
    quotes db schema lists them, the tables, and what every column means.
    """
    from quotes.output.tables import unique_names
    from quotes.store.search.sql import SECONDS, run_sql

    with opened(database) as store, store.reading() as session:
        asked = sys.stdin.read().removeprefix("\ufeff") if query == "-" else query
        table = run_sql(session, asked, most=limit, seconds=SECONDS if timeout is None else timeout)
    names = unique_names(table.columns)
    show_rows((dict(zip(names, row, strict=True)) for row in table.rows), names, form, output, whole=True)
