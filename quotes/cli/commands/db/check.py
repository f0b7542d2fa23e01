"""``quotes db check``."""

from typing import Any

import click

from quotes.cli.options import database_options, opened
from quotes.errors import Damaged, ProblemsFound


@click.command("check")
@click.option("--quick", is_flag=True, help="Leave out reading every text and quotation.")
@database_options
def command(database: dict[str, Any], quick: bool) -> None:
    """Look for damage, and say what to do about it.

    \b
    quotes db check
    quotes db check --quick

    Pages and indexes, the full-text index, rows that refer to nothing, texts against their hashes, quotations against
    their texts, additions of which something is missing, files that others may read.  Exit status 7 where something
    is wrong.

    What has no second copy and no hash (names, titles, days, kinds, codes) is read as it is: a changed letter in it is
    not seen, unless it broke a page.  quotes db backup from time to time is the remedy.
    """
    from quotes.plurals import counted
    from quotes.store.database.check import check
    from quotes.store.database.engine import parse_url, place_of

    place = place_of(parse_url(database["db"]))
    try:
        with opened(database) as store:
            found = check(store, quick=quick)
    except Damaged as error:  # so badly that it cannot even be opened
        raise ProblemsFound(str(error)) from error
    for trouble in found:
        click.echo(f"{trouble.what}\n    → {trouble.remedy}")
    if found:
        raise ProblemsFound(f"{counted(len(found), 'thing')} wrong with {place}")
    click.echo(f"{place}: nothing wrong")
