"""Which quotations: ids, or a query and filters."""

from functools import wraps
from typing import Any

import click

from quotes.cli.options.command import Command
from quotes.cli.options.decisions import decision_options, yes_option
from quotes.cli.options.filters import filter_options


def which_options(command: Command) -> Command:
    """Ids, or ``--query`` and the filters of every listing, ``-y``, and the options of decisions."""

    @click.argument("ids", nargs=-1, metavar="[ID]…")
    @click.option("--query", default="", metavar="QUERY", help="Those that quotes search QUERY finds.")
    @filter_options
    @yes_option
    @decision_options
    @wraps(command)
    def with_choice(*args: Any, **kwargs: Any) -> Any:
        return command(*args, **kwargs)

    return with_choice
