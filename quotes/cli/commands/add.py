"""``quotes add``."""

import datetime as dt
import sys
from typing import Any

import click

from quotes.cli.failures import tell_failure, tell_note
from quotes.cli.options import Day, database_options, mapping_of, opened_for_writing
from quotes.cli.terminal import close_quietly, styles, width_of
from quotes.errors import SomeInputsFailed, UsageProblem

FEW = 3
"""Up to so many articles are shown with their quotations; of more, a line each."""


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE…")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--date", "published_on", type=Day(), help="Day of publication.")
@click.option("--title", metavar="TEXT", help="Its headline (one article).")
@click.option("--url", metavar="URL", help="Where it stands (one article).")
@click.option("--byline", metavar="NAME", help="Who wrote it.")
@click.option("--map", "mapping", multiple=True, metavar="FIELD=KEY", help="Another key in records: text=body.")
@click.option("--dry-run", is_flag=True, help="Do everything, store nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Only the summary.")
@database_options
def command(
    database: dict[str, Any],
    sources: tuple[str, ...],
    mapping: tuple[str, ...],
    dry_run: bool,
    quiet: bool,
    outlet: str | None,
    published_on: dt.date | None,
    title: str | None,
    url: str | None,
    byline: str | None,
) -> None:
    """Add articles, with the quotations found in them.

    \b
    quotes add article.txt --outlet "Example Daily" --date 2025-10-10
    quotes add page.html folder/ articles.jsonl
    cat article.txt | quotes add -

    A source is a text or HTML file, a folder, a JSON Lines file (one article a line: text, and perhaps id, outlet,
    date, title, author, url), a URL, or - for standard input.  Adding the same article again changes nothing.
    """
    if not sources:
        raise UsageProblem("say what to add: a file, a folder, a URL, or - for standard input")
    from quotes.cli.additions import line_of
    from quotes.ingest import read
    from quotes.output.lines import wrapped
    from quotes.output.summary import MANY, Progress, Summary
    from quotes.workflow import add

    given = {"outlet": outlet, "published_on": published_on, "title": title, "url": url, "byline": byline}
    summary, progress = Summary(dry_run=dry_run), Progress(sys.stderr)
    width, styled = width_of(sys.stdout), styles(sys.stdout)
    at_terminal = sys.stdout.isatty()
    most = 0 if quiet else MANY if at_terminal else None
    with opened_for_writing(database, dry_run=dry_run) as store:
        try:
            for added in add(store, read(sources, mapping=mapping_of(mapping)), given, dry_run=dry_run):
                line = line_of(added)
                summary.count(line)
                if added.failed or added.notes:
                    progress.clear()
                if added.failed:
                    tell_failure(added.item.place, added.item.error)
                for note in () if added.failed else added.notes:
                    tell_note(added.item.place, note)
                if line is not None and (most is None or summary.articles <= most):
                    full = summary.articles <= FEW
                    _write(line.text(full=full, width=width, styled=styled, broken=at_terminal))
                progress.show(summary)
        finally:
            progress.clear()
            if summary.articles or summary.failed > 1:
                last = summary.text(store.place)
                _write((wrapped(last, width=width, indent="  ") if at_terminal else last) + "\n")
    if summary.failed:
        raise SomeInputsFailed  # which and why has been said


def _write(text: str) -> None:
    """Write to standard output; where nobody reads there any more, as behind ``| head``, the adding goes on."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        close_quietly()
