"""``quotes outlets show``."""

from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened, output_options, show_rows


@click.command("show")
@click.argument("name")
@output_options("table")
@database_options
def command(database: dict[str, Any], name: str, form: str, output: Path | None, limit: int | None) -> None:
    """Show one outlet with its counts and all its names.

    \b
    quotes outlets show "Example Daily"
    """
    from quotes.store.outlets.lookup import OutletLine, outlet_names, outlets

    with opened(database) as store, store.reading() as session:
        found = outlets(session, name)[:limit]
        called = outlet_names(session, name)
    names = list(called) if form in ("json", "jsonl") else "; ".join(called)
    show_rows(({**line._asdict(), "names": names} for line in found), (*OutletLine._fields, "names"), form, output)
