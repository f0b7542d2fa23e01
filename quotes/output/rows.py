"""Values of other rooms as rows: output knows fields by their names only."""

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]
"""Values by the names of their fields or columns."""


def as_row(value: Any) -> Any:
    """A named tuple, and those inside it, as dictionaries by field; anything else as it is."""
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is not None:
            return {name: as_row(each) for name, each in zip(fields, value, strict=True)}
        return tuple(as_row(each) for each in value)
    return value
