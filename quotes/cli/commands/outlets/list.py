"""``quotes outlets list``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import database_options, filter_options, opened, output_options, show_rows

if TYPE_CHECKING:
    from quotes.store.query.filters import Filter


@click.command("list")
@filter_options
@output_options("table")
@database_options
def command(
    database: dict[str, Any],
    filters: "Filter",
    form: str = "table",
    output: Path | None = None,
    limit: int | None = None,
) -> None:
    """List outlets by name, with counts.

    \b
    quotes outlets list
    quotes outlets list --speaker "Kim Jong Un" --since 2025-10

    With filters, what they keep is counted, and outlets without any of it are left out.
    """
    from quotes.store.outlets.lookup import OutletLine, outlets
    from quotes.store.query.filters import Filter, narrowed

    with opened(database) as store, store.reading() as session:
        narrow = None if filters == Filter() else lambda query: narrowed(session, query, filters, counting=True)
        found = outlets(session, narrow=narrow)[:limit]
    show_rows((line._asdict() for line in found), OutletLine._fields, form, output)
