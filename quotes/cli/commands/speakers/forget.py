"""``quotes speakers forget``."""

from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.decisions import erase
from quotes.cli.options import decision_options, yes_option


@click.command("forget")
@click.argument("name")
@yes_option
@decision_options
def command(database: Mapping[str, Any], name: str, yes: bool, why: str | None, dry_run: bool) -> None:
    """Erase a speaker: names, attributes, quotations, and what the log holds of them.  Nothing takes it back.

    \b
    quotes speakers forget "John Smith (the footballer)"
    """
    from quotes.store.articles.erase import erase_speaker, planned_speaker_erasure

    erase(
        database,
        lambda session: planned_speaker_erasure(session, name),
        lambda session: erase_speaker(session, name, note=why),
        yes=yes,
        dry_run=dry_run,
    )
