"""``quotes outlets rename``."""

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
    """Call an outlet by another name; the old one stays as an alias.

    \b
    quotes outlets rename "example.com" "Example Daily"
    """
    from quotes.store.outlets.changes import rename_outlet

    decide(database, lambda session: rename_outlet(session, name, new, note=why), dry_run=dry_run)
