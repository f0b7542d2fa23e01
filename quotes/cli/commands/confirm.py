"""``quotes confirm``."""

import click

from quotes.cli.judgement import judge
from quotes.cli.options import Choice, which_options


@click.command()
@which_options
def command(choice: Choice) -> None:
    """Say that words and speaker of quotations are right.

    \b
    quotes confirm q4ab7 q91cc
    quotes confirm --speaker "Kim Jong Un" --min-confidence 0.95

    Several that filters find are counted, and asked about.  A confirmed quotation is never changed by re-extraction.
    """
    from quotes.store.review.review_decisions import confirm

    judge(choice, "Confirm", lambda session, found: confirm(session, found, note=choice.why))
