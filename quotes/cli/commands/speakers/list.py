"""``quotes speakers list``."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import database_options, filter_options, opened, output_options, rows_needed, show_rows
from quotes.cli.options.kinds import KINDS, SPEAKER_KINDS

if TYPE_CHECKING:
    from quotes.store.query.filters import Filter


@click.command("list")
@click.option("--all", "every", is_flag=True, help="Also those known only within one article.")
@partial(filter_options, kinds=(*SPEAKER_KINDS, *KINDS), kind="Persons …, or who said such words.")
@output_options("table")
@database_options
def command(
    database: dict[str, Any],
    filters: "Filter",
    every: bool = False,
    form: str = "table",
    output: Path | None = None,
    limit: int | None = None,
) -> None:
    """List speakers, most quoted first.

    \b
    quotes speakers list -n 20
    quotes speakers list --outlet "Example Daily" --since 2025-10
    quotes speakers list --kind person,organisation

    With filters, what they keep is counted.
    """
    from quotes.name_lists import noted
    from quotes.store.speakers.lookup import SpeakerLine, speakers

    given = filters.kind.split(",") if filters.kind else []
    kinds = [each for each in given if each in SPEAKER_KINDS]
    filters = replace(filters, kind=",".join(each for each in given if each in KINDS) or None)
    with opened(database) as store, store.reading() as session:
        found = speakers(session, every=every, limit=rows_needed(limit), filters=filters, kinds=kinds)
    if not found and form in ("table", "text"):
        click.echo("no speakers" + ("" if every else "; --all lists those known only within one article"), err=True)
    rows = [line._asdict() for line in found]
    columns: tuple[str, ...] = SpeakerLine._fields
    if form in ("table", "text", "md"):
        rows = [{**row, "speaker": noted(row["speaker"], row["note"])} for row in rows]
        columns = tuple(name for name in columns if name != "note")
    show_rows(rows, columns, form, output)
