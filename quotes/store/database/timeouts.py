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


class TookTooLong(QuotesError):
    """What was asked for was stopped at its time limit."""


@contextmanager
def within(session: Session, seconds: float) -> Iterator[None]:
    """Stops the statements of *session* that are under way after *seconds*.

    :raises QuotesError: the limit was reached (from the database, where it was at work).
    """
    driver: Any = session.connection().connection.driver_connection
    if session.get_bind().dialect.name == "sqlite":
        until = time.monotonic() + seconds
        driver.set_progress_handler(lambda: int(time.monotonic() > until), STEPS)
        try:
            yield
        finally:
            driver.set_progress_handler(None, STEPS)
        return
    session.execute(text(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}"))
    yield
    session.execute(text("SET LOCAL statement_timeout = 0"))


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
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-3))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
