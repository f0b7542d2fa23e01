"""``quotes db upgrade``."""

from typing import Any

import click

from quotes.cli.collector import resume
from quotes.cli.options import database_options, wait_of

FAMILIES = "0009"
"""The first schema whose quotations have families."""
MODALITY = "0006"
"""The first schema whose quotations say whether the words were said: only the text can tell that of older ones."""


@click.command("upgrade")
@click.option("--dry-run", is_flag=True, help="Say what would be done, change nothing.")
@database_options
def command(database: dict[str, Any], dry_run: bool) -> None:
    """Bring the schema to the newest version, and fill in what older versions of the program did not tell.

    \b
    quotes db upgrade

    SQLite files are backed up before their schema changes.  Outlets without a domain get that of their articles' URLs,
    articles without a language that of their text.  What was interrupted goes on with the next quotes db upgrade.
    """
    from quotes.output.changes import refolding_lines
    from quotes.output.rows import as_row
    from quotes.plurals import counted
    from quotes.store.database.migrate import planned, upgrade

    if dry_run:
        before, after = planned(database["db"])
        if before == after:
            click.echo(f"already at schema {after}")
        else:
            click.echo(f"schema {before or '(empty)'} → {after} (dry run: nothing changed)")
        return
    resume()
    done = upgrade(database["db"], wait=wait_of(database))
    if done.before == done.after:
        click.echo(f"already at schema {done.after}")
    else:
        backup = f"; backup: {done.backup}" if done.backup else ""
        click.echo(f"schema {done.before or '(empty)'} → {done.after}{backup}")
    for line in refolding_lines(as_row(done.refolded)) if done.refolded else ():
        click.echo(line)
    if done.domains:
        click.echo(f"{counted(done.domains, 'outlet')} got a domain, that of all the URLs of its articles")
    if done.before is not None:
        _tell_languages(database)
        if done.before < FAMILIES:
            _say_families(database)
        if done.before < MODALITY:
            _say_modality(database)


def _tell_languages(database: dict[str, Any]) -> None:
    from quotes.output.changes import language_lines
    from quotes.store.articles.languages import tell_languages
    from quotes.store.database.connect import open_store

    with open_store(database["db"], wait=wait_of(database)) as store:
        for line in language_lines(tell_languages(store)):
            click.echo(line)


def _say_families(database: dict[str, Any]) -> None:
    """Says how the families of quotations are found that are from before there were families."""
    from quotes.store.database.connect import open_store
    from quotes.store.families.rebuild import are_missing

    with open_store(database["db"], read_only=True) as store, store.reading() as session:
        if are_missing(session.connection()):
            click.echo("which quotations repeat one utterance is not known yet: quotes db reindex finds out")


def _say_modality(database: dict[str, Any]) -> None:
    """Says how articles are read again whose quotations are from before it was told whether the words were said."""
    from quotes.plurals import counted
    from quotes.store.articles.lookup import article_ids
    from quotes.store.database.connect import open_store
    from quotes.store.query.filters import Filter
    from quotes.version import EXTRACTOR

    with open_store(database["db"], read_only=True) as store, store.reading() as session:
        number = len(article_ids(session, Filter()))
        stale = len(article_ids(session, Filter(), other_than=EXTRACTOR))
    if number:
        command_line = "quotes articles reextract" + (" --stale" if stale == number else "")
        click.echo(
            f"whether words were said was not told when {counted(number, 'article')} of it "
            f"{'was' if number == 1 else 'were'} read: {command_line} reads again, and leaves alone what people decided"
        )
