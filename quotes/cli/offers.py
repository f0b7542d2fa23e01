"""Asks at a terminal which speaker a bare name means."""

import sys
from typing import TYPE_CHECKING

import click

from quotes.output.screen import visible

if TYPE_CHECKING:
    from quotes.store.database.connect import Store


def chosen_speaker(store: "Store", name: str, kind: str | None) -> tuple[str, bool]:
    """Returns the uid of the speaker that *name* means, or the name itself, and whether that is somebody new.

    A bare name that fits one speaker means that one, which is said.  About one that fits several it asks at a terminal;
    elsewhere the name stays as it is, and whatever stores it refuses.
    """
    from quotes.store.articles.record import kind_of_name
    from quotes.store.speakers.lookup import SHOWN, described
    from quotes.store.speakers.offers import offered

    with store.reading() as session:
        found = [(row.uid, described(row)) for row in offered(session, name, kind or kind_of_name(name))][:SHOWN]
    if len(found) == 1:
        uid, shown = found[0]
        click.echo(f"quotes: {name} is taken for {shown}; --new makes somebody else of that name", err=True)
        return uid, False
    if not (found and sys.stdin.isatty() and sys.stderr.isatty()):
        return name, False
    for number, (_, shown) in enumerate(found, 1):
        click.echo(f"  {number}  {visible(shown)}", err=True)
    click.echo(f"  n  somebody else called {visible(name)}", err=True)
    keys = [*map(str, range(1, len(found) + 1)), "n"]
    key = click.prompt("who is it?", type=click.Choice(keys), show_choices=True, err=True)
    return (name, True) if key == "n" else (found[int(key) - 1][0], False)
