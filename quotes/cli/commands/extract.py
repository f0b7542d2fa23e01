"""``quotes extract``."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.failures import tell_failure, tell_note
from quotes.cli.options import Day, jobs_option, output_options, show_rows, source_options, stream_for
from quotes.cli.stopping import Stopping
from quotes.cli.terminal import styles, width_of
from quotes.errors import SomeInputsFailed, UnreadableSource

if TYPE_CHECKING:
    from quotes.cli.rejects import Rejects
    from quotes.ingest import Item, Reading
    from quotes.model import Article, Quote

    Found = Iterator[tuple[str | None, tuple[Quote, ...], str | None]]


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
    from dataclasses import replace
    from functools import partial

    from quotes.ingest import read
    from quotes.jobs import Task, in_order
    from quotes.pipeline import extract_quotes

    given: dict[str, Any] = {k: v for k, v in (("published_on", published_on), ("byline", byline)) if v}
    failed = 0

    def articles() -> "Iterator[Task[Item, Article]]":
        for item in read(sources, reading=reading):
            if item.article is None:
                yield Task(item, None)
            else:
                yield Task(item, replace(item.article, **given), len(item.article.text))

    def found() -> "Found":
        nonlocal failed
        work = partial(extract_quotes, explain=explain)
        for item, outcome in stopping.until_asked(in_order(work, articles(), jobs)):
            if item.article is not None:
                for note in item.notes:
                    tell_note(item.place, note)
            error = item.error if item.article is None else outcome if isinstance(outcome, UnreadableSource) else None
            if error is not None:
                failed += 1
                tell_failure(item.place, error)
                rejects.take(item)
            if item.article is not None:
                quotes = outcome if isinstance(outcome, tuple) else ()
                yield item.article.id, quotes, None if error is None else str(error)
        stopping.raise_if_asked()

    with Stopping() as stopping:
        if form in ("text", "json", "jsonl"):
            _records(islice(found(), limit), form, output, explained=explain)
        else:
            _rows(found(), form, output, limit)
    if failed:
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
