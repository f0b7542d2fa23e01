r"""Writes and reads several names in one cell: ``Ann Lee; Bob Ray (the minister)``.

Names are joined by ``; ``.  Inside a name a backslash is ``\\`` and a semicolon is ``\;``, so that a cell can be taken
apart again whatever the names are.  The store's views escape alike in SQL.
"""

import re
from collections.abc import Iterable

SEPARATOR = "; "
_BETWEEN = re.compile(r"((?:[^\\;]|\\.)*)(?:; |\Z)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def noted(name: str, note: str | None) -> str:
    """Returns *name* with the *note* that tells homonyms apart, if there is one: ``John Smith (the minister)``."""
    return f"{name} ({note})" if note else name


def joined(names: Iterable[str]) -> str | None:
    """Returns *names* as one cell, or None if there are none."""
    cells = [name.replace("\\", "\\\\").replace(";", "\\;") for name in names]
    return SEPARATOR.join(cells) if cells else None


def names_in(cell: str | None) -> list[str]:
    """Returns the names that :func:`joined` put into *cell*, in order."""
    if not cell:
        return []
    found: list[str] = []
    at = 0
    while True:
        match = _BETWEEN.match(cell, at)
        if match is None:  # no cell of ours: what is left stands as it is
            return [*found, cell[at:]]
        found.append(_ESCAPED.sub(r"\1", match[1]))
        at = match.end()
        if at == match.end(1):  # no separator behind it
            return found
