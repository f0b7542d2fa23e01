"""``quotes db schema``."""

import sys
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened, output_options, show_rows
from quotes.cli.terminal import styles, width_of


@click.command("schema")
@click.argument("tables", nargs=-1, metavar="[TABLE]…")
@output_options("text")
@database_options
def command(
    database: dict[str, Any], tables: tuple[str, ...], form: str, output: Path | None, limit: int | None
) -> None:
    """List tables, views and columns, with what they mean: for quotes sql and other programs.

    \b
    quotes db schema
    quotes db schema quote_list
    quotes db schema --csv

    The views come first: quote_list has what readers see, a row a quotation.
    """
    from quotes.errors import NotFound
    from quotes.nearest import did_you_mean
    from quotes.output.rows import as_row
    from quotes.output.schema import schema_text
    from quotes.store.search.described import ColumnLine, tables_and_views

    with opened(database) as store, store.reading() as session:
        found = list(tables_and_views(session))
    known = [each.name for each in found]
    for name in tables:
        if name not in known:
            raise NotFound(f"there is no table {name!r}{did_you_mean(name, known)}; there are {', '.join(known)}")
    chosen = [each for each in found if not tables or each.name in tables]
    if form == "text" and output is None and limit is None:
        width = width_of(sys.stdout)
        click.echo(schema_text([as_row(each) for each in chosen], width=width, styled=styles(sys.stdout)))
        return
    rows = [line._asdict() for each in chosen for line in each.columns]
    show_rows(rows[:limit], ColumnLine._fields, form, output)
