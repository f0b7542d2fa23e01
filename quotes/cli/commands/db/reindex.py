"""``quotes db reindex``."""

from typing import Any

import click

from quotes.cli.options import database_options, wait_of


@click.command("reindex")
@database_options
def command(database: dict[str, Any]) -> None:
    """Fold words and names again; make the indexes, the full-text index, views and triggers again.

    \b
    quotes db reindex
    """
    from quotes.output.changes import refolding_lines
    from quotes.output.rows import as_row
    from quotes.plurals import counted
    from quotes.store.database.check import reindex

    done = reindex(database["db"], wait=wait_of(database))
    wrong = f"; the search words of {counted(done.words, 'quotation')} were wrong" if done.words else ""
    click.echo(f"made again{wrong}")
    for line in refolding_lines(as_row(done)):
        click.echo(line)
