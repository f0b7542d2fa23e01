"""``quotes db``."""

from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened


@click.group()
def command() -> None:
    """Where the database is, what is in it; bring it up to date, back it up, check it, copy it.

    \b
    quotes db path
    quotes db backup quotes-backup.db
    quotes db check
    quotes db copy postgresql://desk@server/quotes
    """


@command.command()
@database_options
def path(database: dict[str, Any]) -> None:
    """The file or URL that the other commands use.

    \b
    quotes db path
    """
    from quotes.store.database.engine import parse_url, place_of

    click.echo(place_of(parse_url(database["db"])))


@command.command()
@database_options
def info(database: dict[str, Any]) -> None:
    """Schema and counts.

    \b
    quotes db info
    """
    from quotes.store.schema import HEAD
    from quotes.store.search.statistics import counts

    with opened(database) as store, store.reading() as session:
        click.echo(f"{store.place} ({store.dialect}, schema {HEAD})")
        for name, count in counts(session).items():
            click.echo(f"  {name:<12} {count:,}")


@command.command()
@click.option("--dry-run", is_flag=True, help="Say what would be done, change nothing.")
@database_options
def upgrade(database: dict[str, Any], dry_run: bool) -> None:
    """Bring the schema to the newest version; SQLite files are backed up first.

    \b
    quotes db upgrade
    """
    from quotes.store.database.engine import WAIT
    from quotes.store.database.migrate import planned, upgrade

    if dry_run:
        before, after = planned(database["db"])
        if before == after:
            click.echo(f"already at schema {after}")
        else:
            click.echo(f"schema {before or '(empty)'} → {after} (dry run: nothing changed)")
        return
    done = upgrade(database["db"], wait=database["wait"] if database["wait"] is not None else WAIT)
    if done.before == done.after:
        click.echo(f"already at schema {done.after}")
        return
    click.echo(
        f"schema {done.before or '(empty)'} → {done.after}" + (f"; backup: {done.backup}" if done.backup else "")
    )


def _wait(database: dict[str, Any]) -> float:
    from quotes.store.database.engine import WAIT

    return WAIT if database["wait"] is None else float(database["wait"])


@command.command()
@click.argument("target", required=False, metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@database_options
def backup(database: dict[str, Any], target: Path | None) -> None:
    """Make a checked copy, whoever writes meanwhile.

    \b
    quotes db backup
    quotes db backup /media/usb/quotes.db

    The copy is one SQLite file (also of a PostgreSQL store): open it with --db, or put it in the place of a damaged
    one.  Without FILE it lies beside the database, named by the time.
    """
    from quotes.store.database.backup import back_up

    with opened(database) as store:
        made = back_up(store, target, wait=_wait(database))
    click.echo(f"{made} ({made.stat().st_size:,} bytes, checked)")


@command.command()
@click.option("--quick", is_flag=True, help="Leave out reading every text and quotation.")
@database_options
def check(database: dict[str, Any], quick: bool) -> None:
    """Look for damage, and say what to do about it.

    \b
    quotes db check
    quotes db check --quick

    Pages and indexes, the full-text index, rows that refer to nothing, texts against their hashes, quotations against
    their texts, additions of which something is missing, files that others may read.  Exit status 7 where something
    is wrong.
    """
    from quotes.errors import Damaged, ProblemsFound
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


@command.command()
@database_options
def reindex(database: dict[str, Any]) -> None:
    """Make the indexes, the full-text index, views and triggers again.

    \b
    quotes db reindex
    """
    from quotes.store.database.check import reindex

    wrong = reindex(database["db"], wait=_wait(database))
    click.echo("made again" + (f"; the search words of {wrong} quotations were wrong" if wrong else ""))


@command.command()
@click.argument("target", metavar="PATH|URL")
@database_options
def copy(database: dict[str, Any], target: str) -> None:
    """Copy everything into a new database, SQLite or PostgreSQL, either way.

    \b
    quotes db copy postgresql://desk@server/quotes
    quotes --db postgresql://desk@server/quotes db copy laptop.db

    Ids and uids stay what they are.  The copy is compared row for row before it is kept.
    """
    from quotes.store.database.transfer import copy

    with opened(database) as store:
        done = copy(store, target, wait=_wait(database))
    rows = done.rows
    click.echo(
        f"{rows['article']:,} articles, {rows['quote']:,} quotations, {rows['speaker']:,} speakers → {done.place}"
    )
