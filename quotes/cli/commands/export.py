"""``quotes export``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import (
    QueryCommand,
    columns_for,
    database_options,
    filter_options,
    opened,
    output_options,
    query_text,
    show_rows,
)

if TYPE_CHECKING:
    from quotes.store.query.filters import Filter


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("--excel", is_flag=True, help="CSV for spreadsheets: byte order mark, CRLF, no formulas.")
@filter_options
@output_options("csv")
@database_options
def command(
    database: dict[str, Any],
    query: tuple[str, ...],
    excel: bool,
    filters: "Filter",
    form: str,
    output: Path | None,
    limit: int | None,
) -> None:
    """Write quotations with all their columns, oldest stored first.

    \b
    quotes export --csv -o quotes.csv
    quotes export --speaker "Kim Jong Un" --excel -o kim.csv
    """
    from quotes.plurals import counted
    from quotes.store.schema import QuoteRow
    from quotes.store.search.remarks import remarks
    from quotes.store.search.rows import streamed, with_credits
    from quotes.store.search.search import matching, understood

    words = query_text(query)
    with opened(database) as store, store.reading() as session:
        for remark in remarks(session, understood(session, words)):
            click.echo(f"quotes: {remark}", err=True)
        found = matching(session, words, filters).order_by(QuoteRow.id).limit(limit)
        rows, columns = streamed(session, found), columns_for(form, brief=False)
        shown = with_credits(session, rows) if "credits" in columns else rows
        written = show_rows(shown, columns, form, output, excel=excel, as_blocks=True)
        if output is not None:
            click.echo(f"{counted(written, 'quotation')} written to {output}", err=True)
