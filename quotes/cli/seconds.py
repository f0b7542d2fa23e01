"""Reads lengths of time on the command line (apart from the other options, so that ``quotes --help`` loads only
this).
"""

import click


class Seconds(click.FloatRange):
    """A type of values: a number of seconds, nought only if *some* is false. Help pages show no ``[x>=0]`` for it."""

    name = "seconds"

    def __init__(self, *, some: bool = False) -> None:
        super().__init__(min=0, min_open=some)

    def _describe_range(self) -> str:
        """Returns an empty text, because a help page need not say that no time is below nought."""
        return ""
