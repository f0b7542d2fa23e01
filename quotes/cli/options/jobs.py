"""Provides ``--jobs``."""

import click

from quotes.cli.options.command import Command
from quotes.cli.options.numbers import Number

MOST = 512
"""Processes that may be asked for: more than any machine for which this is meant has cores."""


def jobs_option(command: Command) -> Command:
    """Adds ``--jobs``; the command gets ``jobs``, None where it is for the program to choose."""
    return click.option(
        "-j",
        "--jobs",
        type=Number(1, MOST),
        metavar="N",
        help="Processes that extract.  [default: one; from the 51st article on, one a core]",
    )(command)
