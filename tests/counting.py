"""How work grows with a text, in steps of Python: the same on every machine, however busy.

What the interpreter does inside one step (a regular expression, a join) is one step however long it takes: how the
time itself grows is measured in ``tests/benchmarks``, which runs alone (``pytest -m timing``).
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

LINEAR = 1.15
"""How many times as much as the text the work may grow and count as linear, where the text grows fourfold.  At most
1.02 is reached; work of which a tenth is quadratic in the shorter text reaches 1.3."""


def steps(work: Callable[[], object]) -> int:
    """Lines that *work* executes, one for each turn of a loop or comprehension, and calls that it makes."""
    count = 0

    def line(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal count
        count += 1
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
