"""Says that an article could not be read or processed, while the others go on."""

import click

from quotes.errors import ArticleFailed, QuotesError
from quotes.output.screen import visible_line


def tell_failure(place: str, error: QuotesError | None) -> None:
    """Writes one line to standard error; with ``--debug`` the traceback of a bug below it."""
    click.echo(f"quotes: {visible_line(f'{place} {error}')}", err=True)
    wanted = (click.get_current_context().find_root().obj or {}).get("debug")
    if wanted and isinstance(error, ArticleFailed):
        click.echo(error.trace, err=True)


def tell_note(place: str, note: str) -> None:
    """Writes one line to standard error about what had to be assumed of an article."""
    click.echo(f"quotes: {visible_line(f'{place}: {note}')}", err=True)
