"""Tells what the columns of rows hold (days, numbers, texts) for formats that keep types."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from quotes.output.rows import Batch
from quotes.output.table import plain


class Type(StrEnum):
    """The type of a column."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    DAY = "day"
    INSTANT = "instant"
    TRUTH = "true or false"
    CREDITS = "credits"


OF_QUOTATIONS = {
    **dict.fromkeys(("published_on", "said_on", "said_on_end"), Type.DAY),
    **dict.fromkeys(("mention_start", "mention_end", "start_offset", "end_offset", "start", "end"), Type.WHOLE),
    **dict.fromkeys(("utterance", "article_version"), Type.WHOLE),
    "confidence": Type.NUMBER,
    "credits": Type.CREDITS,
}
"""Types of the columns of quotations; all others are texts."""
_TYPES: dict[type, Type] = {
    str: Type.TEXT, int: Type.WHOLE, float: Type.NUMBER, bool: Type.TRUTH, dt.date: Type.DAY, dt.datetime: Type.INSTANT
}  # fmt: skip


def types_of(columns: Sequence[str], batch: Batch) -> list[Type]:
    """Returns the type of each of *columns*: that of the quotations' column of that name if the values in *batch* fit
    it, else the type of the values; text if they are of several kinds or there are none.

    Days as text, which is all that SQLite has, are days if the column's name says so: ``first_on``.
    """
    values: Sequence[Sequence[Any]] = list(zip(*batch, strict=True)) or [()] * len(columns)
    return [
        _type_of(name, [each for each in column if each is not None])
        for name, column in zip(columns, values, strict=True)
    ]


def _type_of(name: str, values: Sequence[Any]) -> Type:
    kinds = {_TYPES.get(type(value), Type.TEXT) for value in values}
    declared = OF_QUOTATIONS.get(name)
    days = declared is Type.DAY or name.endswith("_on")
    if days and kinds <= {Type.DAY, Type.TEXT} and (declared or values):
        return Type.DAY if all(day_of(value) is not None for value in values) else Type.TEXT
    if declared is Type.CREDITS or (declared and kinds <= {declared}):
        return declared
    if kinds == {Type.WHOLE, Type.NUMBER} or (declared is Type.NUMBER and kinds == {Type.WHOLE}):
        return Type.NUMBER
    return kinds.pop() if len(kinds) == 1 else Type.TEXT


def day_of(value: object) -> dt.date | None:
    """Returns the day that *value* is, or that it states as ISO text, or None if it is none."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def typed(value: Any, kind: Type) -> Any:
    """Returns *value* in the type of its column: days as dates, everything as text in a column of texts."""
    if value is None:
        return None
    if kind is Type.DAY:
        return day_of(value)
    if kind is Type.TEXT and not isinstance(value, str):
        return plain(value)
    return value
