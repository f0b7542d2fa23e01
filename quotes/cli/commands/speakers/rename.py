"""``quotes speakers rename``."""

from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.decisions import decide
from quotes.cli.options import decision_options


@click.command("rename")
@click.argument("name")
@click.argument("new")
@decision_options
def command(database: Mapping[str, Any], name: str, new: str, why: str | None, dry_run: bool) -> None:
    """Call a speaker by another name; the old one stays as an alias.

    \b
    quotes speakers rename "Kim Jong-eun" "Kim Jong Un"
    """
    from quotes.store.speakers.changes import rename as change

    decide(database, lambda session: change(session, name, new, note=why), dry_run=dry_run)
