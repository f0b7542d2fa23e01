"""Asks at a terminal which speaker a bare name means."""

import sys
from typing import TYPE_CHECKING

import click

from quotes.output.screen import visible

if TYPE_CHECKING:
    from quotes.store.database.connect import Store


def chosen_speaker(store: "Store", name: str, kind: str | None) -> tuple[str, bool]:
    """Returns the uid of the speaker that *name* means, or the name itself, and whether that is somebody new.

    It asks at a terminal if the name fits speakers without saying which; elsewhere the name stays as it is, and
    whatever stores it refuses.
    """
    from quotes.store.articles.record import kind_of_name
    from quotes.store.speakers.lookup import SHOWN, described
    from quotes.store.speakers.offers import offered

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return name, False
    with store.reading() as session:
        found = [(row.uid, described(row)) for row in offered(session, name, kind or kind_of_name(name))][:SHOWN]
    if not found:
        return name, False
    for number, (_, shown) in enumerate(found, 1):
        click.echo(f"  {number}  {visible(shown)}", err=True)
    click.echo(f"  n  somebody else called {visible(name)}", err=True)
    keys = [*map(str, range(1, len(found) + 1)), "n"]
    key = click.prompt("who is it?", type=click.Choice(keys), show_choices=True, err=True)
    return (name, True) if key == "n" else (found[int(key) - 1][0], False)
