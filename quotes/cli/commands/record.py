"""``quotes record``."""

import datetime as dt
import sys
from typing import Any

import click

from quotes.cli.options import Day, One, database_options, opened_for_writing
from quotes.cli.options.kinds import SPEAKER_KINDS
from quotes.cli.terminal import styles, width_of


@click.command()
@click.argument("words")
@click.option("--speaker", metavar="NAME", help="Who said it.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--date", "published_on", type=Day(), help="Day of publication.")
@click.option("--said-on", type=Day(), help="Day on which it was said.")
@click.option("--title", metavar="TEXT", help="Headline of the article.")
@click.option("--url", metavar="URL", help="Where it stands.")
@click.option("--via", metavar="WORDS", help="Said to or in (AFP, statement …).")
@click.option("--kind-of-speaker", type=One("kind", SPEAKER_KINDS), help="What a new speaker is.")
@click.option("--new", is_flag=True, help="Make a new speaker, although the name fits others.")
@click.option("--dry-run", is_flag=True, help="Store nothing.")
@database_options
def command(
    database: dict[str, Any],
    words: str,
    dry_run: bool,
    speaker: str | None,
    outlet: str | None,
    published_on: dt.date | None,
    said_on: dt.date | None,
    title: str | None,
    url: str | None,
    via: str | None,
    kind_of_speaker: str | None,
    new: bool,
) -> None:
    """Store one quotation by hand.

    \b
    quotes record "We open in spring." --speaker "Dana Okafor" --outlet "Tyne Gazette" --date 2025-10-10

    A bare name (Okafor) that fits one speaker of the store means that one.  One that fits several is asked about;
    without a terminal it is refused.
    """
    from quotes.cli.offers import chosen_speaker
    from quotes.output.reading import block
    from quotes.store.articles.places import SEVERAL
    from quotes.store.articles.record import record
    from quotes.store.search.show import show
    from quotes.wording import unmarked

    if unmarked(words) != words.strip():
        click.echo("quotes: the quotation marks around the words are left out", err=True)
    with opened_for_writing(database, dry_run=dry_run) as store:
        if speaker and not new:
            speaker, new = chosen_speaker(store, speaker, kind_of_speaker)
        with store.writing() as session:
            recorded = record(
                session,
                words,
                speaker=speaker,
                outlet=outlet,
                published_on=published_on,
                said_on=said_on,
                title=title,
                url=url,
                via=via,
                kind=kind_of_speaker,
                new=new,
            )
            row = show(session, recorded.uid).row
            if dry_run:
                session.rollback()
    if recorded.several:
        click.echo(f"quotes: {recorded.uid} {SEVERAL}", err=True)
    what = "already recorded" if recorded.already else "would be recorded (dry run)" if dry_run else "recorded"
    click.echo(f"{what}\n\n{block(row, width=width_of(sys.stdout), styled=styles(sys.stdout))}")
