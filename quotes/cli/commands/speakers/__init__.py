"""``quotes speakers``: a module for each of its commands."""

import click

from quotes.cli.commands.speakers import alias, apart, export, forget, import_, merge, rename, set, show, split, suggest
from quotes.cli.commands.speakers import list as listing
from quotes.cli.groups import CommandGroup


@click.group(cls=CommandGroup, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List speakers, show one, and decide who is who.

    \b
    quotes speakers list
    quotes speakers show "Kim Jong Un"
    quotes speakers merge "Kim Jong-eun" "Kim Jong Un"
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(listing.command)


for module in (alias, apart, export, forget, import_, listing, merge, rename, set, show, split, suggest):
    command.add_command(module.command)
