"""Libraries that only some installations have, imported where they are used."""

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Any, cast

from quotes.errors import QuotesError


class MissingExtra(QuotesError):
    """A library that this installation was made without; the message names the extra that brings it."""


def library(module: str, *, extra: str, what: str) -> Any:
    """Imports and returns *module*, which the optional dependencies *extra* bring and *what* needs ("reading
    Parquet").

    :raises MissingExtra: it isn't installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:  # installed, but a library that it needs is not: say which
            raise
        raise MissingExtra(f"{what} needs {error.name}: pip install 'quote-tracker[{extra}]'") from None


def keep_arrow_small() -> None:
    """Has Arrow, which reads Parquet, take its memory from the system; only for a process of the program's own, before
    Arrow is loaded.

    The allocator that Arrow brings along reserves more than it needs: reading articles took 20 MB more.  A choice that
    the environment makes stays.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")


def do_without_scipy() -> None:
    """Makes SciPy absent for the rest of this process, unless it is loaded already; only for a process of the program's
    own.

    NLTK loads SciPy where it is installed, for statistics that extraction never asks for: 66 MB, and 0.6 of 0.9 seconds
    of CPU time, before the first sentence is read (SciPy 1.17, NLTK 3.10).  NLTK takes its absence as that of a
    library that isn't installed.
    """
    sys.modules.setdefault("scipy", cast(ModuleType, None))  # by which Python knows that there is none
