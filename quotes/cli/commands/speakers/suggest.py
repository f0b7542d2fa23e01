"""``quotes speakers suggest``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened, output_options, show_rows


@click.command("suggest")
@output_options("table")
@database_options
def command(database: Mapping[str, Any], form: str, output: Path | None, limit: int | None) -> None:
    """List speakers that may be one, or one that may be two, with the reason; change nothing.

    \b
    quotes speakers suggest -n 20

    quotes speakers merge makes them one, quotes speakers apart says that they never are.
    """
    from quotes.store.speakers.suggest import Suggestion, suggestions

    with opened(database) as store, store.reading() as session:
        found = suggestions(session, limit=limit, say=lambda remark: click.echo(remark, err=True))
    if not found and form in ("table", "text"):
        click.echo("no likely duplicates", err=True)
    columns = Suggestion._fields[:5] if form in ("table", "text", "md") else Suggestion._fields
    show_rows((each._asdict() for each in found), columns, form, output)
