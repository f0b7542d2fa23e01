"""Reads single keys typed at a terminal."""

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

CTRL_D, CTRL_C = "\x04", "\x03"


@contextmanager
def single_keys() -> Iterator[None]:
    """Makes the terminal give each key at once, without showing it. Keys typed ahead are kept, unlike by
    Click's own.
    """
    try:
        import termios
    except ImportError:  # Windows: Click knows how
        yield
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    keys = termios.tcgetattr(terminal)
    keys[3] &= ~(termios.ICANON | termios.ECHO | termios.ISIG)
    termios.tcsetattr(terminal, termios.TCSADRAIN, keys)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def read_key() -> str:
    """Returns one key; Ctrl-D if the terminal is gone."""
    if sys.platform == "win32":
        return click.getchar()
    terminal = sys.stdin.fileno()
    key = os.read(terminal, 1)
    if key == b"\x1b":  # an arrow or function key is one key of several characters
        while select.select([terminal], [], [], 0)[0]:
            key += os.read(terminal, 1)
    return key.decode(errors="replace") or CTRL_D
