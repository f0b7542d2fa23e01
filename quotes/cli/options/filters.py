"""The filters of every listing."""

from dataclasses import fields
from functools import wraps
from typing import Any

import click

from quotes.cli.options.command import Command
from quotes.cli.options.days import Bound
from quotes.cli.options.kinds import KINDS, MODALITIES
from quotes.errors import UsageProblem


def filter_options(command: Command) -> Command:
    """The filters that every listing takes; the command gets ``filters``, a store filter."""

    @click.option("--speaker", metavar="NAME", help="Said by (any of a speaker's names).")
    @click.option("--outlet", metavar="NAME", help="Published by.")
    @click.option("--since", type=Bound(0), help="Published on or after (2025-10-09, 2025-10, -2w).")
    @click.option("--until", type=Bound(1), help="Published on or before.")
    @click.option("--said-since", type=Bound(0), help="Said on or after.")
    @click.option("--said-until", type=Bound(1), help="Said on or before.")
    @click.option("--via", metavar="WORDS", help="Said to or in (AFP, statement …).")
    @click.option("--kind", type=click.Choice(KINDS), help="How the words stand.")
    @click.option("--status", metavar="STATUS", help="extracted, confirmed, corrected, rejected, recorded …")
    @click.option(
        "--modality",
        multiple=True,
        type=click.Choice(MODALITIES, case_sensitive=False),
        metavar="CODE",
        help=f"Whether they were said: {', '.join(MODALITIES)}; several: either.",
    )
    @click.option("--min-confidence", type=click.FloatRange(0, 1), metavar="P", help="At least this sure.")
    @click.option("--uncredited/--credited", default=None, help="Only those without, or with, a speaker.")
    @click.option("--all-versions", is_flag=True, help="Superseded versions of articles too.")
    @wraps(command)
    def with_filters(*args: Any, **kwargs: Any) -> Any:
        from quotes.store.query.filters import Filter
        from quotes.store.schema import Status

        given = {field.name: kwargs.pop(field.name) for field in fields(Filter)}
        if given["status"] and given["status"] not in set(Status):
            raise UsageProblem(f"there is no status {given['status']!r}; there are {', '.join(Status)}")
        return command(*args, filters=Filter(**given), **kwargs)

    return with_filters
