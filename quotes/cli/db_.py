"""``quotes db``."""

from typing import Any

import click

from quotes.cli.options import database_options, opened


@click.group()
def command() -> None:
    """Where the database is, what is in it, bring it up to date.

    \b
    quotes db path
    quotes db info
    quotes db upgrade
    """


@command.command()
@database_options
def path(database: dict[str, Any]) -> None:
    """The file or URL that the other commands use.

    \b
    quotes db path
    """
    from quotes.store.connect import parse_url, place_of

    click.echo(place_of(parse_url(database["db"])))


@command.command()
@database_options
def info(database: dict[str, Any]) -> None:
    """Schema and counts.

    \b
    quotes db info
    """
    from quotes.store.care import counts
    from quotes.store.schema import HEAD

    with opened(database) as store, store.reading() as session:
        click.echo(f"{store.place} ({store.dialect}, schema {HEAD})")
        for name, count in counts(session).items():
            click.echo(f"  {name:<12} {count:,}")


@command.command()
@click.option("--dry-run", is_flag=True, help="Say what would be done, change nothing.")
@database_options
def upgrade(database: dict[str, Any], dry_run: bool) -> None:
    """Bring the schema to the newest version; SQLite files are backed up first.

    \b
    quotes db upgrade
    """
    from quotes.store.connect import WAIT
    from quotes.store.migrate import planned, upgrade

    if dry_run:
        before, after = planned(database["db"])
        if before == after:
            click.echo(f"already at schema {after}")
        else:
            click.echo(f"schema {before or '(empty)'} → {after} (dry run: nothing changed)")
        return
    done = upgrade(database["db"], wait=database["wait"] if database["wait"] is not None else WAIT)
    if done.before == done.after:
        click.echo(f"already at schema {done.after}")
        return
    click.echo(
        f"schema {done.before or '(empty)'} → {done.after}" + (f"; backup: {done.backup}" if done.backup else "")
    )
