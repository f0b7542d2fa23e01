"""The parent's side of a pool of processes: reads ahead, hands out work, puts results in order, replaces the dead."""

import atexit
import gc
import multiprocessing
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, NamedTuple, TypeVar

from quotes.errors import QuotesError, UnreadableSource
from quotes.jobs.attempt import settled
from quotes.jobs.window import TASKS, Task, Window
from quotes.jobs.worker import READY, serve

Kept = TypeVar("Kept")
Given = TypeVar("Given")
Result = TypeVar("Result")

AHEAD = 2
"""Tasks that a worker has at most, so that the next one is there when the first is done."""
STARTS = 3
"""Times in a row that a worker may die before it is ready."""


class _End(NamedTuple):
    """The number of tasks that there were, and what ended their reading."""

    tasks: int
    error: BaseException | None


class _Closed(Exception):
    """Nobody wants results any more."""


class Pool(Generic[Kept, Given, Result]):
    """Processes that work on *tasks*; see :func:`quotes.jobs.in_order`.  Close it.

    One thread reads the tasks.  One more for each worker sends it work, waits for the answer, and starts another
    worker if that one dies.  The caller's own thread takes the results.  Workers come from Python's fork server (where
    there is none, they are started afresh), never from a fork of this process: what it has open, a connection to a
    database above all, does not reach them.
    """

    def __init__(self, work: Callable[[Given], Result], tasks: Iterable[Task[Kept, Given]], jobs: int) -> None:
        self._work = work
        self._tasks = tasks
        self._window = Window(TASKS * jobs)
        self._waiting: queue.SimpleQueue[tuple[int, Task[Kept, Given]] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[int, Task[Kept, Given], Any] | _End] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._alive: set[BaseProcess] = set()
        self._context: Any = _context()
        atexit.register(self.close)
        self._drivers = [threading.Thread(target=self._drive, daemon=True) for _ in range(jobs)]
        for thread in (threading.Thread(target=self._read, daemon=True), *self._drivers):
            thread.start()

    def results(self) -> Iterator[tuple[Kept, Result | UnreadableSource | None]]:
        """Yields what each task keeps and the result of its work, in the order of the tasks."""
        early: dict[int, tuple[Task[Kept, Given], Any]] = {}
        end: _End | None = None
        number = 0
        while end is None or number < end.tasks:
            if number in early:
                task, result = early.pop(number)
                self._window.leave(task.size)
                number += 1
                yield task.kept, settled(result)
                continue
            done = self._done.get()
            if isinstance(done, _End):
                end = done
            else:
                early[done[0]] = done[1:]
        if end.error is not None:
            raise end.error

    def close(self) -> None:
        """Ends all workers, whatever they are doing; the thread that reads ends as soon as it gets what it waits
        for.
        """
        atexit.unregister(self.close)
        with self._lock:
            self._closed = True
            for process in self._alive:
                process.kill()
        self._window.close()
        self._waiting.put(None)
        for thread in self._drivers:
            thread.join()

    def _read(self) -> None:
        number = 0
        error: BaseException | None = None
        try:
            for task in self._tasks:
                if not self._window.enter(task.size):
                    return
                if task.given is None:
                    self._done.put((number, task, None))
                else:
                    self._waiting.put((number, task))
                number += 1
        except BaseException as raised:
            error = raised
        self._waiting.put(None)
        self._done.put(_End(number, error))

    def _drive(self) -> None:
        """Keeps one worker busy: sends it tasks, takes its answers, and puts another in its place if it dies."""
        sent: deque[tuple[int, Task[Kept, Given]]] = deque()
        worker: _Worker | None = None
        try:
            while True:
                while len(sent) < AHEAD and (numbered := self._next(wait=not sent)) is not None:
                    if worker is None or (not sent and worker.is_gone()):
                        worker = self._started(worker)
                    sent.append(numbered)
                    worker.send(numbered[1].given)
                if not sent or worker is None:
                    return
                answer = worker.answer()
                number, task = sent.popleft()
                if answer is None:
                    answer = UnreadableSource(f"could not be processed: {worker.end()}")
                    worker = self._started(None)
                    for _, other in sent:
                        worker.send(other.given)
                self._done.put((number, task, answer))
        except _Closed:
            pass
        except Exception as error:
            self._done.put(_End(0, error))
        finally:
            if worker is not None:
                worker.end()

    def _next(self, *, wait: bool) -> tuple[int, Task[Kept, Given]] | None:
        """Returns the next task with its number; None if there is none, or without *wait* none yet."""
        try:
            numbered = self._waiting.get(block=wait)
        except queue.Empty:
            return None
        if numbered is None:
            self._waiting.put(None)  # for the other drivers
        return numbered

    def _started(self, dead: "_Worker | None") -> "_Worker":
        """Returns a worker that is ready, in the place of one that is *dead*.

        :raises QuotesError: several died before they were ready.
        :raises _Closed: nobody wants results any more.
        """
        if dead is not None:
            dead.end()
        for _ in range(STARTS):
            with self._lock:
                if self._closed:
                    raise _Closed
                worker = _Worker(self._context, self._work)
                self._alive.add(worker.process)
            if worker.answer() == READY:
                return worker
            how = worker.end()
            with self._lock:
                self._alive.discard(worker.process)
        if self._closed:
            raise _Closed
        raise QuotesError(f"processes for --jobs cannot be started: {how}; --jobs 1 does without")


class _Worker:
    """A process of the pool, as its parent sees it."""

    def __init__(self, context: Any, work: Callable[[Any], Any]) -> None:
        self._connection: Connection
        self._connection, theirs = context.Pipe()
        with theirs:
            self.process: BaseProcess = context.Process(
                target=serve, args=(theirs, work, gc.get_threshold()), daemon=True
            )
            self.process.start()

    def send(self, given: object) -> None:
        """Sends what is to be worked on.  If the process is dead, the next answer says so."""
        with suppress(OSError):
            self._connection.send(given)

    def answer(self) -> Any:
        """Waits for the next answer and returns it; None if the process died."""
        try:
            return self._connection.recv()
        except (EOFError, OSError):
            return None

    def is_gone(self) -> bool:
        """Tests whether a process that has nothing to do, and so nothing to say, is dead."""
        try:
            return self._connection.poll()
        except OSError:
            return True

    def end(self) -> str:
        """Lets the process end, waits for that, and returns how it ended, in words."""
        self._connection.close()
        self.process.join()
        status = self.process.exitcode or 0
        if status >= 0:
            return f"its process ended (status {status})"
        killed = f"its process was killed ({signal.Signals(-status).name})"
        return f"{killed}, as happens where memory is short" if status == -signal.SIGKILL else killed


def _context() -> Any:
    """Returns Python's fork server with all loaded that workers need, or, where there is none, fresh processes."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["quotes.jobs.ready", "__main__"])
    return context
