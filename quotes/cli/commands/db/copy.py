"""``quotes db copy``."""

from typing import Any

import click

from quotes.cli.options import database_options, opened, wait_of


@click.command("copy")
@click.argument("target", metavar="PATH|URL")
@database_options
def command(database: dict[str, Any], target: str) -> None:
    """Copy everything into a new database, SQLite or PostgreSQL, either way.

    \b
    quotes db copy postgresql://desk@server/quotes
    quotes --db postgresql://desk@server/quotes db copy laptop.db

    Ids and uids stay what they are.  The copy is compared row for row before it is kept.
    """
    from quotes.plurals import counted
    from quotes.store.database.transfer import copy

    with opened(database) as store:
        done = copy(store, target, wait=wait_of(database))
    copied = [(done.rows["article"], "article"), (done.rows["quote"], "quotation"), (done.rows["speaker"], "speaker")]
    click.echo(f"{', '.join(counted(number, noun) for number, noun in copied)} → {done.place}")
