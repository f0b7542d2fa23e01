"""``quotes confirm``."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.judgement import judge
from quotes.cli.options import which_options

if TYPE_CHECKING:
    from quotes.store.query.filters import Filter


@click.command()
@which_options
def command(
    database: Mapping[str, Any],
    ids: tuple[str, ...],
    query: str,
    filters: "Filter",
    yes: bool,
    why: str | None,
    dry_run: bool,
) -> None:
    """Words and speaker of quotations are right.

    \b
    quotes confirm q4ab7 q91cc
    quotes confirm --speaker "Kim Jong Un" --min-confidence 0.95

    Several that filters find are counted, and asked about.  A confirmed quotation is never changed by re-extraction.
    """
    from quotes.store.review.review_decisions import confirm

    judge(
        database,
        ids,
        query,
        filters,
        "Confirm",
        lambda session, found: confirm(session, found, note=why),
        yes=yes,
        dry_run=dry_run,
    )
