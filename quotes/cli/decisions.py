"""Carries out a person's decision: in one transaction, after a question if it needs one."""

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from quotes.cli.options import opened
from quotes.errors import QuotesError, UsageProblem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from quotes.store.articles.erase import Erasure
    from quotes.store.decisions.operations import Receipt


class Question(NamedTuple):
    """The words that are shown and asked before something is changed."""

    preview: "Callable[[Session], Iterable[str]]"
    """The lines that say what would be done."""
    words: str
    yes: bool
    """Whether the answer is known."""


def decide(
    database: Mapping[str, Any],
    change: "Callable[[Session], Receipt]",
    *,
    dry_run: bool = False,
    question: Question | None = None,
) -> None:
    """Asks *question* if there is one, carries out *change* in one transaction, and says what it did and what takes it
    back.
    """
    with opened(database, read_only=False) as store:
        if question is not None:
            with store.reading() as session:
                for line in question.preview(session):
                    click.echo(line, err=True)
            sure(question.words, yes=question.yes, dry_run=dry_run)
        with store.writing() as session:
            receipt = change(session)
            if dry_run:
                session.rollback()
    report_decision(receipt, dry_run=dry_run)


def erase(
    database: Mapping[str, Any],
    plan: "Callable[[Session], Erasure]",
    change: "Callable[[Session], Receipt]",
    *,
    yes: bool,
    dry_run: bool,
) -> None:
    """Says what an erasure takes away, asks, and carries it out for good."""
    from quotes.output.changes import erasure_lines
    from quotes.output.rows import as_row

    with opened(database, read_only=False) as store:
        with store.reading() as session:
            erasure = plan(session)
        for line in erasure_lines(as_row(erasure)):
            click.echo(line, err=True)
        sure("Erase for good?", yes=yes, dry_run=dry_run)
        if dry_run:
            click.echo("dry run: nothing was changed")
            return
        with store.writing() as session:
            receipt = change(session)
        store.settle()
    click.echo(f"{receipt.said}; nothing takes this back")


def report_decision(receipt: "Receipt", *, dry_run: bool = False) -> None:
    """Writes the last line of a decision."""
    if receipt.operation is None:
        click.echo(f"nothing to change: {receipt.said}")
    elif dry_run:
        click.echo(f"would be: {receipt.said} (dry run: nothing was changed)")
    else:
        click.echo(f"{receipt.said} (quotes undo {receipt.operation} takes it back)")


def sure(question: str, *, yes: bool, dry_run: bool = False) -> None:
    """Asks *question* unless *yes*.

    :raises UsageProblem: there is nobody to ask.
    :raises QuotesError: the answer is no.
    """
    if yes or dry_run:
        return
    if not sys.stdin.isatty():
        raise UsageProblem(f"{question} There is no terminal to ask at: add -y")
    if not click.confirm(question, err=True):
        raise QuotesError("nothing was changed")
