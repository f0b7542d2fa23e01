"""Treats values of other rooms as rows: output knows fields by their names only."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol, runtime_checkable

Row = Mapping[str, Any]
"""Values by the names of their fields or columns."""
Batch = Sequence[Sequence[Any]]
"""Some rows, each with its values in the order of the columns."""
BATCH = 1000
"""Rows that are written at a time."""


@runtime_checkable
class Batched(Protocol):
    """Rows that can be had as batches too, which cost a third of what rows with names do."""

    columns: tuple[str, ...]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Returns an iterator over the rows as mappings by column."""

    def batches(self) -> Iterator[Batch]:
        """Returns an iterator over the rows in batches; their days may be ISO text."""


def batches_of(rows: Iterable[Row], columns: Sequence[str]) -> Generator[Batch, None, None]:
    """Yields *rows* in batches, with the values of *columns* in that order."""
    if isinstance(rows, Batched):
        if tuple(columns) == rows.columns:
            yield from rows.batches()
            return
        places = [rows.columns.index(name) for name in columns]
        for batch in rows.batches():
            yield [[row[place] for place in places] for row in batch]
        return
    left = iter(rows)
    while batch := [[row[name] for name in columns] for row in islice(left, BATCH)]:
        yield batch


def as_row(value: Any) -> Any:
    """Returns a named tuple, and those inside it, as dictionaries by field; anything else unchanged."""
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is not None:
            return {name: as_row(each) for name, each in zip(fields, value, strict=True)}
        return tuple(as_row(each) for each in value)
    return value
