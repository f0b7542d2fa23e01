"""Standard output: whether it shows colours, how wide, in which styles, and what happens when its reader has gone."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import click

from quotes.output.screen import Screen, screen


def colours(stream: TextIO) -> bool:
    """Whether *stream* is a terminal that wants colours, or ``FORCE_COLOR`` says so (for ``less -R``)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


def terminal_width() -> int:
    """Characters of a line of the terminal, or as ``COLUMNS`` says; 88 where there is none."""
    import shutil

    return shutil.get_terminal_size((88, 24)).columns


def width_of(stream: TextIO) -> int:
    """Characters of a line that is read: the terminal's, at most 100; 88 where *stream* is none."""
    return min(100, terminal_width()) if stream.isatty() else 88


def styles(stream: TextIO) -> Callable[[str, str], str]:
    """A function that styles text for *stream*, or leaves it."""
    if not colours(stream):
        return lambda text, _style: text
    known: dict[str, dict[str, Any]] = {
        "speaker": {"bold": True},
        "dim": {"dim": True},
        "match": {"fg": "yellow"},
        "cue": {"fg": "cyan"},
    }

    def styled(text: str, style: str) -> str:
        before, _, after = click.style("\0", **known.get(style, {})).partition("\0")
        if isinstance(stream, Screen):
            before, after = stream.code(before), stream.code(after)
        return f"{before}{text}{after}"

    return styled


def open_screens() -> None:
    """Have standard output and error show control characters from now on, whoever writes there."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us; a database must not get its place
            stream = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
        setattr(sys, name, screen(stream))


def close_quietly() -> None:
    """Have what is still written to standard output, whose reader has gone, go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
