"""One judgement of quotations, named or found by filters, in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.decisions import report_decision, sure
from quotes.cli.options import opened

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quotes.store.decisions.operations import Receipt
    from quotes.store.query.filters import Filter


def judge(
    database: Mapping[str, Any],
    ids: Sequence[str],
    query: str,
    filters: "Filter",
    verb: str,
    change: "Callable[[Session, Sequence[int]], Receipt]",
    *,
    yes: bool,
    dry_run: bool,
) -> None:
    """Find the quotations, ask where they were found by filters, change them all in one transaction."""
    from quotes.output.changes import selection_line
    from quotes.store.review.review_decisions import chosen, overview

    with opened(database, read_only=False) as store:
        if not ids:
            with store.reading() as session:
                found = chosen(session, ids, query, filters)
                if not found:
                    click.echo("no such quotations; nothing to change")
                    return
                counts, said_by = overview(session, found)
            click.echo(selection_line(len(found), counts, said_by), err=True)
            sure(f"{verb} {'them' if len(found) > 1 else 'it'}?", yes=yes, dry_run=dry_run)
        with store.writing() as session:
            receipt = change(session, chosen(session, ids, query, filters) if ids else found)
            if dry_run:
                session.rollback()
    report_decision(receipt, dry_run=dry_run)
