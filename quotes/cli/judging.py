"""What ``confirm``, ``correct`` and ``reject`` share: which quotations, how many, the question."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.deciding import decision_options, sure, tell, yes_option
from quotes.cli.options import Command, filter_options, opened

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quotes.store.decisions.operations import Receipt
    from quotes.store.query.filters import Filter


def which_options(command: Command) -> Command:
    """Ids, or ``--query`` and the filters of every listing, ``-y``, and the options of decisions."""

    @click.argument("ids", nargs=-1, metavar="[ID]…")
    @click.option("--query", default="", metavar="QUERY", help="Those that quotes search QUERY finds.")
    @filter_options
    @yes_option
    @decision_options
    @wraps(command)
    def with_choice(*args: Any, **kwargs: Any) -> Any:
        return command(*args, **kwargs)

    return with_choice


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
    from quotes.plurals import counted
    from quotes.store.review.review_decisions import chosen, overview

    with opened(database, read_only=False) as store:
        if not ids:
            with store.reading() as session:
                found = chosen(session, ids, query, filters)
                if not found:
                    click.echo("no such quotations; nothing to change")
                    return
                counts, said_by = overview(session, found)
            statuses = ", ".join(f"{count} {status}" for status, count in counts.items())
            several = f", {counted(len(said_by), 'speaker')}: {', '.join(said_by[:5])}{' …' if said_by[5:] else ''}"
            click.echo(f"{counted(len(found), 'quotation')} ({statuses}){several if said_by else ''}", err=True)
            sure(f"{verb} {'them' if len(found) > 1 else 'it'}?", yes=yes, dry_run=dry_run)
        with store.writing() as session:
            receipt = change(session, chosen(session, ids, query, filters) if ids else found)
            if dry_run:
                session.rollback()
    tell(receipt, dry_run=dry_run)
