"""``quotes speakers alias``."""

from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.decisions import decide
from quotes.cli.groups import CommandGroup
from quotes.cli.options import decision_options


@click.group("alias", cls=CommandGroup)
def command() -> None:
    """Give a speaker a further name, or take one away.

    \b
    quotes speakers alias add "Alexandria Ocasio-Cortez" AOC
    quotes speakers alias rm "Alexandria Ocasio-Cortez" AOC
    """


@command.command("add")
@click.argument("name")
@click.argument("alias")
@decision_options
def add(database: Mapping[str, Any], name: str, alias: str, why: str | None, dry_run: bool) -> None:
    """Give a speaker a further name, by which any later article means this speaker.

    \b
    quotes speakers alias add "Alexandria Ocasio-Cortez" AOC
    """
    from quotes.store.speakers.changes import add_name

    decide(database, lambda session: add_name(session, name, alias, note=why), dry_run=dry_run)


@command.command("rm")
@click.argument("name")
@click.argument("alias")
@decision_options
def remove(database: Mapping[str, Any], name: str, alias: str, why: str | None, dry_run: bool) -> None:
    """Take a name from a speaker; quotations stay where they are.

    \b
    quotes speakers alias rm "Alexandria Ocasio-Cortez" AOC
    """
    from quotes.store.speakers.changes import remove_name

    decide(database, lambda session: remove_name(session, name, alias, note=why), dry_run=dry_run)
