"""``quotes show``."""

import sys
from typing import Any

import click

from quotes.cli.options import Number, database_options, opened
from quotes.cli.terminal import colours, styles, width_of


@click.command()
@click.argument("quotation", metavar="ID")
@click.option("-C", "--context", type=Number(0), default=0, metavar="N", help="N neighbours a side.")
@click.option("--json", "as_json", is_flag=True, help="All columns, the passage and the decisions as JSON.")
@database_options
def command(database: dict[str, Any], quotation: str, context: int, as_json: bool) -> None:
    """Show one quotation in its passage, with where it comes from.

    \b
    quotes show qabc123
    quotes show qabc123 -C 2
    quotes show qabc123 --json

    ID is the id, the uid, or the beginning of a uid that only one quotation has.
    """
    from quotes.output.passage import quotation_page, quotation_record
    from quotes.output.rows import as_row
    from quotes.output.tables import one_line
    from quotes.store.search.show import show

    with opened(database) as store, store.reading() as session:
        shown = as_row(show(session, quotation, neighbours=context))
    if as_json:
        click.echo(one_line(quotation_record(shown)))
        return
    coloured = colours(sys.stdout)
    page = quotation_page(shown, width=width_of(sys.stdout), styled=styles(sys.stdout), colours=coloured)
    click.echo(page, color=coloured)
