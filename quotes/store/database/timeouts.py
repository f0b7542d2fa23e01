"""A limit on how long reading may take, whatever does the work: SQLite, a server, or a regular expression."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from quotes.errors import QuotesError

STEPS = 10_000
"""Instructions of SQLite's machine between two looks at the clock."""


LONGEST = 2_000_000.0
"""Seconds of the longest limit: PostgreSQL counts milliseconds in 31 bits."""


class TookTooLong(QuotesError):
    """Raised when a statement or a pattern was stopped at its time limit."""


@contextmanager
def within(session: Session, seconds: float) -> Iterator[None]:
    """Stops the statements of *session* that are under way after *seconds*, and when Ctrl-C is pressed.

    :raises QuotesError: the limit was reached (from the database, where it was at work).
    """
    driver: Any = session.connection().connection.driver_connection
    if session.get_bind().dialect.name == "sqlite":
        until = time.monotonic() + seconds
        driver.set_progress_handler(lambda: int(time.monotonic() > until), STEPS)
        try:
            with _interruptible():
                yield
        finally:
            driver.set_progress_handler(None, STEPS)
        return
    session.execute(text(f"SET LOCAL statement_timeout = {max(1, int(_bounded(seconds) * 1000))}"))
    yield
    session.execute(text("SET LOCAL statement_timeout = 0"))


@contextmanager
def _interruptible() -> Iterator[None]:
    """Lets Ctrl-C through where SQLite is at work.

    Python hears of it in what SQLite calls to look at the clock; the exception ends there, and the statement with an
    error of SQLite's, which becomes what it was.  (psycopg tells the server to stop, and raises it, by itself.)
    """
    main = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGINT) if main else None
    if before is not signal.default_int_handler:  # ignored, or heard by somebody else
        yield
        return
    heard = False

    def hear(_number: int, _frame: FrameType | None) -> None:
        nonlocal heard
        heard = True
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, hear)
    try:
        yield
    except Exception:
        if heard:
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def alarm(seconds: float, message: str) -> Iterator[None]:
    """Interrupts Python's own work after *seconds*, even inside one regular expression.

    Only where there are alarms (not on Windows) and in the main thread; elsewhere nothing is interrupted.

    :raises TookTooLong: with *message*.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong(message)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(_bounded(seconds), 1e-3))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _bounded(seconds: float) -> float:
    return seconds if seconds < LONGEST else LONGEST  # which no comparison with what is no number says
