"""Carries out one judgement of quotations, named or found by filters, in one transaction."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from quotes.cli.decisions import report_decision, sure
from quotes.cli.options import Choice, opened
from quotes.cli.search import say_remarks

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quotes.store.decisions.operations import Receipt


def judge(choice: Choice, verb: str, change: "Callable[[Session, Sequence[int]], Receipt]") -> None:
    """Finds the quotations, says what is odd in a query, asks if they were found by filters, and changes them all in
    one transaction.
    """
    from quotes.output.changes import selection_line
    from quotes.store.review.review_decisions import chosen, overview

    with opened(choice.database, read_only=False) as store:
        if not choice.ids:
            with store.reading() as session:
                say_remarks(session, choice.query)
                found = chosen(session, choice.ids, choice.query, choice.filters)
                if not found:
                    click.echo("no such quotations; nothing to change")
                    return
                counts, said_by = overview(session, found)
            click.echo(selection_line(len(found), counts, said_by), err=True)
            sure(f"{verb} {'them' if len(found) > 1 else 'it'}?", yes=choice.yes, dry_run=choice.dry_run)
        with store.writing() as session:
            ids = chosen(session, choice.ids, choice.query, choice.filters) if choice.ids else found
            receipt = change(session, ids)
            if choice.dry_run:
                session.rollback()
    report_decision(receipt, dry_run=choice.dry_run)
