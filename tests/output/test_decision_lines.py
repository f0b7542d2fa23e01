"""What people decided, as lines for the eye: a block for each operation, a line for each field, at any width."""

import datetime as dt
from typing import Any

import pytest

from quotes.output.passage import decision_lines


def _line(operation: int, before: Any, after: Any, **more: Any) -> dict[str, Any]:
    at = dt.datetime(2025, 4, 1, 12, operation, tzinfo=dt.UTC)
    told = {"at": at, "who": "Ada", "action": "correct", "subject": "quote", "note": None, "undone_by": None}
    return {**told, "operation": operation, "before": before, "after": after, **more}


HEAD = "  #1  correct by Ada, 2025-04-01 12:01 UTC"


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        pytest.param([], [], id="nothing decided"),
        pytest.param([_line(1, None, None)], [HEAD], id="a decision without fields"),
        pytest.param(
            [_line(1, {"via": None}, {"via": "Osk Radio"}, note="phoned", undone_by=2)],
            [f"{HEAD}; undone by #2", "      phoned", "      via  none → Osk Radio"],
            id="note, and what undid it",
        ),
        pytest.param(
            [_line(1, {"words": "a", "end_offset": 2, "search_words": "a"}, {"words": "b", "end_offset": 3})],
            [HEAD, "      words       a → b", "      end offset  2 → 3"],
            id="names stand below each other; what follows from the words is left out",
        ),
        pytest.param(
            [_line(1, None, {"name": "Ines Vidal", "note": ""}, subject="speaker"), _line(1, {"id": 1}, {"id": 3})],
            [HEAD, "      speaker name  none → Ines Vidal", "      id            1 → 3"],
            id="one operation is one block; what is of a speaker says so",
        ),
        pytest.param(
            [_line(1, {"a": 1, "b": 2}, {"a": 1, "b": 3})], [HEAD, "      b  2 → 3"], id="what stays isn't told"
        ),
        pytest.param([_line(1, [1, 2], 3)], [HEAD, "      quote  [1, 2] → 3"], id="values that are no fields"),
        pytest.param(
            [_line(1, {"mention": "Dana Okafor, who once ran the old harbour of Osk"}, {"mention": None})],
            [HEAD, "      mention  Dana Okafor, who once ran the old harbour of", "               Osk → none"],
            id="a long value goes on below its first word",
        ),
    ],
)
def test_decisions_are_blocks(lines: list[dict[str, Any]], shown: list[str]) -> None:
    found = [each for block in decision_lines(lines, 60) for each in block.split("\n")]
    assert found == shown
    assert max(map(len, found), default=0) <= 60
