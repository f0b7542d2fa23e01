"""``quotes articles reextract``."""

import datetime as dt
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from quotes.cli.decisions import sure
from quotes.cli.failures import tell_failure
from quotes.cli.options import (
    Day,
    decision_options,
    jobs_option,
    opened,
    output_options,
    show_rows,
    stream_for,
    yes_option,
)
from quotes.cli.stopping import Stopping
from quotes.errors import SomeInputsFailed, UsageProblem


@click.command("reextract")
@click.argument("articles", nargs=-1, metavar="[ID|URL]…")
@click.option("--outlet", metavar="NAME", help="All that it published.")
@click.option("--since", type=Day(), help="All published on or after.")
@click.option("--until", type=Day(), help="All published on or before.")
@click.option("--stale", is_flag=True, help="Only those that another version of the program has read.")
@output_options("text")
@yes_option
@jobs_option
@decision_options
def command(
    database: Mapping[str, Any],
    articles: tuple[str, ...],
    outlet: str | None,
    since: dt.date | None,
    until: dt.date | None,
    stale: bool,
    form: str,
    output: Path | None,
    limit: int | None,
    yes: bool,
    jobs: int | None,
    why: str | None,
    dry_run: bool,
) -> None:
    """Read stored articles again with this version of the program, and say what changes.

    \b
    quotes articles reextract --dry-run
    quotes articles reextract a4ab7
    quotes articles reextract --stale --csv -o changes.csv

    Without IDs all current articles, or those that the filters keep.  What people decided is never changed; what
    isn't found any more is withdrawn, not deleted.  It is one operation, which quotes undo takes back, also where
    Ctrl-C ended it early.
    """
    from quotes.output.changes import KINDS_OF_CHANGE, extraction_totals
    from quotes.output.progress import Progress
    from quotes.output.rows import as_row
    from quotes.plurals import counted
    from quotes.store.articles.lookup import article_ids, find_article
    from quotes.store.query.filters import Filter
    from quotes.version import EXTRACTOR
    from quotes.workflow import FailedReextraction
    from quotes.workflow import reextract as read_again

    filters = Filter(outlet=outlet, since=since, until=until)
    if articles and (filters != Filter() or stale):
        raise UsageProblem("name articles by their ids, or by filters, not by both")
    totals: Counter[str] = Counter()
    changes: list[dict[str, Any]] = []
    number = read = failed = 0
    with opened(database, read_only=False) as store:
        with store.reading() as session:
            if articles:
                ids = [find_article(session, each).id for each in articles]
            else:
                ids = article_ids(session, filters, other_than=EXTRACTOR if stale else None)
        if not articles and ids:
            click.echo(f"{counted(len(ids), 'article')} to read again", err=True)
            sure("Read again?", yes=yes, dry_run=dry_run)
        progress = Progress(sys.stderr, len(ids))
        with Stopping() as stopping:
            how: dict[str, Any] = {"dry_run": dry_run, "jobs": jobs, "watched": stopping.until_asked}
            for operation, done in read_again(store, ids, note=why, **how):
                number = operation
                read += 1
                if isinstance(done, FailedReextraction):
                    failed += 1
                    progress.clear()
                    tell_failure(done.article, done.error)
                    continue
                changes += [as_row(each) for each in done.changes]
                totals.update({name: getattr(done, name) for name in KINDS_OF_CHANGE})
                progress.show(read, counted(len(changes), "change"))
        progress.clear()
    _write(changes[:limit], form, output)
    click.echo(
        extraction_totals(len(ids), totals, number, read=read, failed=failed, dry_run=dry_run), err=form != "text"
    )
    stopping.raise_if_asked()
    if failed:
        raise SomeInputsFailed  # which and why has been said


def _write(changes: Sequence[Mapping[str, Any]], form: str, output: Path | None) -> None:
    from quotes.output.changes import extraction_change_line
    from quotes.output.screen import screen
    from quotes.store.review.reextract import QuotationChange

    if form != "text":
        show_rows(changes, QuotationChange._fields, form, output)
        return
    with stream_for(output) as out:
        stream = screen(out)
        for each in changes:
            stream.write(extraction_change_line(each) + "\n")
