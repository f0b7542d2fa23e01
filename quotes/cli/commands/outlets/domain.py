"""``quotes outlets domain``."""

from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.decisions import decide
from quotes.cli.options import decision_options


@click.command("domain")
@click.argument("name")
@click.argument("domain")
@decision_options
def command(database: Mapping[str, Any], name: str, domain: str, why: str | None, dry_run: bool) -> None:
    """Note the internet domain of an outlet.

    \b
    quotes outlets domain "Example Daily" example.com
    """
    from quotes.store.outlets.changes import set_domain

    decide(database, lambda session: set_domain(session, name, domain, note=why), dry_run=dry_run)
