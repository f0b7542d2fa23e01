"""``quotes log``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import Number, database_options, opened, output_options, rows_needed, show_rows


@click.command()
@click.option("--speaker", metavar="NAME", help="Only what touched this speaker.")
@click.option("--quotation", metavar="ID", help="Only what touched this quotation.")
@click.option("--operation", type=Number(1), metavar="N", help="Every row that operation N changed.")
@output_options("table")
@database_options
def command(
    database: Mapping[str, Any],
    speaker: str | None,
    quotation: str | None,
    operation: int | None,
    form: str,
    output: Path | None,
    limit: int | None,
) -> None:
    """List what people decided, newest first.

    \b
    quotes log
    quotes log --speaker "Kim Jong Un"
    quotes log --operation 12
    """
    from quotes.store.decisions.log import ChangeLine, OperationLine, changes, operations
    from quotes.store.query.identifiers import find_quote
    from quotes.store.speakers.lookup import one_speaker

    with opened(database) as store, store.reading() as session:
        if operation is not None:
            rows = [each._asdict() for each in changes(session, operation)][:limit]
            columns: tuple[str, ...] = ChangeLine._fields
        else:
            speaker_id = one_speaker(session, speaker) if speaker is not None else None
            quotation_id = find_quote(session, quotation) if quotation is not None else None
            lines = operations(session, speaker=speaker_id, quotation=quotation_id, limit=rows_needed(limit))
            rows = [each._asdict() for each in lines]
            columns = OperationLine._fields
    if not rows and form in ("table", "text"):
        click.echo("no decisions yet", err=True)
    show_rows(rows, columns, form, output)
