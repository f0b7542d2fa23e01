"""``quotes demo``."""

import tempfile
from pathlib import Path

import click


@click.command()
def command() -> None:
    """A two-minute tour on bundled articles, offline, in a temporary database.

    \b
    quotes demo

    At a terminal it waits for a key before each screen; q ends it.
    """
    from quotes.cli.tour import show_tour
    from quotes.store.database.connect import open_store

    with (
        tempfile.TemporaryDirectory(prefix="quotes-demo-") as folder,
        open_store(str(Path(folder) / "demo.db"), create=True) as store,
    ):
        show_tour(store)
