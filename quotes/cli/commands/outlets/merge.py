"""``quotes outlets merge``."""

from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.decisions import Question, decide
from quotes.cli.options import decision_options, yes_option
from quotes.errors import UsageProblem


@click.command("merge")
@click.argument("names", nargs=-1, required=True, metavar="FROM… INTO")
@yes_option
@decision_options
def command(database: Mapping[str, Any], names: tuple[str, ...], yes: bool, why: str | None, dry_run: bool) -> None:
    """Merge outlets into one, the last of them.

    \b
    quotes outlets merge "The Example" "example.com" "Example Daily"
    """
    from quotes.output.changes import outlet_merge_line
    from quotes.output.rows import as_row
    from quotes.store.outlets.changes import merge_outlets, planned_outlet_merges

    if len(names) < 2:
        raise UsageProblem("say which outlets go, and last the one that stays: FROM… INTO")
    *gone, into = names
    decide(
        database,
        lambda session: merge_outlets(session, gone, into, note=why),
        dry_run=dry_run,
        question=Question(
            lambda session: (outlet_merge_line(as_row(each)) for each in planned_outlet_merges(session, gone, into)),
            "Merge?",
            yes,
        ),
    )
