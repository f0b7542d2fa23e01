"""``quotes articles versions``."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened, output_options, show_rows
from quotes.cli.terminal import width_of


@click.command("versions")
@click.argument("article", metavar="ID|URL")
@output_options("text")
@database_options
def command(database: Mapping[str, Any], article: str, form: str, output: Path | None, limit: int | None) -> None:
    """Show which quotations each version added, dropped or altered, word by word.

    \b
    quotes articles versions a4ab7

    [-so-] are words that were taken out, {+so+} words that were put in.
    """
    from quotes.output.article import version_lines
    from quotes.output.rows import as_row
    from quotes.store.articles import lookup
    from quotes.store.articles.versions import Difference, differences

    with opened(database) as store, store.reading() as session:
        key = lookup.find_article(session, article).story_key
        versions = [as_row(each) for each in lookup.version_lines(session, key)]
        found = [as_row(each) for each in differences(session, key)[:limit]]
    if form != "text":
        show_rows(found, Difference._fields, form, output)
        return
    for line in version_lines(versions, found, width=width_of(sys.stdout)):
        click.echo(line)
    if len(versions) == 1:
        click.echo("there is only one version", err=True)
