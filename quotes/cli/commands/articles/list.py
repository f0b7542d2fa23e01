"""``quotes articles list``."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import Day, database_options, opened, output_options, rows_needed, show_rows


@click.command("list")
@click.option("--outlet", metavar="NAME", help="Published by.")
@click.option("--since", type=Day(), help="Published on or after.")
@click.option("--until", type=Day(), help="Published on or before.")
@click.option("--all-versions", is_flag=True, help="Superseded versions too.")
@output_options("table")
@database_options
def command(
    database: Mapping[str, Any],
    outlet: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    all_versions: bool = False,
    form: str = "table",
    output: Path | None = None,
    limit: int | None = None,
) -> None:
    """List articles, latest first, with their quotations and how many of those people have decided.

    \b
    quotes articles list --outlet "Example Daily" -n 20
    """
    from quotes.output.article import BRIEF_COLUMNS
    from quotes.store.articles.lookup import ArticleLine, articles
    from quotes.store.query.filters import Filter

    filters = Filter(outlet=outlet, since=since, until=until, all_versions=all_versions)
    with opened(database) as store, store.reading() as session:
        found = articles(session, filters, limit=rows_needed(limit))
    if not found and form in ("table", "text"):
        click.echo("no articles", err=True)
    columns = BRIEF_COLUMNS if form in ("table", "text", "md") else ArticleLine._fields
    show_rows((line._asdict() for line in found), columns, form, output)
