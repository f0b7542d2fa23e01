"""``quotes add``."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import Day, database_options, jobs_option, opened_for_writing, source_options
from quotes.cli.stopping import Stopping
from quotes.errors import SomeInputsFailed, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quotes.cli.rejects import Rejects
    from quotes.extraction import Extracted
    from quotes.ingest import Reading


@click.command()
@source_options
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--date", "published_on", type=Day(remarks=False), help="Day of publication.")
@click.option("--title", metavar="TEXT", help="Its headline (one article).")
@click.option("--url", metavar="URL", help="Where it stands (one article).")
@click.option("--byline", metavar="NAME", help="Who wrote it.")
@click.option("--dry-run", is_flag=True, help="Do everything, store nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Only the summary; nothing at all where nothing is new.")
@click.option("--json", "as_json", is_flag=True, help="What became of each source, with uids, as JSON.")
@click.option("--jsonl", "as_lines", is_flag=True, help="The same, a line each, as soon as it is stored.")
@jobs_option
@database_options
def command(
    database: dict[str, Any],
    sources: tuple[str, ...],
    reading: "Reading",
    rejects: "Rejects",
    dry_run: bool,
    quiet: bool,
    as_json: bool,
    as_lines: bool,
    outlet: str | None,
    published_on: dt.date | None,
    title: str | None,
    url: str | None,
    byline: str | None,
    jobs: int | None,
) -> None:
    """Add articles, with the quotations found in them.

    \b
    quotes add article.txt --outlet "Example Daily" --date 2025-10-10
    quotes add page.html folder/ articles.jsonl
    cat article.txt | quotes add -
    quotes add -q feed.jsonl    (from cron: says nothing where nothing is new)

    A source is a file, a folder, a URL, or - for standard input: text, a page, records (JSON Lines, JSON, CSV, Excel,
    Parquet: text, and perhaps id, outlet, date, title, author, url), a feed, a message, a document, an archive's
    export, also packed.  Adding the same article again changes nothing; a page or feed that was fetched before is asked
    for only if it has changed, unless --outlet, --date … say more of it.
    With --json or --jsonl a record each: source, uid, outcome (new, new version, already stored, unchanged, failed),
    error, and the quotations as stored, with uids.

    The first Ctrl-C stores what has been begun and says what was done, the second stops at once.

    Exit status 3 where a source could not be read or stored; the others are.
    """
    if as_json and as_lines:
        raise UsageProblem("several formats were asked for; choose one")
    from quotes.batches import ReadBack
    from quotes.cli.additions import FEW, Telling
    from quotes.ingest import read
    from quotes.ingest.expected import expected
    from quotes.revisits import Revisits
    from quotes.workflow import add

    given = {"outlet": outlet, "published_on": published_on, "title": title, "url": url, "byline": byline}
    form = "json" if as_json else "jsonl" if as_lines else "text"
    read_back = ReadBack(whole=True) if form != "text" else ReadBack(shown=0 if quiet else FEW)
    telling = Telling(form, quiet=quiet, dry_run=dry_run, total=lambda: expected(sources))
    with opened_for_writing(database, dry_run=dry_run) as store, Stopping() as stopping:
        revisits = Revisits(store, dry_run=dry_run)
        if not any(given.values()) and reading.is_plain:
            reading.visits.known = revisits.state_of
        items = read(sources, reading=reading)

        def watched(found: "Iterable[Extracted | None]") -> "Iterator[Extracted | None]":
            return revisits.changed(stopping.until_asked(found), telling.unchanged)

        try:
            for added in add(store, items, given, dry_run=dry_run, read_back=read_back, jobs=jobs, watched=watched):
                telling.one(added)
                revisits.take(added.item, failed=added.failed)
                if added.failed:
                    rejects.take(added.item)
            if not stopping.asked:  # else the last page may not have been read to its end
                revisits.close()
        finally:
            telling.end(store.place)
        stopping.raise_if_asked()
    if telling.summary.failed:
        raise SomeInputsFailed  # which and why has been said
