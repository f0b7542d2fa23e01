"""``quotes db path``."""

from typing import Any

import click

from quotes.cli.options import database_options


@click.command("path")
@database_options
def command(database: dict[str, Any]) -> None:
    """Print the file or URL that the other commands use.

    \b
    quotes db path
    """
    from quotes.store.database.engine import parse_url, place_of

    click.echo(place_of(parse_url(database["db"])))
