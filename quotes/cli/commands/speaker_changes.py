"""``quotes speakers rename | alias | merge | split | apart | set``."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.deciding import decide, decision_options, sure, tell, yes_option
from quotes.cli.options import Day, opened
from quotes.errors import UsageProblem

if TYPE_CHECKING:
    from quotes.store.articles.erase import Erasure


@click.command()
@click.argument("name")
@click.argument("new")
@decision_options
def rename(database: Mapping[str, Any], name: str, new: str, why: str | None, dry_run: bool) -> None:
    """Call a speaker by another name; the old one stays as an alias.

    \b
    quotes speakers rename "Kim Jong-eun" "Kim Jong Un"
    """
    from quotes.store.speakers.changes import rename as change

    decide(database, lambda session: change(session, name, new, note=why), dry_run=dry_run)


@click.group()
def alias() -> None:
    """Give a speaker a further name, or take one away.

    \b
    quotes speakers alias add "Alexandria Ocasio-Cortez" AOC
    quotes speakers alias rm "Alexandria Ocasio-Cortez" AOC
    """


@alias.command("add")
@click.argument("name")
@click.argument("alias")
@decision_options
def alias_add(database: Mapping[str, Any], name: str, alias: str, why: str | None, dry_run: bool) -> None:
    """From now on that very name means this speaker, in any article.

    \b
    quotes speakers alias add "Alexandria Ocasio-Cortez" AOC
    """
    from quotes.store.speakers.changes import add_name

    decide(database, lambda session: add_name(session, name, alias, note=why), dry_run=dry_run)


@alias.command("rm")
@click.argument("name")
@click.argument("alias")
@decision_options
def alias_rm(database: Mapping[str, Any], name: str, alias: str, why: str | None, dry_run: bool) -> None:
    """Take a name from a speaker; quotations stay where they are.

    \b
    quotes speakers alias rm "Alexandria Ocasio-Cortez" AOC
    """
    from quotes.store.speakers.changes import remove_name

    decide(database, lambda session: remove_name(session, name, alias, note=why), dry_run=dry_run)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="FROM… INTO")
@yes_option
@decision_options
def merge(database: Mapping[str, Any], names: tuple[str, ...], yes: bool, why: str | None, dry_run: bool) -> None:
    """Make several speakers one: the last of them.

    \b
    quotes speakers merge "Kim Jong-eun" "Chairman Kim" "Kim Jong Un"

    Quotations, credits, names and attributes go to INTO, which keeps its name.  Later articles that use one of
    the names find INTO.  Says what would move and asks.
    """
    from quotes.plurals import counted
    from quotes.store.speakers.changes import merge as change
    from quotes.store.speakers.changes import planned_merges

    if len(names) < 2:
        raise UsageProblem("say which speakers go, and last the one that stays: FROM… INTO")
    *gone, into = names
    with opened(database, read_only=False) as store:
        with store.reading() as session:
            plan = planned_merges(session, gone, into)
        for each in plan:
            moves = (
                f"{counted(each.quotations, 'quotation')} in {counted(each.articles, 'article')}",
                counted(each.credits, "further credit") if each.credits else "",
                counted(each.attributes, "attribute") if each.attributes else "",
                f"names kept: {'; '.join(each.names)}",
            )
            click.echo(f"{each.gone} into {each.into}: {', '.join(filter(None, moves))}", err=True)
            for warning in each.warnings:
                click.echo(f"  note: {warning}", err=True)
        sure("Merge?", yes=yes, dry_run=dry_run)
        with store.writing() as session:
            done = change(session, gone, into, note=why)
            if dry_run:
                session.rollback()
    tell(done, dry_run=dry_run)


@click.command()
@click.argument("name")
@click.argument("quotations", nargs=-1, required=True, metavar="QUOTATION…")
@click.option("--into", metavar="NAME", help="Whose they are: a speaker, or a new one.")
@click.option("--note", "tell_apart", metavar="WORDS", help="What tells a second one of the same name apart.")
@decision_options
def split(
    database: Mapping[str, Any],
    name: str,
    quotations: tuple[str, ...],
    into: str | None,
    tell_apart: str | None,
    why: str | None,
    dry_run: bool,
) -> None:
    """Move quotations out of a speaker, to another one or a second one of the same name.

    \b
    quotes speakers split "John Smith" q4ab7 q91cc --note "the footballer"

    The two are set apart.  Where a name then fits both, later articles keep a speaker of their own.
    """
    from quotes.store.speakers.changes import split as change

    decide(
        database,
        lambda session: change(session, name, quotations, into=into, tell_apart=tell_apart, note=why),
        dry_run=dry_run,
    )


@click.command()
@click.argument("one")
@click.argument("other")
@decision_options
def apart(database: Mapping[str, Any], one: str, other: str, why: str | None, dry_run: bool) -> None:
    """Keep two speakers apart for good: never suggested as one, never merged.

    \b
    quotes speakers apart "John Smith (the footballer)" "John Smith (the minister)"
    """
    from quotes.store.speakers.changes import apart as change

    decide(database, lambda session: change(session, one, other, note=why), dry_run=dry_run)


@click.command("set")
@click.argument("name")
@click.argument("values", nargs=-1, required=True, metavar="KEY=VALUE…")
@click.option("--since", type=Day(), help="First day on which it holds.")
@click.option("--until", type=Day(), help="Last day on which it holds.")
@decision_options
def set_(
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
    """Key and value of ``KEY=VALUE``."""
    key, equals, value = given.partition("=")
    if not equals or not key.strip():
        raise UsageProblem(f"{given!r}: write KEY=VALUE")
    return key.strip(), value


@click.command()
@click.argument("name")
@yes_option
@decision_options
def forget(database: Mapping[str, Any], name: str, yes: bool, why: str | None, dry_run: bool) -> None:
    """Erase a speaker: names, attributes, quotations, and what the log holds of them.  Nothing takes it back.

    \b
    quotes speakers forget "John Smith (the footballer)"
    """
    from quotes.store.articles.erase import erase_speaker, planned_speaker_erasure

    with opened(database, read_only=False) as store:
        with store.reading() as session:
            plan = planned_speaker_erasure(session, name)
        show_erasure(plan)
        sure("Erase for good?", yes=yes, dry_run=dry_run)
        if dry_run:
            click.echo("dry run: nothing was changed")
            return
        with store.writing() as session:
            done = erase_speaker(session, name, note=why)
        store.settle()
    click.echo(f"{done.said}; nothing takes this back")


def show_erasure(plan: "Erasure") -> None:
    """What an erasure would take away."""
    from quotes.plurals import counted

    decided = f", {plan.decided} of them decided by people" if plan.decided else ""
    logged = f", {counted(plan.decisions, 'log entry').replace('entrys', 'entries')}" if plan.decisions else ""
    click.echo(f"{plan.what}: {counted(plan.quotations, 'quotation')}{decided}{logged}", err=True)
    if plan.kept:
        click.echo(f"  note: {plan.kept}", err=True)
