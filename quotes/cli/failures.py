"""What is said of an article that could not be read or processed, while the others go on."""

import click

from quotes.errors import ArticleFailed, QuotesError


def tell_failure(place: str, error: QuotesError | None) -> None:
    """One line on standard error; with ``--debug`` the traceback of a bug below it."""
    click.echo(f"quotes: {place} {error}", err=True)
    wanted = (click.get_current_context().find_root().obj or {}).get("debug")
    if wanted and isinstance(error, ArticleFailed):
        click.echo(error.trace, err=True)
