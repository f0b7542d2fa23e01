"""``quotes reject``."""

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
    """These are no quotations to keep: no list, search or report shows them any more.

    \b
    quotes reject q4ab7 q91cc
    quotes reject --outlet "Example Daily" --query "terms and conditions"

    Several that filters find are counted, and asked about.  They stay in the store (--status rejected lists them) and
    re-extraction never brings them back.
    """
    from quotes.store.review.review_decisions import reject

    judge(
        database,
        ids,
        query,
        filters,
        "Reject",
        lambda session, found: reject(session, found, note=why),
        yes=yes,
        dry_run=dry_run,
    )
