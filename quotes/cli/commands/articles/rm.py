"""``quotes articles rm``."""

from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.decisions import erase
from quotes.cli.options import decision_options, yes_option


@click.command("rm")
@click.argument("articles", nargs=-1, required=True, metavar="ID|URL…")
@yes_option
@decision_options
def command(database: Mapping[str, Any], articles: tuple[str, ...], yes: bool, why: str | None, dry_run: bool) -> None:
    """Erase articles in all their versions, with quotations and what the log holds of them.  Nothing takes it back.

    \b
    quotes articles rm a4ab7
    """
    from quotes.store.articles.erase import erase_articles, planned_article_erasure

    erase(
        database,
        lambda session: planned_article_erasure(session, articles),
        lambda session: erase_articles(session, articles, note=why),
        yes=yes,
        dry_run=dry_run,
    )
