"""How time grows with a text, measured so that a noisy machine cannot fail it and quadratic work cannot pass."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ROUNDS = 6
"""Most measurements of each size.  Noise only ever adds time, so the least of each tells; the first round that is
within bounds ends it."""
LEAST = 0.002
"""Seconds under which a measurement says nothing."""


def growth(small: Callable[[], object], large: Callable[[], object], *, below: float) -> float:
    """CPU time of *large* over that of *small*, the least of each over interleaved rounds, until it is under *below*.

    Without the cyclic garbage collector: its full passes cost what the whole process holds, other tests' things
    included.
    """
    times: tuple[list[float], list[float]] = ([], [])
    found = 0.0
    for _ in range(ROUNDS):
        for work, spent in zip((small, large), times, strict=True):
            with uncollected():
                begin = time.process_time()
                work()
                spent.append(time.process_time() - begin)
        found = min(times[1]) / max(min(times[0]), LEAST)
        if found < below:
            break
    return found


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing is collected inside, everything before."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
