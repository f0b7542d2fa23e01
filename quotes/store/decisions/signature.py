"""Signs decisions with the name of the person who makes them."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from quotes.wording import storable

WHO = "QUOTES_WHO"
"""Environment variable with the name that decisions are signed with; else the login name."""
_signer: ContextVar[str | None] = ContextVar("signer", default=None)
"""Who decides in this thread, if that isn't the person who started the program."""


@contextmanager
def signed(who: str | None) -> Iterator[None]:
    """Signs the decisions of this thread with the name *who*; None or a blank name changes nothing."""
    before = _signer.set(storable(who or "").strip() or _signer.get())
    try:
        yield
    finally:
        _signer.reset(before)


def signature() -> str:
    """Returns the name under which decisions are logged: that of :func:`signed`, else ``QUOTES_WHO``, else the login
    name, else ``unknown``.
    """
    given = _signer.get() or storable(os.environ.get(WHO, "")).strip()
    if given:
        return given
    try:
        return storable(getpass.getuser())
    except (OSError, KeyError):  # an account without a name
        return "unknown"
