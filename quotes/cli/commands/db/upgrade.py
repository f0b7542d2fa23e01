"""``quotes db upgrade``."""

from typing import Any

import click

from quotes.cli.options import database_options, wait_of


@click.command("upgrade")
@click.option("--dry-run", is_flag=True, help="Say what would be done, change nothing.")
@database_options
def command(database: dict[str, Any], dry_run: bool) -> None:
    """Bring the schema to the newest version; SQLite files are backed up first.

    \b
    quotes db upgrade
    """
    from quotes.store.database.migrate import planned, upgrade

    if dry_run:
        before, after = planned(database["db"])
        if before == after:
            click.echo(f"already at schema {after}")
        else:
            click.echo(f"schema {before or '(empty)'} → {after} (dry run: nothing changed)")
        return
    done = upgrade(database["db"], wait=wait_of(database))
    if done.before == done.after:
        click.echo(f"already at schema {done.after}")
        return
    click.echo(
        f"schema {done.before or '(empty)'} → {done.after}" + (f"; backup: {done.backup}" if done.backup else "")
    )
