"""``quotes stats``."""

from itertools import islice
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened, output_options, show_rows


@click.command()
@output_options("text")
@database_options
def command(database: dict[str, Any], form: str, output: Path | None, limit: int | None) -> None:
    """Count what the store holds.

    \b
    quotes stats
    quotes stats --json
    """
    from quotes.output.reading import figure_lines
    from quotes.store.search.statistics import statistics

    with opened(database) as store, store.reading() as session:
        found = statistics(session)
    if form == "text" and output is None:
        for line in islice(figure_lines(found), limit):
            click.echo(line)
        return
    rows = [{"what": what.strip(), "value": value} for what, value in found.items() if not what.startswith("by ")]
    show_rows(rows[:limit], ("what", "value"), form, output)
