"""Chooses who does the work: this process where there is little, several others where there is much."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from typing import TypeVar

from quotes.errors import UnreadableSource
from quotes.jobs.attempt import attempt, settled
from quotes.jobs.window import Task

Kept = TypeVar("Kept")
Given = TypeVar("Given")
Result = TypeVar("Result")

FEW = 50
"""Tasks that this process does before it starts others.  To start them takes as long as 20 to 40 articles of news."""


def cores() -> int:
    """Returns the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    work: Callable[[Given], Result], tasks: Iterable[Task[Kept, Given]], jobs: int | None = 1
) -> Iterator[tuple[Kept, Result | UnreadableSource | None]]:
    """Yields what each task keeps, with what *work* makes of what it gives, in the order of the tasks.

    The result is None where a task gives nothing, and an error, as a value, where the work failed or its process died.
    With *jobs* of 1 everything happens here, when it is asked for.  With more, so many processes do the work: they get
    it pickled, so *work* must be a function of a module, and *tasks* are read ahead in a thread, never further than
    :mod:`quotes.jobs.window` allows.  None means one process for each core if there are more than :data:`FEW` tasks.
    What reading *tasks* raises is raised behind the results of those before.

    :raises QuotesError: processes cannot be started.
    """
    left = iter(tasks)
    if jobs is None:
        yield from _here(work, islice(left, FEW))
        jobs = cores()
    if jobs == 1:
        yield from _here(work, left)
        return
    first = next(left, None)
    if first is None:
        return
    from quotes.jobs.pool import Pool

    with closing(Pool(work, chain([first], left), jobs)) as pool:
        yield from pool.results()


def _here(
    work: Callable[[Given], Result], tasks: Iterable[Task[Kept, Given]]
) -> Iterator[tuple[Kept, Result | UnreadableSource | None]]:
    for task in tasks:
        yield task.kept, None if task.given is None else settled(attempt(work, task.given))
