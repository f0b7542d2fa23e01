"""The counter of steps tells linear from quadratic work, and counts alike each time."""

import sys
from collections.abc import Callable

import pytest

from tests.counting import LINEAR, steps


def loop(times: int) -> int:
    total = 0
    for number in range(times):
        total += number
    return total


WORK: dict[str, tuple[Callable[[int], object], bool]] = {
    "a loop": (loop, True),
    "a comprehension": (lambda n: [each for each in range(n)], True),  # noqa: C416
    "calls": (lambda n: [loop(2) for _ in range(n)], True),
    "a loop in a loop": (lambda n: [loop(n) for _ in range(n)], False),
    "a tenth that is quadratic": (
        lambda n: (loop(20 * n), [each for _ in range(n) for each in range(n // 25)]),
        False,
    ),
}


@pytest.mark.parametrize("name", WORK)
def test_what_is_linear(name: str) -> None:
    work, linear = WORK[name]
    short, long = steps(lambda: work(100)), steps(lambda: work(400))
    assert (long <= 4 * LINEAR * short) == linear
    assert steps(lambda: work(100)) == short


def test_a_tracer_that_was_there_is_there_again() -> None:
    def tracer(*_: object) -> None:
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        steps(lambda: loop(3))
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)
