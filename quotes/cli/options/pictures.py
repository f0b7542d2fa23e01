"""Provides ``--chart`` and ``--html``: files that show the answer of a report."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from quotes.cli.options.command import Command
from quotes.errors import UsageProblem
from quotes.output.charts.forms import PictureForm

BARS = "chart"
"""The format that draws bars on the terminal."""
PICTURES = tuple(form.value for form in PictureForm)
PAGES = ("html", "htm")


class Ending(click.Path):
    """A type of values: a file to write whose name ends in one of *endings*."""

    def __init__(self, endings: Sequence[str], what: str) -> None:
        super().__init__(dir_okay=False, path_type=Path)
        self._endings = endings
        self._what = what

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Returns the path, or ends with a usage error that says which endings there are."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if path.suffix.lower().removeprefix(".") not in self._endings:
            *first, last = (f".{ending}" for ending in self._endings)
            self.fail(f"{str(value)!r}: {self._what} ends in {', '.join(first)} or {last}", param, ctx)
        return path


@dataclass(frozen=True, slots=True)
class Pictures:
    """Where a picture and a page of the answer are to be written, if they were asked for."""

    chart: Path | None = None
    page: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that were asked for."""
        return tuple(path for path in (self.chart, self.page) if path is not None)


def picture_options(command: Command) -> Command:
    """Adds ``--chart`` and ``--html``; the command gets ``pictures``."""

    @click.option("--chart", type=Ending(PICTURES, "a picture"), metavar="FILE", help="Draw it (.svg, .png or .pdf).")
    @click.option("--html", type=Ending(PAGES, "a page"), metavar="FILE", help="Write a page with chart, rows and SQL.")
    @wraps(command)
    def with_pictures(*args: Any, chart: Path | None, html: Path | None, **kwargs: Any) -> Any:
        _no_picture(kwargs.get("output"))
        return command(*args, pictures=Pictures(chart, html), **kwargs)

    return with_pictures


def _no_picture(output: Path | None) -> None:
    """Checks that the file for the rows isn't called like a picture or a page.

    :raises UsageProblem: it is.
    """
    ending = output.suffix.lower().removeprefix(".") if output is not None else ""
    for option, endings in (("--chart", PICTURES), ("--html", PAGES)):
        if ending in endings:
            raise UsageProblem(f"-o writes rows, and {output} is called otherwise: write {option} {output}")
