"""``quotes export``."""

from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import QueryCommand, Rows, database_options, opened, row_options, show_rows, stream_for

if TYPE_CHECKING:
    from quotes.store.query.filters import Filter


@click.command(cls=QueryCommand)
@click.option("--excel", is_flag=True, help="CSV for spreadsheets: byte order mark, CRLF, no formulas.")
@row_options("csv")
@database_options
def command(database: dict[str, Any], query: str, excel: bool, filters: "Filter", rows: Rows) -> None:
    """Write quotations with all their columns, oldest stored first.

    \b
    quotes export -o quotes.csv
    quotes export -o quotes.parquet
    quotes export --speaker "Kim Jong Un" -o kim.xlsx
    quotes export --columns speaker,words,url,published_on --since 2025-10

    The ending of -o FILE is the format: csv, tsv, json, jsonl, md, parquet, xlsx.  quotes import takes all but md
    back.  A file is there whole or not at all.
    """
    from quotes.cli.search import say_remarks
    from quotes.plurals import counted
    from quotes.store.schema import QuoteRow
    from quotes.store.search.rows import streamed
    from quotes.store.search.search import how_many, matching

    with opened(database) as store, store.reading() as session:
        say_remarks(session, query)
        found = matching(session, query, filters)
        if rows.count:
            with stream_for(rows.output) as stream:
                stream.write(f"{how_many(session, query, filters)}\n")
            return
        columns = rows.shown_columns(brief=False)
        ordered = found.order_by(QuoteRow.id).limit(rows.limit).offset(rows.offset)
        shown = rows.complete(session, streamed(session, ordered), columns)
        written = show_rows(
            shown, columns, rows.form, rows.output, excel=excel, as_blocks=rows.as_blocks, whole=not rows.as_blocks
        )
        if not written:
            click.echo("quotes: no quotation fits", err=True)
        if rows.output is not None:
            click.echo(f"{counted(written, 'quotation')} written to {rows.output}", err=True)
