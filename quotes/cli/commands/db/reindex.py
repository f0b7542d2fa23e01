"""``quotes db reindex``."""

from typing import Any

import click

from quotes.cli.options import database_options, wait_of


@click.command("reindex")
@database_options
def command(database: dict[str, Any]) -> None:
    """Make the indexes, the full-text index, views and triggers again.

    \b
    quotes db reindex
    """
    from quotes.store.database.check import reindex

    wrong = reindex(database["db"], wait=wait_of(database))
    click.echo("made again" + (f"; the search words of {wrong} quotations were wrong" if wrong else ""))
