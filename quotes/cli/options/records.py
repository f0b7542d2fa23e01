"""The sources that ``add`` and ``extract`` read, and other names of fields in records."""

from functools import wraps
from typing import Any

import click

from quotes.cli.options.command import Command
from quotes.errors import UsageProblem


def source_options(command: Command) -> Command:
    """``SOURCE…`` and ``--map``; the command gets ``sources``, at least one, and ``mapping``, field → key."""

    @click.argument("sources", nargs=-1, metavar="SOURCE…")
    @click.option(
        "--map",
        "mapping",
        multiple=True,
        metavar="FIELD=KEY",
        help="Another key in records: text=body; repeat it for more.",
    )
    @wraps(command)
    def with_sources(*args: Any, sources: tuple[str, ...], mapping: tuple[str, ...], **kwargs: Any) -> Any:
        if not sources:
            raise UsageProblem("say what to read: a file, a folder, a URL, or - for standard input")
        return command(*args, sources=sources, mapping=mapping_of(mapping), **kwargs)

    return with_sources


def mapping_of(pairs: tuple[str, ...]) -> dict[str, str]:
    """What ``--map`` gives, as field → key; a usage problem where it cannot be read."""
    from quotes.ingest.records import NAMES

    found: dict[str, str] = {}
    for pair in pairs:
        field, equals, key = pair.partition("=")
        if not equals or not key or field not in NAMES:
            raise UsageProblem(f"--map {pair}: write FIELD=KEY, FIELD one of {', '.join(NAMES)}")
        found[field] = key
    return found
