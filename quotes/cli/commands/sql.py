"""``quotes sql``."""

import sys
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import (
    BARS,
    Pictures,
    SqlCommand,
    database_options,
    opened,
    output_options,
    parameter_options,
    picture_options,
    rows_needed,
    show_rows,
)
from quotes.errors import UsageProblem
from quotes.reports import Report


@click.command(cls=SqlCommand)
@click.argument("query", metavar="QUERY|FILE.sql|-")
@parameter_options("60")
@picture_options
@output_options("table", also=(BARS,))
@database_options
def command(
    database: dict[str, Any],
    query: str,
    params: dict[str, str],
    timeout: float | None,
    pictures: Pictures,
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
    from quotes.cli.pictures import check_pictures, show_drawn
    from quotes.output.charts.answered import Answered
    from quotes.output.tables import unique_names
    from quotes.store.query.filters import ANY_MODALITY, Filter
    from quotes.store.search.coverage import coverage
    from quotes.store.search.report_files import SUFFIX, read_file
    from quotes.store.search.report_headers import bound_parameters
    from quotes.store.search.sql import SECONDS, run_sql

    asked, place = query, "the statement"
    if query == "-":
        asked = sys.stdin.read().removeprefix("\ufeff")
    elif query.endswith(SUFFIX) and not query.split()[1:]:
        asked, place = read_file(Path(query)), query
    report = _declared(asked, place) if pictures.files or form == BARS else None
    if report is not None:
        check_pictures(pictures, form, report)
    with opened(database) as store, store.reading() as session:
        bound = bound_parameters(session, asked, params, place)
        most = limit if report is not None else rows_needed(limit)
        table = run_sql(session, asked, bound, most=most, seconds=SECONDS if timeout is None else timeout)
        source = coverage(session, Filter(modality=(ANY_MODALITY,))) if report is not None else None
    names = unique_names(table.columns)
    if source is not None and report is not None:
        if not table.rows:
            click.echo("no rows", err=True)
        show_drawn(pictures, form, output, Answered(report, names, table.rows, source, {}, params))
    if form != BARS:
        show_rows((dict(zip(names, row, strict=True)) for row in table.rows), names, form, output, whole=True)


def _declared(asked: str, place: str) -> Report:
    """Returns the report that the header of the file *place* declares.

    :raises UsageProblem: the SQL was not given as a file, or its header is wrong or missing.
    """
    from quotes.store.search.report_headers import read_report

    if not Path(place).suffix:
        raise UsageProblem("only a file with a report's header has a chart: quotes sql FILE.sql --chart FILE")
    return read_report(Path(place).stem, asked, place)
