"""``quotes speakers``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.commands.speaker_changes import alias, apart, forget, merge, rename, set_, split
from quotes.cli.commands.speaker_tables import export, import_, suggest
from quotes.cli.options import database_options, filter_options, opened, output_options, show_rows

if TYPE_CHECKING:
    from quotes.store.query.filters import Filter


@click.group(invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List speakers, show one, and decide who is who.

    \b
    quotes speakers list
    quotes speakers show "Kim Jong Un"
    quotes speakers merge "Kim Jong-eun" "Kim Jong Un"
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@command.command("list")
@click.option("--all", "every", is_flag=True, help="Also those known only within one article.")
@filter_options
@output_options("table")
@database_options
def list_(
    database: dict[str, Any],
    filters: "Filter",
    every: bool = False,
    form: str = "table",
    output: Path | None = None,
    limit: int | None = None,
) -> None:
    """Speakers, most quoted first.

    \b
    quotes speakers list -n 20
    quotes speakers list --outlet "Example Daily" --since 2025-10

    With filters, what they keep is counted.
    """
    from quotes.store.speakers.lookup import SpeakerLine, speakers

    with opened(database) as store, store.reading() as session:
        found = speakers(session, every=every, limit=limit, filters=filters)
    if not found and form in ("table", "text"):
        click.echo("no speakers" + ("" if every else "; --all lists those known only within one article"), err=True)
    show_rows((line._asdict() for line in found), SpeakerLine._fields, form, output)


@command.command("show")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@database_options
def show(database: dict[str, Any], name: str, as_json: bool) -> None:
    """One speaker: names, outlets, counts, first and last quotation.

    \b
    quotes speakers show "Kim Jong Un"
    """
    import sys

    from quotes.output.tables import Format, write
    from quotes.plurals import counted
    from quotes.store.speakers.lookup import speaker_card

    with opened(database) as store, store.reading() as session:
        card = speaker_card(session, name)
    line = card.line
    if as_json:
        row: dict[str, Any] = {
            **line._asdict(),
            "aliases": list(card.aliases),
            "outlets": dict(card.outlets),
            "roles": dict(card.roles),
            "attributes": [dict(zip(("name", "value", "since", "until"), each, strict=True)) for each in card.stated],
            "apart": list(card.apart),
        }
        write([row], list(row), Format.JSONL, sys.stdout)
        return
    note = f" ({line.note})" if line.note else ""
    click.echo(f"{line.speaker}{note}, {line.kind}, {line.uid}")
    click.echo(f"  names       {'; '.join(card.aliases)}")
    counts = ((line.utterances, "time"), (line.quotations, "quotation"), (line.articles, "article"))
    click.echo(f"  quoted      {', '.join(counted(number, noun) for number, noun in counts)}")
    if line.first_on:
        click.echo(f"  first, last {line.first_on}, {line.last_on}")
    if card.outlets:
        click.echo(f"  outlets     {', '.join(f'{outlet} ({count})' for outlet, count in card.outlets)}")
    for role, count in card.roles:
        click.echo(f"  {role.replace('_', ' '):<11} {count}")
    for name, value, since, until in card.stated:
        days = f" ({since or '…'} to {until or '…'})" if since or until else ""
        click.echo(f"  {name:<11} {value}{days}")
    for other in card.apart:
        click.echo(f"  not         {other}")


for each in (rename, alias, merge, split, apart, suggest, set_, export, import_, forget):
    command.add_command(each)
