"""Conditions on text that both engines read alike."""

import json
from collections.abc import Sequence
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    String,
    cast,
    collate,
    func,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import Session

from quotes.wording import storable

_ASCII_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def contains(session: Session, column: Any, value: str) -> ColumnElement[bool]:
    """Returns the condition that *column* has *value* in it, capitals or not; it means the same on both engines.

    What an engine does to letters beyond ASCII depends on how it was built or set up, so the engines lower ASCII
    alone, and look for *value* as it is, in small letters, in capitals and with a capital in front.
    """
    value = storable(value)
    spellings = {each.translate(_ASCII_LOWER) for each in (value, value.lower(), value.upper(), value.title())}
    if session.get_bind().dialect.name == "postgresql":
        column = collate(column, "C")
    return or_(*(occurs(session, func.lower(column), each) for each in sorted(spellings)))


def occurs(session: Session, column: Any, value: str) -> ColumnElement[bool]:
    """Returns the condition that *value*, of any length, stands in *column* to the letter; SQLite's LIKE refuses long
    patterns.
    """
    place = func.instr if session.get_bind().dialect.name == "sqlite" else func.strpos
    found: ColumnElement[bool] = place(column, value) > 0
    return found


def among(session: Session, column: Any, ids: Sequence[int]) -> ColumnElement[bool]:
    """Returns the condition that *column* is one of *ids*, however many: engines limit the values that a statement may
    be given.
    """
    given = cast(literal(json.dumps(sorted(ids))), String)
    if session.get_bind().dialect.name == "postgresql":
        listed = func.json_array_elements_text(cast(given, JSON)).column_valued("one_id")
        return column.in_(select(cast(listed, BigInteger)))  # type: ignore[no-any-return]
    return column.in_(select(literal_column("value")).select_from(func.json_each(given)))  # type: ignore[no-any-return]
