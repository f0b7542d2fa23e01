"""Keeps packed rows in a file: ``NAME.tables`` beside ``NAME.json``, from which it was made and can be made again.

Rows that are packed beforehand cost a word that was never met a look-up for each of its features, no sum; and the file
is read in half the time of the tagger's JSON.  It is compressed: a line of JSON with everything but the rows, then the
rows of all tables, one behind another, each a signed number of the same width with its lowest byte first.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from struct import iter_unpack
from typing import Any, NamedTuple

from quotes.weights import first_file


class Tables(NamedTuple):
    """The parameters of one model, their weights as packed rows (``packed.py``)."""

    width: int
    """Bytes that hold any of the rows."""
    other: Mapping[str, Any]
    """Everything but the weights that the model's JSON holds."""
    rows: Mapping[str, Mapping[str, int]]
    """The packed rows, by table and feature."""


def tables(name: str, pack: Callable[[Any], Tables]) -> Tables:
    """Returns the rows of the model *name*: those of ``NAME.tables``, or what *pack* makes of ``NAME.json`` in a folder
    that has only this.
    """
    file = first_file((f"{name}.tables", f"{name}.json"))
    if file.name.endswith(".json"):
        return pack(json.loads(file.read_text(encoding="utf-8")))
    return loads(file.read_bytes())


def dumps(packed: Tables) -> bytes:
    """Returns the bytes of a file that holds *packed*."""
    features = {table: sorted(rows) for table, rows in packed.rows.items()}
    head = json.dumps([packed.width, packed.other, features], sort_keys=True, ensure_ascii=False)
    rows = [
        packed.rows[table][feature].to_bytes(packed.width, "little", signed=True)
        for table in sorted(features)
        for feature in features[table]
    ]
    return zlib.compress(b"".join([head.encode(), b"\n", *rows]), 9)


def loads(data: bytes) -> Tables:
    """Returns what the bytes of a file hold."""
    head, _, packed = zlib.decompress(data).partition(b"\n")
    width, other, features = json.loads(head)
    rows = (int.from_bytes(row, "little", signed=True) for (row,) in iter_unpack(f"{width}s", packed))
    return Tables(width, other, {table: dict(zip(found, rows, strict=False)) for table, found in features.items()})
