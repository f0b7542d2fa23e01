"""``quotes variants``: a module for each of its commands."""

import click

from quotes.cli.commands.variants import join, split
from quotes.cli.commands.variants import list as listing
from quotes.cli.groups import DefaultGroup


@click.group(cls=DefaultGroup, default=listing.command)
def command() -> None:
    """Show how one utterance was printed, and decide what belongs together.

    \b
    quotes variants qabc123
    quotes variants bridge --speaker "Dana Okafor"
    quotes variants split qabc123
    quotes variants join qabc123 qdef456

    What is no command is a quotation's id or a query: quotes variants list --help.
    """


for module in (join, listing, split):
    command.add_command(module.command)
