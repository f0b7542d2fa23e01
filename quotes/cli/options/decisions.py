"""Provides options of commands that record a person's decision."""

from functools import wraps
from typing import Any

import click

from quotes.cli.options.command import Command
from quotes.cli.options.database import database_options


def decision_options(command: Command, *, names: tuple[str, ...] = ("--why", "--reason")) -> Command:
    """Adds ``--why``, ``--dry-run`` and the database; the command gets ``why``, ``dry_run`` and ``database``.

    *names* are the names of the option for a remark.
    """

    @click.option(*names, "why", metavar="TEXT", help="A reason, kept in the log.")
    @click.option("--dry-run", is_flag=True, help="Say what would be done, change nothing.")
    @database_options
    @wraps(command)
    def with_decision(*args: Any, **kwargs: Any) -> Any:
        return command(*args, **kwargs)

    return with_decision


def yes_option(command: Command) -> Command:
    """Adds ``-y``; the command gets ``yes``."""
    return click.option("-y", "--yes", is_flag=True, help="Don't ask.")(command)
