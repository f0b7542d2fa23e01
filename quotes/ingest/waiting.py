"""Tells which sources may keep a reader waiting."""

import select
import stat
import sys
from pathlib import Path


def may_wait(source: str) -> bool:
    """Tests whether reading on from *source* may take as long as it likes: an address always, standard input and other
    pipes while nothing is there to read.  A file never does.
    """
    if "://" in source:
        return True
    if source == "-":
        return not _has_more()
    try:
        return not stat.S_ISREG(Path(source).stat().st_mode)
    except (OSError, ValueError):
        return False


def _has_more() -> bool:
    try:
        return sys.stdin is not None and bool(select.select([sys.stdin], [], [], 0)[0])
    except (OSError, ValueError):  # no file of the system, or a system that cannot tell
        return False
