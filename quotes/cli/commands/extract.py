"""``quotes extract``."""

import datetime as dt
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import Day, jobs_option, output_options, show_rows, source_options, stream_for
from quotes.cli.stopping import Stopping
from quotes.cli.terminal import styles, width_of
from quotes.errors import SomeInputsFailed

if TYPE_CHECKING:
    from quotes.cli.extracting import Found
    from quotes.cli.rejects import Rejects
    from quotes.ingest import Reading


@click.command()
@source_options
@click.option("--date", "published_on", type=Day(), help="Day of publication: “on Friday” becomes a date.")
@click.option("--byline", metavar="NAME", help="Who wrote it: whom “I” stands for in a column.")
@click.option("--explain", is_flag=True, help="The candidates for each quotation, and what spoke for them.")
@jobs_option
@output_options("text")
def command(
    sources: tuple[str, ...],
    form: str,
    output: Path | None,
    limit: int | None,
    published_on: dt.date | None,
    byline: str | None,
    reading: "Reading",
    rejects: "Rejects",
    explain: bool,
    jobs: int | None,
) -> None:
    """Find quotations and who said them; no database is touched.

    \b
    quotes extract article.txt
    quotes extract -f jsonl articles.jsonl > quotations.jsonl
    cat article.txt | quotes extract - --explain

    With -f jsonl or json one record an article, in input order; as csv, tsv, table or md a row a quotation.  The
    record of an article that could not be processed has no quotes and says why as "error".

    Exit status 3 where a source could not be read.
    """
    from functools import partial

    from quotes.cli.extracting import Extracting, tasks
    from quotes.ingest import read
    from quotes.jobs import in_order
    from quotes.pipeline import extract_quotes

    given: dict[str, Any] = {k: v for k, v in (("published_on", published_on), ("byline", byline)) if v}
    work = partial(extract_quotes, explain=explain)
    extracting = Extracting(sources, output, rejects)

    def found() -> "Found":
        articles = tasks(read(sources, reading=reading), given)
        yield from extracting.passing(stopping.until_asked(in_order(work, articles, jobs)))
        stopping.raise_if_asked()

    with Stopping() as stopping:
        try:
            if form in ("text", "json", "jsonl"):
                _records(islice(found(), limit), form, output, explained=explain)
            else:
                _rows(found(), form, output, limit)
        finally:
            extracting.clear()
    if extracting.failed:
        raise SomeInputsFailed  # which and why has been said


def _records(found: "Found", form: str, output: Path | None, *, explained: bool) -> None:
    from quotes.output.found import write_records
    from quotes.output.screen import stream_of

    with stream_for(output) as out:
        stream = stream_of(out, form)
        write_records(found, form, stream, width=width_of(stream), styled=styles(stream), explained=explained)


def _rows(found: "Found", form: str, output: Path | None, limit: int | None) -> None:
    from quotes.output.records import FOUND_COLUMNS, found_rows

    columns = FOUND_COLUMNS if form in ("csv", "tsv") else ("id", "words", "speaker", "said_on", "via", "confidence")
    show_rows(
        islice((row for name, quotes, _ in found for row in found_rows(name, quotes)), limit), columns, form, output
    )
