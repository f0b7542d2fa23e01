"""``quotes speakers apart``."""

from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.decisions import decide
from quotes.cli.options import decision_options


@click.command("apart")
@click.argument("one")
@click.argument("other")
@decision_options
def command(database: Mapping[str, Any], one: str, other: str, why: str | None, dry_run: bool) -> None:
    """Keep two speakers apart for good: never suggested as one, never merged.

    \b
    quotes speakers apart "John Smith (the footballer)" "John Smith (the minister)"
    """
    from quotes.store.speakers.changes import apart as change

    decide(database, lambda session: change(session, one, other, note=why), dry_run=dry_run)
