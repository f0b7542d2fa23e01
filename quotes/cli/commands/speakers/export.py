"""``quotes speakers export``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened, output_options, show_rows


@click.command("export")
@click.option("--all", "every", is_flag=True, help="Also speakers of whom nothing is stated yet.")
@click.option("--excel", is_flag=True, help="CSV for spreadsheets: byte order mark, CRLF, no formulas.")
@output_options("csv")
@database_options
def command(
    database: Mapping[str, Any], every: bool, excel: bool, form: str, output: Path | None, limit: int | None
) -> None:
    """Write what is stated of speakers as a table: a column for each attribute.

    \b
    quotes speakers export --all -o speakers.csv
    """
    from quotes.store.speakers.attribute_tables import attribute_columns, attribute_rows

    with opened(database) as store, store.reading() as session:
        columns = attribute_columns(session)
        rows = attribute_rows(session, every=every)[:limit]
    show_rows(rows, columns, form, output, excel=excel)
