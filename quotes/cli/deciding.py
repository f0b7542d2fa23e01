"""What commands that record a person's decision share: ``--why``, ``--dry-run``, the question, the last line."""

import sys
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import Command, database_options, opened
from quotes.errors import QuotesError, UsageProblem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quotes.store.decisions.operations import Receipt


def decision_options(command: Command) -> Command:
    """``--why``, ``--dry-run`` and the database; the command gets ``why``, ``dry_run`` and ``database``."""

    @click.option("--why", metavar="TEXT", help="A reason, kept in the log.")
    @click.option("--dry-run", is_flag=True, help="Say what would be done, change nothing.")
    @database_options
    @wraps(command)
    def with_decision(*args: Any, **kwargs: Any) -> Any:
        return command(*args, **kwargs)

    return with_decision


def yes_option(command: Command) -> Command:
    """``-y``; the command gets ``yes``."""
    return click.option("-y", "--yes", is_flag=True, help="Don't ask.")(command)


def decide(database: Mapping[str, Any], change: "Callable[[Session], Receipt]", *, dry_run: bool = False) -> None:
    """Carry out *change* in one transaction and say what it did and how to take it back."""
    with opened(database, read_only=False) as store, store.writing() as session:
        receipt = change(session)
        if dry_run:
            session.rollback()
    tell(receipt, dry_run=dry_run)


def tell(receipt: "Receipt", *, dry_run: bool = False) -> None:
    """The last line of a decision."""
    if receipt.operation is None:
        click.echo(f"nothing to change: {receipt.said}")
    elif dry_run:
        click.echo(f"would be: {receipt.said} (dry run: nothing was changed)")
    else:
        click.echo(f"{receipt.said} (quotes undo {receipt.operation} takes it back)")


def sure(question: str, *, yes: bool, dry_run: bool = False) -> None:
    """Ask *question* unless *yes*.

    :raises UsageProblem: there is nobody to ask.
    :raises QuotesError: the answer is no.
    """
    if yes or dry_run:
        return
    if not sys.stdin.isatty():
        raise UsageProblem(f"{question} There is no terminal to ask at: add -y")
    if not click.confirm(question, err=True):
        raise QuotesError("nothing was changed")
