"""Provides the filters of every listing."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import wraps
from typing import Any

import click

from quotes.cli.options.command import Command
from quotes.cli.options.days import Bound
from quotes.cli.options.forgiving import Several, Share
from quotes.cli.options.kinds import KINDS, MODALITIES
from quotes.errors import UsageProblem


def filter_options(
    command: Command,
    *,
    kinds: Sequence[str] = KINDS,
    kind: str = "Clauses, fragments, or block quotes without marks.",
    distinct: bool = False,
) -> Command:
    """Adds the filters that every listing takes; the command gets ``filters``, a store filter.

    *kinds* are the values that ``--kind`` takes, and *kind* is what its help says. With *distinct* it can be asked for
    each utterance once.
    """

    @click.option("--speaker", metavar="NAME", help="Said by (any of a speaker's names).")
    @click.option("--outlet", metavar="NAME", help="Published by.")
    @click.option("--since", type=Bound(0), help="Published on or after (2025-10-09, 2025-10, -2w, yesterday).")
    @click.option("--until", type=Bound(1), help="Published on or before.")
    @click.option("--said-since", type=Bound(0), help="Said on or after.")
    @click.option("--said-until", type=Bound(1), help="Said on or before.")
    @click.option("--via", metavar="WORDS", help="Said to or in (AFP, statement …).")
    @click.option("--kind", type=Several("kind", kinds), help=kind)
    @click.option(
        "--status", metavar="STATUS,…", help="extracted, confirmed, corrected, rejected, recorded, imported, withdrawn."
    )
    @click.option(
        "--modality",
        multiple=True,
        type=Several("modality", MODALITIES),
        metavar="CODE,…",
        help=f"Whether they were said: {', '.join(MODALITIES)}; repeat it for more.",
    )
    @click.option("--min-confidence", type=Share(), metavar="P", help="At least this sure (0.9, 90%).")
    @click.option("--uncredited/--credited", default=None, help="Only those without, or with, a speaker.")
    @click.option("--all-versions", is_flag=True, help="Superseded versions of articles too.")
    @wraps(command)
    def with_filters(*args: Any, **kwargs: Any) -> Any:
        from quotes.store.query.filters import Filter
        from quotes.store.statuses import Status

        given = {field.name: kwargs.pop(field.name, None) for field in fields(Filter)}
        given["distinct"] = bool(given["distinct"])
        given["modality"] = tuple(code for codes in given["modality"] for code in codes.split(","))
        if given["status"]:
            given["status"] = Several("status", tuple(Status)).convert(given["status"], None, None)
        _consistent(given)
        return command(*args, filters=Filter(**given), **kwargs)

    if not distinct:
        return with_filters
    return click.option("--distinct", is_flag=True, help="Each utterance once, as published first.")(with_filters)


def _consistent(given: Mapping[str, Any]) -> None:
    """Checks that a quotation can pass the filters.

    :raises UsageProblem: none can.
    """
    for first, last in (("since", "until"), ("said_since", "said_until")):
        if given[first] and given[last] and given[last] < given[first]:
            names = [f"--{name.replace('_', '-')} {given[name]}" for name in (first, last)]
            raise UsageProblem(f"{names[1]} is before {names[0]}: no day is in both; change them round")
    if given["uncredited"] and given["speaker"]:
        raise UsageProblem("--uncredited and --speaker exclude each other: leave one out")
