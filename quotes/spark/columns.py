"""Defines the columns of extracted articles, as a data frame and as a Parquet file have them."""

from collections.abc import Mapping
from typing import Any

from quotes.extras import library

CREDIT: Mapping[str, str] = {"name": "text", "kind": "text", "role": "text"}
QUOTATION: Mapping[str, Any] = {
    "start": "whole",
    "end": "whole",
    "text": "text",
    "kind": "text",
    "utterance": "whole",
    "parent": "whole",
    "setting": "text",
    "modality": "text",
    "speaker": "text",
    "speaker_kind": "text",
    "mention": "text",
    "mention_start": "whole",
    "mention_end": "whole",
    "cue": "text",
    "via": "text",
    "said_on": "day",
    "said_on_end": "day",
    "said_on_precision": "text",
    "said_on_phrase": "text",
    "confidence": "number",
    "reason": "text",
    "uncredited_because": "text",
    "credits": [CREDIT],
}
"""The fields of one quotation, named as in the JSON of ``quotes extract``."""
COLUMNS: Mapping[str, Any] = {
    "id": "text",
    "outlet": "text",
    "published_on": "day",
    "published_at": "instant",
    "title": "text",
    "byline": "text",
    "url": "text",
    "language": "text",
    "text": "text",
    "quotes": [QUOTATION],
    "extractor": "text",
    "notes": ["text"],
    "error": "text",
}
"""The columns of an extracted article in their order, each with its type; a list of one stands for a list of such, a
mapping for a record."""
EXTRA = "spark"
"""The optional dependencies that bring pyspark, and what it needs for Arrow."""


def arrow_schema() -> Any:
    """Returns :data:`COLUMNS` as a schema of Arrow; every column may be null.

    :raises MissingExtra: pyarrow isn't installed.
    """
    arrow = library("pyarrow", extra=EXTRA, what="extraction on Spark")
    return arrow.schema([(name, _arrow_type(arrow, kind)) for name, kind in COLUMNS.items()])


def _arrow_type(arrow: Any, kind: Any) -> Any:
    if isinstance(kind, list):
        return arrow.list_(_arrow_type(arrow, kind[0]))
    if isinstance(kind, Mapping):
        return arrow.struct([(name, _arrow_type(arrow, each)) for name, each in kind.items()])
    plain_types = {
        "text": arrow.string(),
        "whole": arrow.int64(),
        "number": arrow.float64(),
        "day": arrow.date32(),
        "instant": arrow.timestamp("us", tz="UTC"),
    }
    return plain_types[kind]
