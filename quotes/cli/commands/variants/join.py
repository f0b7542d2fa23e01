"""``quotes variants join``."""

from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.decisions import decide
from quotes.cli.options import decision_options


@click.command("join")
@click.argument("ids", nargs=-1, required=True, metavar="ID ID…")
@decision_options
def command(database: Mapping[str, Any], ids: tuple[str, ...], why: str | None, dry_run: bool) -> None:
    """Make one family of those of several quotations, for good.

    \b
    quotes variants join qabc123 qdef456
    """
    from quotes.store.review.family_decisions import join

    decide(database, lambda session: join(session, ids, note=why), dry_run=dry_run)
