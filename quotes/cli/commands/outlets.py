"""``quotes outlets``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.commands.outlet_changes import domain, merge, rename
from quotes.cli.options import database_options, filter_options, opened, output_options, show_rows

if TYPE_CHECKING:
    from quotes.store.query.filters import Filter


@click.group(invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List outlets, show one, name them, make several one.

    \b
    quotes outlets list
    quotes outlets show "Example Daily"
    quotes outlets merge "example.com" "Example Daily"
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@command.command("list")
@filter_options
@output_options("table")
@database_options
def list_(
    database: dict[str, Any],
    filters: "Filter",
    form: str = "table",
    output: Path | None = None,
    limit: int | None = None,
) -> None:
    """Outlets by name, with counts.

    \b
    quotes outlets list
    quotes outlets list --speaker "Kim Jong Un" --since 2025-10

    With filters, what they keep is counted, and outlets without any of it are left out.
    """
    from quotes.store.outlets.lookup import OutletLine, outlets
    from quotes.store.query.filters import Filter, narrowed

    with opened(database) as store, store.reading() as session:
        narrow = None if filters == Filter() else lambda query: narrowed(session, query, filters)
        found = outlets(session, narrow=narrow)[:limit]
    show_rows((line._asdict() for line in found), OutletLine._fields, form, output)


@command.command("show")
@click.argument("name")
@output_options("table")
@database_options
def show(database: dict[str, Any], name: str, form: str, output: Path | None, limit: int | None) -> None:
    """One outlet with its counts and all its names.

    \b
    quotes outlets show "Example Daily"
    """
    from quotes.store.outlets.lookup import OutletLine, outlet_names, outlets

    with opened(database) as store, store.reading() as session:
        found = outlets(session, name)[:limit]
        called = outlet_names(session, name)
    names = list(called) if form in ("json", "jsonl") else "; ".join(called)
    show_rows(({**line._asdict(), "names": names} for line in found), (*OutletLine._fields, "names"), form, output)


for each in (rename, merge, domain):
    command.add_command(each)
