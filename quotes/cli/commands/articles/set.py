"""``quotes articles set``."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.decisions import report_decision
from quotes.cli.options import Day, decision_options, opened


@click.command("set")
@click.argument("article", metavar="ID|URL")
@click.option("--title", metavar="TEXT", help="Its headline; empty takes it away, as below.")
@click.option("--byline", metavar="NAME", help="Who wrote it.")
@click.option("--date", "published_on", type=Day(), help="Day of publication.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--language", metavar="CODE", help="Its language (en).")
@click.option("--section", metavar="NAME", help="The part of the outlet in which it stood (Sport).")
@decision_options
def command(
    database: Mapping[str, Any],
    article: str,
    title: str | None,
    byline: str | None,
    published_on: dt.date | None,
    outlet: str | None,
    language: str | None,
    section: str | None,
    why: str | None,
    dry_run: bool,
) -> None:
    """Change what is known of an article.  A new date gives "on Friday" its day anew.

    \b
    quotes articles set a4ab7 --date 2025-10-10 --title "Bridge opens"
    """
    from quotes.workflow import set_article

    given = {
        "title": title,
        "byline": byline,
        "published_on": published_on,
        "outlet": outlet,
        "language": language,
        "section": section,
    }
    fields = {name: value for name, value in given.items() if value is not None}
    with opened(database, read_only=False) as store:
        done = set_article(store, article, fields, dry_run=dry_run, note=why)
    report_decision(done, dry_run=dry_run)
