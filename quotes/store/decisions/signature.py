"""Signs decisions with the name of the person who makes them."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from quotes.errors import UsageProblem
from quotes.wording import storable

WHO = "QUOTES_WHO"
"""Environment variable with the name that decisions are signed with; else the login name."""
LONGEST = 100
"""Characters of a name that signs: it stands in every line of the log."""
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

    :raises UsageProblem: the variable holds more than a name.
    """
    given = _signer.get() or signing_name(os.environ.get(WHO, ""), WHO)
    if given:
        return given
    try:
        return storable(getpass.getuser())
    except (OSError, KeyError):  # an account without a name
        return "unknown"


def signing_name(given: str, where: str) -> str:
    """Returns *given*, which stands in *where*, as a name of one line; an empty one if there are only blanks.

    :raises UsageProblem: it has more than :data:`LONGEST` characters.
    """
    name = " ".join(storable(given).split())
    if len(name) > LONGEST:
        raise UsageProblem(f"{where} is too long for a name: at most {LONGEST} characters sign a decision")
    return name
