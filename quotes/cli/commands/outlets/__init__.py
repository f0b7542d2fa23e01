"""``quotes outlets``: a module for each of its commands."""

import click

from quotes.cli.commands.outlets import domain, merge, rename, show, suggest
from quotes.cli.commands.outlets import list as listing
from quotes.cli.groups import CommandGroup


@click.group(cls=CommandGroup, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List outlets, show one, name them, merge several into one.

    \b
    quotes outlets list
    quotes outlets show "Example Daily"
    quotes outlets merge "example.com" "Example Daily"
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(listing.command)


for module in (domain, listing, merge, rename, show, suggest):
    command.add_command(module.command)
