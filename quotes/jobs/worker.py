"""What a process of the pool does: it works on what it is sent, one after the other, until its parent is gone."""

import gc
import os
import queue
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from quotes.errors import ArticleFailed
from quotes.jobs.attempt import attempt

READY = "ready"
"""What a worker says when it can begin."""


def serve(connection: Connection, work: Callable[[Any], Any], thresholds: tuple[int, int, int]) -> None:
    """Answers each message that comes through *connection* with what *work* makes of it, in order.

    It reads ahead in a thread, so that its parent can always send, and ends at once, whatever it is doing, when the
    other end is closed: also that of a parent that was killed.  *thresholds* are those of the parent's garbage
    collector.
    """
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C at the terminal, and what is sent to the whole group, is for the parent to hear
    gc.set_threshold(*thresholds)
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, waiting), daemon=True).start()
    connection.send(READY)
    while True:
        answer = attempt(work, waiting.get())
        try:
            connection.send(answer)
        except OSError:
            os._exit(0)  # nobody wants to know
        except Exception as error:  # it cannot be sent
            connection.send(ArticleFailed(error))


def _receive(connection: Connection, waiting: "queue.SimpleQueue[Any]") -> None:
    try:
        while True:
            waiting.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)
