"""Reads whole numbers as databases know them."""

from typing import Any

import click

MOST = 2**63 - 1
"""The largest number that databases know."""


class Number(click.IntRange):
    """A type of values: a whole number from *least* to *most*."""

    name = "number"

    def __init__(self, least: int = 0, most: int = MOST) -> None:
        super().__init__(least, most)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Returns the number, or ends with a usage error."""
        try:
            number = int(value)
        except ValueError:
            self.fail(f"{value!r} is no whole number", param, ctx)
        if not (self.min or 0) <= number <= (self.max or MOST):
            most = "" if self.max == MOST and number < MOST else f" to {self.max}"
            self.fail(f"{value} is no number from {self.min}{most}", param, ctx)
        return number

    def _describe_range(self) -> str:
        """Returns an empty text, because help pages need not tell the largest number."""
        return ""
