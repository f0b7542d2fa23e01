"""Recognises the kinds of tables by a name's ending, and by how the bytes begin."""

from enum import StrEnum
from typing import NamedTuple


class TableKind(StrEnum):
    """The ways of writing a table."""

    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"
    EXCEL = "xlsx"


class Packing(StrEnum):
    """The ways of packing a file."""

    GZIP = "gz"
    ZSTD = "zst"


ENDINGS: dict[str, TableKind] = {
    ".csv": TableKind.CSV,
    ".tsv": TableKind.TSV,
    ".tab": TableKind.TSV,
    ".json": TableKind.JSON,
    ".jsonl": TableKind.JSONL,
    ".ndjson": TableKind.JSONL,
    ".parquet": TableKind.PARQUET,
    ".pq": TableKind.PARQUET,
    ".xlsx": TableKind.EXCEL,
    ".xlsm": TableKind.EXCEL,
}
PACKED: dict[str, Packing] = {".gz": Packing.GZIP, ".zst": Packing.ZSTD, ".zstd": Packing.ZSTD}
MAGIC_OF_PACKING = ((b"\x1f\x8b", Packing.GZIP), (b"\x28\xb5\x2f\xfd", Packing.ZSTD))
"""First bytes of what is packed."""
_MAGIC = ((b"PAR1", TableKind.PARQUET), (b"PK\x03\x04", TableKind.EXCEL))


class NamedKind(NamedTuple):
    """What a name's endings tell: the kind of table, and how it is packed; None if they don't tell it."""

    table: TableKind | None
    packing: Packing | None


def kind_of_name(name: str) -> NamedKind:
    """Returns the kind and the packing that the endings of a file's *name* tell (``rows.csv.gz``)."""
    stem, dot, ending = name.lower().rpartition(".")
    packing = PACKED.get(dot + ending)
    if packing is not None:
        _, dot, ending = stem.rpartition(".")
    return NamedKind(ENDINGS.get(dot + ending), packing)


def packing_of_bytes(head: bytes) -> Packing | None:
    """Returns how the file that begins with *head* is packed, or None if it isn't."""
    return next((packing for magic, packing in MAGIC_OF_PACKING if head.startswith(magic)), None)


def kind_of_bytes(head: bytes, named: TableKind | None) -> TableKind:
    """Returns the kind of the table that begins with *head*: what its first bytes are and nothing else, then what its
    name says, then JSON by its bracket or brace, else CSV. JSON of which each line is an object is JSON Lines, whatever
    it is called.
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if named is not None and named is not TableKind.JSON:
        return named
    text = head.replace(b"\0", b"").lstrip(_BEFORE)  # whatever the encoding
    if text.startswith(b"{"):
        return TableKind.JSONL if _is_object_a_line(text) else TableKind.JSON
    return TableKind.JSON if named is TableKind.JSON or text.startswith(b"[") else TableKind.CSV


_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"
"""Byte order marks and blanks."""


def _is_object_a_line(text: bytes) -> bool:
    """Tests whether the first line, as far as it is there, may be an object of its own: one of several, or too long to
    tell.
    """
    line, end, rest = text.partition(b"\n")
    if not end:
        return len(text) > MOST_OF_ONE
    return line.rstrip().endswith(b"}") and (not rest.strip() or rest.lstrip().startswith(b"{"))


MOST_OF_ONE = 4000
"""Bytes without a line end from which a text is a line of several."""
