"""``quotes speakers merge``."""

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
    """Merge speakers into one, the last of them.

    \b
    quotes speakers merge "Kim Jong-eun" "Chairman Kim" "Kim Jong Un"

    Quotations, credits, names and attributes go to INTO, which keeps its name.  Later articles that use one of
    the names find INTO.  Says what would move and asks.
    """
    from quotes.output.changes import speaker_merge_lines
    from quotes.output.rows import as_row
    from quotes.store.speakers.merges import merge, planned_merges

    if len(names) < 2:
        raise UsageProblem("say which speakers go, and last the one that stays: FROM… INTO")
    *gone, into = names
    decide(
        database,
        lambda session: merge(session, gone, into, note=why),
        dry_run=dry_run,
        question=Question(
            lambda session: (
                line for each in planned_merges(session, gone, into) for line in speaker_merge_lines(as_row(each))
            ),
            "Merge?",
            yes,
        ),
    )
