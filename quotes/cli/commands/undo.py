"""``quotes undo``."""

from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.options import Number, decision_options, opened


@click.command()
@click.argument("operation", type=Number(1), required=False)
@decision_options
def command(database: Mapping[str, Any], operation: int | None, why: str | None, dry_run: bool) -> None:
    """Take back the newest operation, or the one with that number.

    \b
    quotes undo
    quotes undo 12

    quotes log lists operations.  Undoing an undo does it again.  What later operations touched stays until they
    are undone.
    """
    from quotes.plurals import counted
    from quotes.store.speakers.take_back import undo

    with opened(database, read_only=False) as store, store.writing() as session:
        undone = undo(session, operation, note=why)
        if dry_run:
            session.rollback()
    if undone is None:
        click.echo("there is nothing to undo")
        return
    first = f"{'would undo' if dry_run else 'undid'} operation {undone.operation}: {undone.said}"
    last = "dry run: nothing was changed" if dry_run else f"quotes undo {undone.by} does it again"
    click.echo(f"{first}; {counted(undone.rows, 'row')} set back ({last})")
