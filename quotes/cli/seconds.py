"""Lengths of time on the command line (apart from the other options, so that ``quotes --help`` loads only this)."""

import click


class Seconds(click.FloatRange):
    """A number of seconds; nought only where *some* is false.  Help pages show no ``[x>=0]`` for it."""

    name = "seconds"

    def __init__(self, *, some: bool = False) -> None:
        super().__init__(min=0, min_open=some)

    def _describe_range(self) -> str:
        """Nothing: that no time is below nought needs no notation on a help page."""
        return ""
