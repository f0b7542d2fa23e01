"""Any number of workers, any failures: the same results in the same order."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import ArticleFailed, QuotesError, UnreadableSource
from quotes.jobs import Task, cores, in_order
from quotes.jobs.ordered import FEW
from quotes.jobs.window import TASKS
from tests.cli.processes import PATIENCE
from tests.jobs.work import (
    BROKEN,
    FAULTS,
    KILL,
    LEAVE,
    RAISE,
    REFUSE,
    UNSENDABLE,
    Held,
    exhaust,
    wait_for,
    who,
    work,
)


@pytest.fixture(autouse=True)
def _alarm() -> Iterator[None]:
    """Fails instead of waiting for ever."""

    def ring(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(int(PATIENCE))
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def tasks(given: list[str | None]) -> Iterator[Task[int, str]]:
    for number, each in enumerate(given):
        yield Task(number, each, len(each or ""))


def told(result: object) -> object:
    """A result so that it can be compared: the kind of an error is enough, its words differ with the process."""
    if isinstance(result, UnreadableSource):
        return "failed"
    return result


def expected(each: str | None) -> object:
    return None if each is None else "failed" if each in FAULTS else each.upper()


PIECES = st.lists(st.one_of(st.none(), st.text(max_size=5), st.sampled_from(FAULTS)), max_size=30)


@settings(max_examples=15)
@given(given=PIECES, jobs=st.integers(2, 4))
def test_any_workers_any_failures(given: list[str | None], jobs: int) -> None:
    found = [(number, told(result)) for number, result in in_order(work, tasks(given), jobs)]
    assert found == [(number, expected(each)) for number, each in enumerate(given)]


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (KILL, "could not be processed: its process was killed (SIGKILL), as happens where memory is short"),
        (LEAVE, "could not be processed: its process ended (status 7)"),
        (RAISE, "could not be processed (Failure: a bug); quotes --debug says where"),
        (REFUSE, "is refused"),
        (UNSENDABLE, "could not be processed (TypeError: cannot pickle"),
    ],
)
def test_what_is_said_of_a_failure(fault: str, says: str) -> None:
    found = dict(in_order(work, tasks(["a", fault, "b"]), 2))
    assert (found[0], found[2]) == ("A", "B")
    assert isinstance(found[1], UnreadableSource)
    assert str(found[1]).startswith(says)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_keeps_its_traceback(jobs: int) -> None:
    ((_, failure),) = in_order(work, tasks([RAISE]), jobs)
    assert isinstance(failure, ArticleFailed)
    assert "in work" in failure.trace
    assert failure.__notes__ == [failure.trace]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_every_piece_would_meet_ends_the_whole(jobs: int) -> None:
    found = in_order(work, tasks(["a", BROKEN, "b"]), jobs)
    assert next(found) == (0, "A")
    with pytest.raises(QuotesError, match="a library is missing"):
        next(found)


@pytest.mark.parametrize("jobs", [1, 2])
def test_reading_that_breaks_off_does_so_behind_what_was_read(jobs: int) -> None:
    def broken() -> Iterator[Task[int, str]]:
        yield from tasks(["a", "b"])
        raise ValueError("no more")

    found = in_order(work, broken(), jobs)
    assert [next(found), next(found)] == [(0, "A"), (1, "B")]
    with pytest.raises(ValueError, match="no more"):
        next(found)


@pytest.mark.parametrize("jobs", [None, 1, 2])
def test_nothing_to_do(jobs: int | None) -> None:
    assert list(in_order(work, tasks([]), jobs)) == []


def test_few_are_done_here_and_the_rest_by_as_many_as_there_are_cores() -> None:
    found = [result for _, result in in_order(who, (Task(0, 0) for _ in range(FEW + 20)), None)]
    here = os.getpid()
    assert set(found[:FEW]) == {here}
    assert (here in found[FEW:]) == (cores() == 1)
    assert len(set(found[FEW:])) <= cores()


def test_one_piece_that_takes_long_holds_little_in_memory(tmp_path: object) -> None:
    """Behind it no more is read than the window holds; when it is done, everything comes."""
    gate = f"{tmp_path}/gate"
    os.mkfifo(gate)
    read: list[int] = []
    full = threading.Event()
    most = 2 * TASKS + 1  # one is read before it waits

    def reading() -> Iterator[Task[int, Held]]:
        for number in range(1000):
            read.append(number)
            if len(read) == most:
                full.set()
            yield Task(number, Held("" if number else gate, str(number)), 1)

    found = in_order(wait_for, reading(), 2)
    first: list[object] = []
    taking = threading.Thread(target=lambda: first.append(next(found)))
    taking.start()
    assert full.wait(PATIENCE)
    assert len(read) == most
    assert first == []
    with open(gate, "wb"):  # noqa: PTH123
        pass
    taking.join()
    assert first == [(0, "0")]
    assert [result for _, result in found] == [str(number) for number in range(1, 1000)]


def test_long_pieces_are_held_one_at_a_time() -> None:
    """A window of characters: of pieces larger than it, the next is read when the one before was handed out."""
    read: list[int] = []

    def reading() -> Iterator[Task[int, str]]:
        for number in range(5):
            read.append(number)
            yield Task(number, "a", 10**9)

    for number, _ in in_order(work, reading(), 2):
        assert len(read) <= number + 2


def test_who_takes_no_more_ends_the_workers() -> None:
    """Also those that would never be done."""
    before = threading.active_count()
    found = in_order(exhaust, (Task(number, number) if number else Task(0, None) for number in range(9)), 2)
    assert next(found) == (0, None)
    found.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
