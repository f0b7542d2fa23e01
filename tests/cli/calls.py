"""What a command line leaves when it was run in this process."""

from collections.abc import Callable
from typing import NamedTuple


class Result(NamedTuple):
    """Exit status and both streams."""

    status: int
    out: str
    err: str


Call = Callable[[str], Result]
"""Runs a command line as written in a shell."""
