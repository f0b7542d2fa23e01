"""Imports matplotlib, which comes with an extra, and keeps it quiet."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from quotes.errors import QuotesError


def needs_matplotlib() -> None:
    """Checks that matplotlib is installed.

    :raises QuotesError: it is not; the message names the extra that brings it.
    """
    try:
        with quietly():
            import matplotlib  # noqa: F401
    except ImportError:
        raise QuotesError("charts need matplotlib: pip install 'quote-tracker[charts]'") from None


@contextmanager
def quietly() -> Iterator[None]:
    """Keeps matplotlib from printing warnings: about a user's settings, folders that it may not write, letters its font
    lacks.
    """
    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)
