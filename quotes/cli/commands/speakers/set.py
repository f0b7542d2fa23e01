"""``quotes speakers set``."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.decisions import decide
from quotes.cli.options import Day, decision_options
from quotes.errors import UsageProblem


@click.command("set")
@click.argument("name")
@click.argument("values", nargs=-1, required=True, metavar="KEY=VALUE…")
@click.option("--since", type=Day(), help="First day on which it holds.")
@click.option("--until", type=Day(), help="Last day on which it holds.")
@decision_options
def command(
    database: Mapping[str, Any],
    name: str,
    values: tuple[str, ...],
    since: dt.date | None,
    until: dt.date | None,
    why: str | None,
    dry_run: bool,
) -> None:
    """State something of a speaker, in your own words; nothing is ever inferred.

    \b
    quotes speakers set "Dana Okafor" party=Independent affiliation="City Council" --since 2024-05-01
    quotes speakers set "Dana Okafor" wikidata_id=Q42 note="the engineer"
    quotes speakers set "Dana Okafor" party=

    KEY= takes it away.  note tells people of one name apart.
    """
    from quotes.store.speakers.attributes import set_attributes

    pairs = dict(pair_of(each) for each in values)
    decide(
        database,
        lambda session: set_attributes(session, name, pairs, since=since, until=until, note=why),
        dry_run=dry_run,
    )


def pair_of(given: str) -> tuple[str, str]:
    """Returns key and value of ``KEY=VALUE``."""
    key, equals, value = given.partition("=")
    if not equals or not key.strip():
        raise UsageProblem(f"{given!r}: write KEY=VALUE")
    return key.strip(), value
