"""``quotes speakers suggest | export | import``."""

import csv
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

import click

from quotes.cli.deciding import decide, decision_options
from quotes.cli.options import database_options, opened, output_options, show_rows
from quotes.errors import NotFound, UsageProblem


@click.command()
@output_options("table")
@database_options
def suggest(database: Mapping[str, Any], form: str, output: Path | None, limit: int | None) -> None:
    """Speakers that may be one, with the reason; nothing is merged.

    \b
    quotes speakers suggest -n 20

    quotes speakers merge makes them one, quotes speakers apart says that they never are.
    """
    from quotes.store.speakers.suggest import Suggestion, suggestions

    with opened(database) as store, store.reading() as session:
        found = suggestions(session, limit=limit, say=lambda remark: click.echo(remark, err=True))
    if not found and form in ("table", "text"):
        click.echo("no likely duplicates", err=True)
    columns = Suggestion._fields[:5] if form in ("table", "text", "md") else Suggestion._fields
    show_rows((each._asdict() for each in found), columns, form, output)


@click.command("export")
@click.option("--all", "every", is_flag=True, help="Also speakers of whom nothing is stated yet.")
@click.option("--excel", is_flag=True, help="CSV for spreadsheets: byte order mark, CRLF, no formulas.")
@output_options("csv")
@database_options
def export(
    database: Mapping[str, Any], every: bool, excel: bool, form: str, output: Path | None, limit: int | None
) -> None:
    """What is stated of speakers, as a table: a column for each attribute.

    \b
    quotes speakers export --all -o speakers.csv
    """
    from quotes.store.speakers.attribute_tables import attribute_columns, attribute_rows

    with opened(database) as store, store.reading() as session:
        columns = attribute_columns(session)
        rows = attribute_rows(session, every=every)[:limit]
    show_rows(rows, columns, form, output, excel=excel)


@click.command("import")
@click.argument("table", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--new", is_flag=True, help="Columns may be attributes that nobody has yet.")
@decision_options
def import_(database: Mapping[str, Any], table: Path, new: bool, why: str | None, dry_run: bool) -> None:
    """State what a CSV table says of speakers; empty cells leave what is stated.

    \b
    quotes speakers import speakers.csv

    The header has uid or speaker (and note), perhaps since and until, and a column for each attribute: party, gender,
    affiliation, wikidata_id …  One wrong row, and nothing is changed.
    """
    from quotes.store.speakers.attribute_tables import import_attributes

    header, rows = _read(table)
    decide(
        database,
        lambda session: import_attributes(session, header, rows, new=new, note=why),
        dry_run=dry_run,
    )


def _read(table: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Header and rows of a CSV file, or of standard input.

    :raises NotFound: there is no such file.
    :raises UsageProblem: it cannot be read as a table; a row with too many or too few cells is named.
    """
    try:
        if str(table) == "-":
            return _rows(sys.stdin)
        with table.open(encoding="utf-8-sig", newline="") as stream:
            return _rows(stream)
    except FileNotFoundError:
        raise NotFound(f"there is no file {table}") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageProblem(f"{table} cannot be read as CSV in UTF-8 ({error})") from None


def _rows(stream: TextIO) -> tuple[list[str], list[dict[str, str]]]:
    reader = csv.reader(stream)
    header = [name.strip() for name in next(reader, [])]
    rows: list[dict[str, str]] = []
    for number, cells in enumerate(reader, 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise UsageProblem(f"line {number} has {len(cells)} cells, the header {len(header)}")
        rows.append(dict(zip(header, cells, strict=True)))
    return header, rows
