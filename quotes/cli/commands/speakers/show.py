"""``quotes speakers show``."""

import sys
from typing import Any

import click

from quotes.cli.options import database_options, opened
from quotes.cli.terminal import width_of


@click.command("show")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@database_options
def command(database: dict[str, Any], name: str, as_json: bool) -> None:
    """Show one speaker: names, outlets, counts, first and last quotation.

    \b
    quotes speakers show "Kim Jong Un"
    """
    from quotes.output.rows import as_row
    from quotes.output.speaker import speaker_lines, speaker_record
    from quotes.output.tables import one_line
    from quotes.store.speakers.lookup import speaker_card

    with opened(database) as store, store.reading() as session:
        card = as_row(speaker_card(session, name))
    if as_json:
        click.echo(one_line(speaker_record(card)))
        return
    for line in speaker_lines(card, width=width_of(sys.stdout)):
        click.echo(line)
