"""``quotes sql``."""

import sys
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened, output_options, show_rows


@click.command()
@click.argument("query")
@output_options("table")
@database_options
def command(database: dict[str, Any], query: str, form: str, output: Path | None, limit: int | None) -> None:
    """Ask the database in SQL; nothing can be changed.

    \b
    quotes sql "SELECT speaker, COUNT(*) AS n FROM quote_list GROUP BY speaker ORDER BY n DESC"
    quotes sql - < query.sql

    The views quote_list (what readers see), quote_all and speaker_counts are made for this.
    """
    from quotes.output.tables import unique_names
    from quotes.store.search.sql import run_sql

    with opened(database) as store, store.reading() as session:
        table = run_sql(session, sys.stdin.read() if query == "-" else query, most=limit)
    names = unique_names(table.columns)
    show_rows((dict(zip(names, row, strict=True)) for row in table.rows), names, form, output)
