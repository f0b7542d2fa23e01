"""Libraries that only some installations have, imported where they are used."""

from importlib import import_module
from typing import Any

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
