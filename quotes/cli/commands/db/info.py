"""``quotes db info``."""

from typing import Any

import click

from quotes.cli.options import database_options, opened


@click.command("info")
@database_options
def command(database: dict[str, Any]) -> None:
    """Print the schema, and the figures of quotes stats that say how much it holds.

    \b
    quotes db info
    """
    from quotes.store.schema import HEAD
    from quotes.store.search.statistics import counts

    with opened(database) as store, store.reading() as session:
        click.echo(f"{store.place} ({store.dialect}, schema {HEAD})")
        for name, count in counts(session).items():
            click.echo(f"  {name:<12} {count:,}")
