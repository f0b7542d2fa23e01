"""Ends long work in order: the first Ctrl-C or SIGTERM lets it finish what it is storing, the second stops it."""

import signal
import threading
from collections.abc import Iterable, Iterator
from types import FrameType, TracebackType
from typing import Any, Self, TypeVar

Each = TypeVar("Each")

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _Asked(BaseException):
    """Ends the waiting for the next piece."""


class Stopping:
    """Hears Ctrl-C and SIGTERM inside a ``with`` statement; ``asked`` says whether one came.

    The first ends :meth:`until_asked` and disturbs nothing else, so that what has been taken from there is still
    stored.  The second raises KeyboardInterrupt wherever the program is.  Signals that the process was told to ignore
    stay ignored.
    """

    def __init__(self) -> None:
        self.asked = False
        self._waiting = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():  # no other may hear signals
            for each in SIGNALS:
                before = signal.getsignal(each)
                if before is not signal.SIG_IGN:
                    self._before[each] = before
                    signal.signal(each, self._hear)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each, before in self._before.items():
            signal.signal(each, before)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        if self._waiting:
            raise _Asked

    def until_asked(self, stream: Iterable[Each]) -> Iterator[Each]:
        """Yields what *stream* gives; ends when a signal comes, also while *stream* is at work on the next."""
        pieces = iter(stream)
        while True:
            try:
                self._waiting = True
                if self.asked:
                    return
                piece = next(pieces)
                self._waiting = False
            except (StopIteration, _Asked):
                return
            finally:
                self._waiting = False
            yield piece

    def raise_if_asked(self) -> None:
        """Raises KeyboardInterrupt, which ends the program as interrupted, if a signal came."""
        if self.asked:
            raise KeyboardInterrupt


def hear_the_end() -> None:
    """Lets SIGTERM end the program as Ctrl-C does, which leaves nothing half-written, unless it was told to ignore it.

    By itself it would end at once, and the files of a backup or an export that isn't whole would stay.
    """
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _end)


def _end(_number: int, _frame: FrameType | None) -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in a shell's background
        raise KeyboardInterrupt
    signal.raise_signal(signal.SIGINT)  # to whoever hears Ctrl-C now
