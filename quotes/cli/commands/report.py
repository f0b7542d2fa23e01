"""``quotes report``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import database_options, filter_options, opened, output_options, show_rows
from quotes.errors import UsageProblem

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from quotes.store.query.filters import Filter


def _names(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":  # noqa: ARG001
    """The reports that begin so, for completion."""
    from click.shell_completion import CompletionItem

    from quotes.store.search.sql import reports

    return [CompletionItem(each.name, help=each.title) for each in reports() if each.name.startswith(incomplete)]


@click.command()
@click.argument("name", required=False, shell_complete=_names)
@click.option(
    "-p",
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the report; repeat it for more.",
)
@filter_options
@output_options("table")
@database_options
def command(
    database: dict[str, Any],
    name: str | None,
    params: tuple[str, ...],
    filters: "Filter",
    form: str,
    output: Path | None,
    limit: int | None,
) -> None:
    """Run a report; without a name, list the reports.

    \b
    quotes report speakers
    quotes report outlets --csv
    quotes report speakers --outlet "Example Daily" --since 2025-10-01 -n 20
    """
    from quotes.store.search.sql import report, reports

    if name is None:
        rows = [{"report": each.name, "what": each.title} for each in reports()]
        show_rows(rows, ("report", "what"), form, output)
        return
    given = dict(pair.partition("=")[::2] for pair in params)
    if any("=" not in pair for pair in params):
        raise UsageProblem("write parameters as -p NAME=VALUE")
    with opened(database) as store, store.reading() as session:
        _, table = report(session, name, given, filters=filters, most=limit)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    if not rows and form in ("table", "text"):
        click.echo("no rows", err=True)
    show_rows(rows, table.columns, form, output)
