"""Writes Parquet with typed columns, a group of rows at a time (pyarrow, the extra ``parquet``)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO

from quotes.errors import UsageProblem
from quotes.extras import library
from quotes.output.rows import Batch
from quotes.output.typed import Type, typed, types_of

GROUP = 20_000
"""Rows of a group, some 10 MB of quotations; two of them are in memory at a time."""


def write_parquet(columns: Sequence[str], batches: Iterable[Batch], stream: BinaryIO) -> int:
    """Writes *batches* as one Parquet file (zstd inside); returns how many rows there were.

    Columns of quotations have the types of :data:`quotes.output.typed.OF_QUOTATIONS`; others those that the values of
    the first group have.

    :raises MissingExtra: pyarrow isn't installed.
    :raises UsageProblem: a later value is of another type than its column.
    """
    arrow = library("pyarrow", extra="parquet", what="writing Parquet")
    parquet = library("pyarrow.parquet", extra="parquet", what="writing Parquet")
    groups = _groups(batches)
    first = next(groups, [])
    types = types_of(columns, first)
    schema = arrow.schema([(name, _arrow_type(arrow, kind)) for name, kind in zip(columns, types, strict=True)])
    count = 0
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for group in chain([first], groups) if first else ():
            count += len(group)
            writer.write_table(_table(arrow, schema, types, group), row_group_size=GROUP)
    return count


def _groups(batches: Iterable[Batch]) -> Iterator[Batch]:
    group: list[Sequence[Any]] = []
    for batch in batches:
        group += batch
        if len(group) >= GROUP:
            yield group[:GROUP]
            group = group[GROUP:]
    if group:
        yield group


def _arrow_type(arrow: Any, kind: Type) -> Any:
    if kind is Type.CREDITS:
        return arrow.list_(arrow.struct([(name, arrow.string()) for name in ("name", "uid", "kind", "role", "note")]))
    plain_types: dict[Type, Any] = {
        Type.TEXT: arrow.string(),
        Type.WHOLE: arrow.int64(),
        Type.NUMBER: arrow.float64(),
        Type.DAY: arrow.date32(),
        Type.INSTANT: arrow.timestamp("us", tz="UTC"),
        Type.TRUTH: arrow.bool_(),
    }
    return plain_types[kind]


def _table(arrow: Any, schema: Any, types: Sequence[Type], group: Batch) -> Any:
    arrays = []
    for field, kind, values in zip(schema, types, zip(*group, strict=True), strict=True):
        try:
            arrays.append(arrow.array([typed(value, kind) for value in values], field.type))
        except (arrow.ArrowException, OverflowError, UnicodeEncodeError) as error:
            said = str(error).partition("\n")[0]
            raise UsageProblem(f"Parquet wants one type in the column {field.name!r}, here {kind} ({said})") from None
    return arrow.table(arrays, schema=schema)
