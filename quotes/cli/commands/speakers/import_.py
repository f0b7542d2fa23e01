"""``quotes speakers import``."""

import csv
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

import click

from quotes.cli.decisions import decide
from quotes.cli.options import decision_options
from quotes.errors import NotFound, UsageProblem


@click.command("import")
@click.argument("table", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--new", is_flag=True, help="Columns may be attributes that nobody has yet.")
@decision_options
def command(database: Mapping[str, Any], table: Path, new: bool, why: str | None, dry_run: bool) -> None:
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
    """Returns header and rows of a CSV file, or of standard input.

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
