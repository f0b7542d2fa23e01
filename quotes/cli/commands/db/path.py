"""``quotes db path``."""

import os
import sys
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
    from quotes.output.screen import Screen, data_stream
    from quotes.store.database.engine import parse_url, place_of

    place, stream = place_of(parse_url(database["db"])), data_stream(sys.stdout)
    if isinstance(stream, Screen):
        click.echo(place)
    else:  # for programs: byte for byte the name of the file
        click.echo(os.fsencode(place), file=stream)
