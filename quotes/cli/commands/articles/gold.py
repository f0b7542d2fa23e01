"""``quotes articles gold``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened, stream_for


@click.command("gold")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@database_options
def command(database: Mapping[str, Any], output: Path | None) -> None:
    """Write what people decided about quotations as gold for quotes evaluate: one article a line.

    \b
    quotes articles gold -o gold.jsonl
    quotes evaluate gold.jsonl
    """
    from quotes.output.tables import one_line
    from quotes.store.review.gold_export import gold_articles

    with opened(database) as store, store.reading() as session, stream_for(output) as stream:
        count = 0
        for count, article in enumerate(gold_articles(session), 1):  # noqa: B007
            stream.write(one_line(article) + "\n")
    if not count:
        click.echo("nobody has decided about quotations of an article yet", err=True)
