"""Takes rows out of batches of Arrow and puts them in, so that no row ends the work on the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from quotes.spark.rows import row_of_failure
from quotes.wording import storable

BEYOND = "a value beyond the year 9999"
"""What stands in the place of such a value: no field is read from it but text, and a day is refused."""


def unpacked(batch: Any) -> list[dict[str, Any]]:
    """Returns the rows of *batch* by their columns' names, with :data:`BEYOND` where a value cannot be had."""
    try:
        rows: list[dict[str, Any]] = batch.to_pylist()
    except (ValueError, OverflowError):
        rows = [
            {name: _value(batch.column(place), row) for place, name in enumerate(batch.schema.names)}
            for row in range(batch.num_rows)
        ]
    return rows


def _value(column: Any, row: int) -> Any:
    try:
        return column[row].as_py()
    except (ValueError, OverflowError):
        return BEYOND


def packed(rows: Sequence[Mapping[str, Any]], schema: Any) -> Any:
    """Returns *rows* as a batch of *schema*; a row that doesn't fit it becomes one with its error."""
    import pyarrow

    try:
        return pyarrow.RecordBatch.from_pylist(list(rows), schema=schema)
    except (pyarrow.ArrowException, ValueError, OverflowError):
        return pyarrow.RecordBatch.from_pylist([_fitting(row, schema) for row in rows], schema=schema)


def _fitting(row: Mapping[str, Any], schema: Any) -> Mapping[str, Any]:
    """Returns *row* if it fits *schema*, else one that says why it doesn't."""
    import pyarrow

    try:
        pyarrow.RecordBatch.from_pylist([row], schema=schema)
    except (pyarrow.ArrowException, ValueError, OverflowError) as error:
        identity = row.get("id")
        said = storable(" ".join(str(error).split()))
        return row_of_failure(
            None if identity is None else storable(str(identity)), None, f"cannot be written ({said[:LONGEST]})"
        )
    return row


LONGEST = 200
"""Characters of what Arrow says that are kept."""
