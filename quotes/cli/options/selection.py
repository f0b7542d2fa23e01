"""Selects the quotations that a person decides about, and how: ids, or a query and filters; whether to ask; a
remark.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options.command import Command
from quotes.cli.options.decisions import decision_options, yes_option
from quotes.cli.options.filters import filter_options

if TYPE_CHECKING:
    from quotes.store.query.filters import Filter


@dataclass(frozen=True, slots=True)
class Choice:
    """The quotations that ``confirm``, ``correct`` or ``reject`` was given, and how it is to go about them."""

    database: Mapping[str, Any]
    ids: tuple[str, ...]
    query: str
    filters: "Filter"
    yes: bool
    why: str | None
    dry_run: bool


def which_options(command: Command) -> Command:
    """Adds ids, ``--query`` and the filters of every listing, ``-y``, and the options of decisions; the command gets
    ``choice``.
    """

    @click.argument("ids", nargs=-1, metavar="[ID]…")
    @click.option("--query", default="", metavar="QUERY", help="Those that quotes search QUERY finds.")
    @filter_options
    @yes_option
    @partial(decision_options, names=("--why", "--reason", "--note"))
    @wraps(command)
    def with_choice(*args: Any, **kwargs: Any) -> Any:
        choice = Choice(**{field.name: kwargs.pop(field.name) for field in fields(Choice)})
        return command(*args, choice=choice, **kwargs)

    return with_choice
