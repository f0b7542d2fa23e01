"""Handles standard output: whether it shows colours, how wide, in which styles, and what happens when its reader has
gone.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import click

from quotes.output.screen import Screen, screen


def colours(stream: TextIO) -> bool:
    """Tests whether *stream* is a terminal that wants colours, or ``FORCE_COLOR`` asks for them (for ``less -R``)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


def terminal_width() -> int:
    """Returns the characters of a line of the terminal, or what ``COLUMNS`` says; 88 if there is none."""
    import shutil

    return shutil.get_terminal_size((88, 24)).columns


def width_of(stream: TextIO) -> int:
    """Returns the characters of a line that is read: the terminal's, at most 100; 88 if *stream* is no terminal."""
    return min(100, terminal_width()) if stream.isatty() else 88


def styles(stream: TextIO) -> Callable[[str, str], str]:
    """Returns a function that styles text for *stream*, or leaves it as it is."""
    if not colours(stream):
        return lambda text, _style: text
    known: dict[str, dict[str, Any]] = {
        "speaker": {"bold": True},
        "dim": {"dim": True},
        "match": {"fg": "yellow"},
        "cue": {"fg": "cyan"},
        "dropped": {"fg": "red"},
        "added": {"fg": "green"},
    }

    def styled(text: str, style: str) -> str:
        before, _, after = click.style("\0", **known.get(style, {})).partition("\0")
        if isinstance(stream, Screen):
            before, after = stream.code(before), stream.code(after)
        return f"{before}{text}{after}"

    return styled


def open_screens() -> None:
    """Makes standard output and error show control characters from now on, whoever writes there."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us; a database must not get its place
            stream = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
        setattr(sys, name, screen(stream))


def close_quietly() -> None:
    """Discards what is still to be written to standard output, whose reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
