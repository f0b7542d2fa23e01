"""``quotes verify``."""

import sys
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import database_options, opened
from quotes.cli.terminal import terminal_width
from quotes.errors import ProblemsFound

if TYPE_CHECKING:
    from quotes.store.database.verify import Verification


@click.command()
@database_options
def command(database: dict[str, Any]) -> None:
    """Prove that every stored quotation is still letter for letter at its offsets.

    \b
    quotes verify

    Articles' texts are held against their hashes, quotations against the texts.  Nothing proves words that a person
    typed, nor what has no second copy and no hash: names, titles, days, kinds and codes.

    Exit status 7 where something is wrong.
    """
    from quotes.output.lines import wrapped
    from quotes.store.database.verify import verify

    with opened(database) as store, store.reading() as session:
        found = verify(session)
    for problem in found.problems:
        click.echo(f"{problem.uid}: {problem.what}")
    said = outcome(found)
    if found.problems:
        raise ProblemsFound(said)
    click.echo(wrapped(said, width=terminal_width(), indent="  ") if sys.stdout.isatty() else said)


def outcome(found: "Verification") -> str:
    """Returns how many quotations were proved to stand letter for letter in their articles, or how many problems there
    are.
    """
    from quotes.plurals import counted

    proved, articles = counted(found.quotations - found.typed, "quotation"), counted(found.articles, "article")
    if found.problems:
        return f"{counted(len(found.problems), 'problem')} in {proved} of {articles}"
    typed = (
        f"; {counted(found.typed, 'quotation')} typed by hand or imported, with no text to prove them by"
        if found.typed
        else ""
    )
    return f"{proved} in {articles}: every one letter for letter in its place{typed}"
