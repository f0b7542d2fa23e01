"""``quotes variants split``."""

from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.decisions import decide
from quotes.cli.options import decision_options


@click.command("split")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@decision_options
def command(database: Mapping[str, Any], ids: tuple[str, ...], why: str | None, dry_run: bool) -> None:
    """Take quotations out of their family for good; several make one of their own.

    \b
    quotes variants split qabc123
    quotes variants split qabc123 qdef456 --why "said at another meeting"
    """
    from quotes.store.review.family_decisions import split_off

    decide(database, lambda session: split_off(session, ids, note=why), dry_run=dry_run)
