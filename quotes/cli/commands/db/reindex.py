"""``quotes db reindex``."""

from typing import Any

import click

from quotes.cli.collector import resume
from quotes.cli.options import database_options, wait_of


@click.command("reindex")
@database_options
def command(database: dict[str, Any]) -> None:
    """Fold words and names again; find families of quotations again; make the indexes, views and triggers again.

    \b
    quotes db reindex
    """
    from quotes.output.changes import refolding_lines
    from quotes.output.rows import as_row
    from quotes.plurals import counted
    from quotes.store.database.check import reindex

    resume()
    done = reindex(database["db"], wait=wait_of(database))
    words = done.refolded.words
    wrong = f"; the search words of {counted(words, 'quotation')} were wrong" if words else ""
    click.echo(f"made again{wrong}")
    for line in refolding_lines(as_row(done.refolded)):
        click.echo(line)
    if done.rebuilt.families or done.rebuilt.wires:
        families, wires = counted(done.rebuilt.families, "utterance"), counted(done.rebuilt.wires, "text")
        click.echo(f"repeated: {families}, {wires} (quotes variants lists them)")
