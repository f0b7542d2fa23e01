"""``quotes sql``."""

import sys
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import SqlCommand, database_options, opened, output_options, parameter_options, show_rows


@click.command(cls=SqlCommand)
@click.argument("query", metavar="QUERY|FILE.sql|-")
@parameter_options("60")
@output_options("table")
@database_options
def command(
    database: dict[str, Any],
    query: str,
    params: dict[str, str],
    timeout: float | None,
    form: str,
    output: Path | None,
    limit: int | None,
) -> None:
    """Ask the database in SQL; nothing can be changed.

    \b
    quotes sql "SELECT speaker, COUNT(*) AS n FROM quote_list GROUP BY speaker ORDER BY n DESC"
    quotes sql "SELECT words FROM quote_list WHERE outlet = :outlet" -p outlet="Example Daily"
    quotes sql query.sql --csv
    quotes sql - < query.sql

    The views quote_list (what readers see), quote_all and speaker_counts are made for this;
    quotes db schema lists them, the tables, and what every column means.  A file may have the header of a report,
    which gives its parameters types and defaults; filters go around reports alone (quotes report --reports DIR).
    """
    from quotes.output.tables import unique_names
    from quotes.store.search.report_files import SUFFIX, read_file
    from quotes.store.search.report_headers import bound_parameters
    from quotes.store.search.sql import SECONDS, run_sql

    asked, place = query, "the statement"
    if query == "-":
        asked = sys.stdin.read().removeprefix("\ufeff")
    elif query.endswith(SUFFIX) and not query.split()[1:]:
        asked, place = read_file(Path(query)), query
    with opened(database) as store, store.reading() as session:
        bound = bound_parameters(session, asked, params, place)
        table = run_sql(session, asked, bound, most=limit, seconds=SECONDS if timeout is None else timeout)
    names = unique_names(table.columns)
    show_rows((dict(zip(names, row, strict=True)) for row in table.rows), names, form, output, whole=True)
