"""``quotes import``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened_for_writing
from quotes.errors import SomeInputsFailed


@click.command("import")
@click.argument("table", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="What a column is: words=Quote; with nothing behind = a field is not read; repeat it for more.",
)
@click.option("--reject-file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write rejected rows there, to be put right and imported.")  # fmt: skip
@click.option("--sheet", metavar="NAME", help="The sheet of an Excel file.  [default: the first]")
@click.option("--dry-run", is_flag=True, help="Say what would happen, store nothing.")
@database_options
def command(
    database: Mapping[str, Any],
    table: Path,
    pairs: tuple[str, ...],
    reject_file: Path | None,
    sheet: str | None,
    dry_run: bool,
) -> None:
    """Store quotations that are attributed already, from a table: one that quotes export wrote, or anyone's.

    \b
    quotes import quotes.csv
    quotes import quotes.parquet --dry-run
    quotes import theirs.xlsx --map words=Statement --map speaker=Who --reject-file rejected.csv

    FILE is CSV, TSV, JSON, JSON Lines, Parquet or Excel, perhaps packed (.gz, .zst), or - for standard input.  What is
    taken for what is said first.  Each row is checked; rejected ones are listed with line and reason, the rest is
    stored.  Importing the same rows again changes nothing.  For articles use quotes add.

    Exit status 3 where rows were rejected; where a file cannot be read to its end nothing is stored.
    """
    from quotes.cli.imports import import_table, mapping_of

    mapping = mapping_of(pairs)
    with opened_for_writing(database, dry_run=dry_run) as store:
        rejected = import_table(store, table, mapping, sheet=sheet, reject_file=reject_file, dry_run=dry_run)
    if rejected:
        raise SomeInputsFailed  # which and why has been said
