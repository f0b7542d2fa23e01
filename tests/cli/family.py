"""The processes that a command started, seen from outside: which there are, and whether they are busy or gone."""

import subprocess
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from tests.cli.processes import PATIENCE


class Member(NamedTuple):
    pid: int
    parent: int
    state: str
    spent: str
    """CPU time as ``ps`` writes it: 00:00:07."""
    command: str


def everybody() -> list[Member]:
    """All processes, without those that have ended and wait to be asked for their status."""
    said = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,stat=,time=,args="], capture_output=True, text=True, check=True
    ).stdout
    members = (Member(int(a), int(b), *rest) for a, b, *rest in (line.split(None, 4) for line in said.splitlines()))
    return [each for each in members if not each.state.startswith("Z")]


def family(pid: int) -> set[int]:
    """The processes that *pid* started, and those that they started."""
    found: set[int] = set()
    there = everybody()
    while new := {each.pid for each in there if each.parent in (found | {pid})} - found:
        found |= new
    return found


def workers(pid: int) -> list[Member]:
    """The processes that extract: the children of a child."""
    of_pid = family(pid)
    return [each for each in everybody() if each.pid in of_pid and each.parent != pid]


def busy(pid: int) -> Member | None:
    """A worker that has been at work for a second."""
    return next((each for each in workers(pid) if each.spent > "00:00:00"), None)


def running(pids: set[int]) -> set[int]:
    """Those of *pids* that have not ended."""
    return pids & {each.pid for each in everybody()}


Found = TypeVar("Found")


def until(look: Callable[[], Found | None], patience: float = PATIENCE) -> Found:
    """Looks again and again until there is something to be seen, and returns that."""
    deadline = time.monotonic() + patience
    while not (found := look()):
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)  # leaves the processor to what is looked at
    return found
