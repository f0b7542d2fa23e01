"""Work for the processes of a pool: what is sent says what happens."""

import os
import signal
import sys
from pathlib import Path
from typing import NamedTuple

from quotes.errors import QuotesError, UnreadableSource

KILL, RAISE, REFUSE, RECURSE, LEAVE, UNSENDABLE, BROKEN = "kill raise refuse recurse leave unsendable broken".split()
FAULTS = (KILL, RAISE, REFUSE, RECURSE, LEAVE, UNSENDABLE)
"""Every way in which one piece of work may fail, and no other with it."""


class Failure(Exception):
    """An error that no pickle brings back."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def work(given: str) -> object:
    """The same in capitals, unless it is one of the faults."""
    if given == KILL:
        os.kill(os.getpid(), signal.SIGKILL)
    if given == LEAVE:
        os._exit(7)
    if given == RAISE:
        raise Failure("a ", "bug")
    if given == REFUSE:
        raise UnreadableSource("is refused")
    if given == RECURSE:
        return work(given)
    if given == UNSENDABLE:
        return sys.stdout
    if given == BROKEN:
        raise QuotesError("a library is missing")
    return given.upper()


def who(_given: object) -> int:
    """The process that works."""
    return os.getpid()


class Held(NamedTuple):
    """Work that waits until the file is there."""

    file: str
    text: str


def wait_for(given: Held) -> str:
    """Waits for whoever opens the FIFO for writing, if there is one, and gives the text back."""
    if given.file:
        with Path(given.file).open("rb") as gate:
            gate.read()
    return given.text


def exhaust(_given: object) -> None:
    """Never ends."""
    while True:
        pass
