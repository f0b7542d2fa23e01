"""Provides ``-p NAME=VALUE`` and ``--timeout``, for what runs SQL."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from quotes.cli.options.command import Command
from quotes.cli.seconds import Seconds
from quotes.errors import UsageProblem


def parameter_options(seconds: str) -> Callable[[Command], Command]:
    """Adds ``-p`` and ``--timeout``; the command gets ``params``, from name to value as typed, and ``timeout``
    or None.

    *seconds* is what the help page says of how long it may take otherwise.
    """

    def decorate(command: Command) -> Command:
        @click.option(
            "-p",
            "--param",
            "params",
            multiple=True,
            metavar="NAME=VALUE",
            help="A value for :NAME; repeat it for more.",
        )
        @click.option(
            "--timeout",
            type=Seconds(some=True),
            metavar="SECONDS",
            help=f"Stop after so long.  [default: {seconds}]",
        )
        @wraps(command)
        def with_parameters(*args: Any, params: tuple[str, ...], **kwargs: Any) -> Any:
            return command(*args, params=_parameters(params), **kwargs)

        return with_parameters

    return decorate


def _parameters(pairs: tuple[str, ...]) -> dict[str, str]:
    """Returns the parameters of *pairs*, from name to value as typed.

    :raises UsageProblem: one is not written as ``NAME=VALUE``, or is given twice.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UsageProblem("write parameters as -p NAME=VALUE")
        if name.strip() in found:
            raise UsageProblem(f"-p {name.strip()} is given twice; leave one out")
        found[name.strip()] = value
    return found
