"""``quotes outlets suggest``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened, output_options, show_rows


@click.command("suggest")
@output_options("table")
@database_options
def command(database: Mapping[str, Any], form: str, output: Path | None, limit: int | None) -> None:
    """List outlets that may be one, with the reason; change nothing.

    \b
    quotes outlets suggest
    quotes outlets merge "mirror.example" "Daily Mirror"

    They have articles on one host and names with a telling word in common.  quotes outlets merge makes them one.
    """
    from quotes.store.outlets.suggest import OutletPair, outlet_suggestions

    with opened(database) as store, store.reading() as session:
        found = outlet_suggestions(session)[:limit]
    if not found and form in ("table", "text"):
        click.echo("no likely duplicates", err=True)
    show_rows((each._asdict() for each in found), OutletPair._fields, form, output)
