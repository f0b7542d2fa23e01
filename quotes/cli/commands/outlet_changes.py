"""``quotes outlets rename | merge | domain``."""

from collections.abc import Mapping
from typing import Any

import click

from quotes.cli.deciding import decide, decision_options, sure, tell, yes_option
from quotes.cli.options import opened
from quotes.errors import UsageProblem


@click.command()
@click.argument("name")
@click.argument("new")
@decision_options
def rename(database: Mapping[str, Any], name: str, new: str, why: str | None, dry_run: bool) -> None:
    """Call an outlet by another name; the old one stays as an alias.

    \b
    quotes outlets rename "example.com" "Example Daily"
    """
    from quotes.store.outlets.changes import rename_outlet

    decide(database, lambda session: rename_outlet(session, name, new, note=why), dry_run=dry_run)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="FROM… INTO")
@yes_option
@decision_options
def merge(database: Mapping[str, Any], names: tuple[str, ...], yes: bool, why: str | None, dry_run: bool) -> None:
    """Make several outlets one: the last of them.

    \b
    quotes outlets merge "The Example" "example.com" "Example Daily"
    """
    from quotes.plurals import counted
    from quotes.store.outlets.changes import merge_outlets, planned_outlet_merges

    if len(names) < 2:
        raise UsageProblem("say which outlets go, and last the one that stays: FROM… INTO")
    *gone, into = names
    with opened(database, read_only=False) as store:
        with store.reading() as session:
            plan = planned_outlet_merges(session, gone, into)
        for each in plan:
            moves = f"{counted(each.articles, 'article')}, {counted(each.quotations, 'quotation')}"
            click.echo(f"{each.gone} into {each.into}: {moves}", err=True)
        sure("Merge?", yes=yes, dry_run=dry_run)
        with store.writing() as session:
            done = merge_outlets(session, gone, into, note=why)
            if dry_run:
                session.rollback()
    tell(done, dry_run=dry_run)


@click.command()
@click.argument("name")
@click.argument("domain")
@decision_options
def domain(database: Mapping[str, Any], name: str, domain: str, why: str | None, dry_run: bool) -> None:
    """Note the internet domain of an outlet.

    \b
    quotes outlets domain "Example Daily" example.com
    """
    from quotes.store.outlets.changes import set_domain

    decide(database, lambda session: set_domain(session, name, domain, note=why), dry_run=dry_run)
