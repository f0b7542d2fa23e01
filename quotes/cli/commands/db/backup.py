"""``quotes db backup``."""

from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened, wait_of


@click.command("backup")
@click.argument("target", required=False, metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@database_options
def command(database: dict[str, Any], target: Path | None) -> None:
    """Make a checked copy, whoever writes meanwhile.

    \b
    quotes db backup
    quotes db backup /media/usb/quotes.db

    The copy is one SQLite file (also of a PostgreSQL store): open it with --db, or put it in the place of a damaged
    one.  Without FILE it lies beside the database, named by the time.
    """
    from quotes.store.database.backup import back_up

    with opened(database) as store:
        made = back_up(store, target, wait=wait_of(database))
    click.echo(f"{made} ({made.stat().st_size:,} bytes, checked)")
