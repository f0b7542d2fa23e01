"""``docs/spark.md`` names every column and field that is written, with its type, and no other."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from quotes.spark.columns import COLUMNS, CREDIT, QUOTATION

PAGE = (Path(__file__).parents[2] / "docs" / "spark.md").read_text(encoding="utf-8")
TYPES = {"text": "text", "day": "date", "instant": "timestamp, UTC", "whole": "int64", "number": "double"}


def shown(heading: str) -> dict[str, str]:
    """The names in the first cells of a table whose head begins so, each with its type."""
    table = PAGE.partition(f"| {heading} | type | what it holds |\n|---|---|---|\n")[2].partition("\n\n")[0]
    found: dict[str, str] = {}
    for row in table.splitlines():
        names, kinds = row.split(" | ")[:2]
        several = re.findall(r"`(\w+)`", names)
        types = kinds.split(", ") if kinds.count(", ") + 1 == len(several) else [kinds] * len(several)
        found |= dict(zip(several, types, strict=True))
    return found


def told(kind: Any) -> str:
    if isinstance(kind, list):
        return "list of records" if isinstance(kind[0], Mapping) else f"list of {TYPES[kind[0]]}"
    return TYPES[kind]


@pytest.mark.parametrize(("heading", "columns"), [("column", COLUMNS), ("field of `quotes`", QUOTATION)])
def test_columns_and_types_are_those_written(heading: str, columns: Mapping[str, Any]) -> None:
    assert shown(heading) == {name: told(kind) for name, kind in columns.items()}


def test_the_fields_of_further_parties_are_named() -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith("| `credits`"))
    assert re.findall(r"`(\w+)`", row.partition("further parties:")[2].partition("(")[0]) == list(CREDIT)
