"""``quotes articles``: a module for each of its commands."""

import click

from quotes.cli.commands.articles import gold, reextract, rm, set, show, versions
from quotes.cli.commands.articles import list as listing
from quotes.cli.groups import CommandGroup


@click.group(cls=CommandGroup, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List articles, show one, compare versions, read them again, change or erase them.

    \b
    quotes articles list --outlet "Example Daily"
    quotes articles versions a4ab7
    quotes articles reextract --dry-run
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(listing.command)


for module in (gold, listing, reextract, rm, set, show, versions):
    command.add_command(module.command)
