"""``quotes speakers split``."""

from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.decisions import decide
from quotes.cli.options import decision_options


@click.command("split")
@click.argument("name")
@click.argument("quotations", nargs=-1, required=True, metavar="QUOTATION…")
@click.option("--into", metavar="NAME", help="Whose they are: a speaker, or a new one.")
@click.option("--note", "tell_apart", metavar="WORDS", help="What tells a second one of the same name apart.")
@decision_options
def command(
    database: Mapping[str, Any],
    name: str,
    quotations: tuple[str, ...],
    into: str | None,
    tell_apart: str | None,
    why: str | None,
    dry_run: bool,
) -> None:
    """Move quotations out of a speaker, to another one or a second one of the same name.

    \b
    quotes speakers split "John Smith" q4ab7 q91cc --note "the footballer"

    The two are set apart.  Where a name then fits both, later articles keep a speaker of their own.
    """
    from quotes.store.speakers.changes import split as change

    decide(
        database,
        lambda session: change(session, name, quotations, into=into, tell_apart=tell_apart, note=why),
        dry_run=dry_run,
    )
