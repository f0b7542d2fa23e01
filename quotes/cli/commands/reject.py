"""``quotes reject``."""

import click

from quotes.cli.judgement import judge
from quotes.cli.options import Choice, which_options


@click.command()
@which_options
def command(choice: Choice) -> None:
    """Say that these are no quotations: no list, search or report shows them any more.

    \b
    quotes reject q4ab7 q91cc
    quotes reject --outlet "Example Daily" --query "terms and conditions"

    Several that filters find are counted, and asked about.  They stay in the store (--status rejected lists them) and
    re-extraction never brings them back.
    """
    from quotes.store.review.review_decisions import reject

    judge(choice, "Reject", lambda session, found: reject(session, found, note=choice.why))
