"""``quotes report``."""

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import (
    BARS,
    Pictures,
    database_options,
    filter_options,
    opened,
    output_options,
    parameter_options,
    picture_options,
    rows_needed,
    show_rows,
)
from quotes.errors import UsageProblem

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from quotes.store.query.filters import Filter


def _names(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":  # noqa: ARG001
    """Returns the reports whose names begin so, for completion."""
    from click.shell_completion import CompletionItem

    from quotes.store.search.report_files import all_reports

    found = all_reports().reports
    return [CompletionItem(each.name, help=each.title) for each in found if each.name.startswith(incomplete)]


class _ReportCommand(click.Command):
    """A command whose help without a report's name is shown before anything else is loaded."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses *args*; ends with the help page if they ask for it and name no report."""
        if "--help" in args or "-h" in args:
            asked, _, _ = self.make_parser(ctx).parse_args(args=list(args))
            if asked.get("asks_help") is True and not isinstance(asked.get("name"), str):
                click.echo(self.get_help(ctx))
                ctx.exit()
        return super().parse_args(ctx, args)


@click.command(cls=_ReportCommand, add_help_option=False)
@click.argument("name", required=False, shell_complete=_names)
@click.option("--query", default="", metavar="QUERY", help="Over those that quotes search QUERY finds.")
@parameter_options("600")
@click.option(
    "--reports",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Your own reports, .sql files.  [default: reports in the configuration folder]",
)
@click.option("--columns", metavar="NAME,…", help="These columns of it, in this order.")
@partial(filter_options, distinct=True)
@picture_options
@output_options("table", also=(BARS,), columns=False)
@database_options
@click.option("-h", "--help", "asks_help", is_flag=True, help="Show this message, or of a NAME what it answers.")
def command(
    database: dict[str, Any],
    name: str | None,
    query: str,
    params: dict[str, str],
    timeout: float | None,
    folder: Path | None,
    columns: str | None,
    filters: "Filter",
    pictures: Pictures,
    form: str,
    output: Path | None,
    limit: int | None,
    asks_help: bool,
) -> None:
    """Run a report; without a name, list the reports.

    \b
    quotes report
    quotes report share --help
    quotes report speakers --outlet "Example Daily" --since 2025-10-01 -n 20
    quotes report timeline -p period=week --query '"housing crisis"' --csv
    quotes report share -p attribute=party --chart share.svg --html share.html
    quotes report speakers -f chart

    A report is an SQL file whose first lines say what it answers.  Counts take what was said alone, unless --modality
    asks for more.
    """
    from quotes.cli.pictures import check_pictures, show_drawn
    from quotes.cli.report_pages import BRIEF, WHOLE, chosen_columns, help_page, listed
    from quotes.cli.search import say_remarks
    from quotes.output.charts.answered import Answered
    from quotes.store.search.coverage import coverage
    from quotes.store.search.report_files import all_reports, find_report
    from quotes.store.search.run_report import SECONDS, run_report

    if name is not None and asks_help:
        click.echo(help_page(find_report(name, folder)))
        return
    if name is None:
        if pictures.files or form == BARS:
            raise UsageProblem("name a report to draw; quotes report lists them")
        found = all_reports(folder)
        for problem in found.problems:
            click.echo(f"quotes: {problem}", err=True)
        whole = form in ("json", "jsonl")
        show_rows(listed(found.reports, whole=whole)[:limit], WHOLE if whole else BRIEF, form, output)
        return
    wanted = find_report(name, folder)
    check_pictures(pictures, form, wanted)
    shown = chosen_columns(wanted, columns)
    with opened(database) as store, store.reading() as session:
        if query:
            say_remarks(session, query)
        seconds = SECONDS if timeout is None else timeout
        drawn = bool(pictures.files) or form == BARS
        most = limit if drawn else rows_needed(limit)
        table = run_report(session, wanted, params, filters=filters, query=query, most=most, seconds=seconds)
        source = coverage(session, filters, query) if drawn else None
    if not table.rows:
        click.echo("no rows", err=True)
    if source is not None:
        answered = Answered(wanted, table.columns, table.rows, source, asdict(filters), params, query)
        show_drawn(pictures, form, output, answered)
    if form != BARS:
        show_rows((dict(zip(table.columns, row, strict=True)) for row in table.rows), shown, form, output)
