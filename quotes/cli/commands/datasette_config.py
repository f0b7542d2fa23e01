"""``quotes datasette-config``."""

import json
from pathlib import Path
from typing import Any

import click

from quotes.cli.options import database_options, opened, stream_for
from quotes.errors import UsageProblem


@click.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@database_options
def command(database: dict[str, Any], output: Path | None) -> None:
    """Write the metadata with which Datasette shows the database: search, names for numbers, facets.

    \b
    quotes datasette-config -o metadata.json
    datasette "$(quotes db path)" -m metadata.json
    """
    from quotes.store.search.datasette import metadata

    with opened(database) as store:
        path, place = store.path, store.place
    if path is None:
        raise UsageProblem(f"Datasette reads SQLite files, not {place}; make one with quotes db copy quotes.db")
    with stream_for(output) as stream:
        stream.write(json.dumps(metadata(path.stem), indent=2, ensure_ascii=False) + "\n")
