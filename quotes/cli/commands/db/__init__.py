"""``quotes db``: a module for each of its commands."""

import click

from quotes.cli.commands.db import backup, check, copy, info, path, reindex, schema, upgrade
from quotes.cli.groups import CommandGroup


@click.group(cls=CommandGroup)
def command() -> None:
    """Say where the database is and what is in it; bring it up to date, back it up, check it, copy it.

    \b
    quotes db path
    quotes db backup quotes-backup.db
    quotes db check
    quotes db copy postgresql://desk@server/quotes
    """


for module in (backup, check, copy, info, path, reindex, schema, upgrade):
    command.add_command(module.command)
