"""Runs commands in processes of their own."""

import json
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from quotes.cli import run

PATIENCE = 600.0
"""Seconds after which a process counts as hung.  A busy machine is far below it."""
COMMAND = [sys.executable, "-c", "from quotes.cli import main; main()"]
ENDED = "ended with status"


def die_after(statements: int) -> None:
    """Have this process kill itself after so many statements, on whatever engine."""
    left = iter(range(statements, 0, -1))

    @event.listens_for(Engine, "after_cursor_execute")
    def count(*_: Any) -> None:
        if next(left) == 1:
            os.kill(os.getpid(), signal.SIGKILL)


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("QUOTES_DB", "XDG_DATA_HOME")}
    return {**kept, "HOME": str(home), **more}


def quotes(home: Path, *arguments: str, timeout: float = PATIENCE, **options: Any) -> subprocess.CompletedProcess[str]:
    found: subprocess.CompletedProcess[str] = subprocess.run(
        [*COMMAND, *arguments],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        **options,
    )
    return found


def line(number: int) -> str:
    """A record with two quotations."""
    text = f"“We open bridge {number},” said Dana Okafor on Monday. “It is {number},” said Mayor Lindqvist."
    return json.dumps({"id": str(number), "text": text, "outlet": f"Paper {number % 3}"}) + "\n"


def many(path: Path, articles: int) -> Path:
    with path.open("w") as file:
        file.writelines(map(line, range(articles)))
    return path


def feed(process: subprocess.Popen[str], lines: Iterable[str]) -> threading.Thread:
    """Writes *lines* to a process in a thread, which is returned, and leaves its standard input open: however slow or
    fast it is, the process is never done before that is closed.
    """

    def write() -> None:
        assert process.stdin is not None
        with suppress(BrokenPipeError):
            process.stdin.writelines(lines)
            process.stdin.flush()

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    return thread


class Gate:
    """Holds children back until all are there."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()

    def wait(self) -> None:
        """In a child: until the parent opens it, or is gone."""
        os.close(self.writing)
        os.read(self.reading, 1)

    def open(self) -> None:
        """In the parent: let all go."""
        os.close(self.writing)
        os.close(self.reading)


class Child:
    """Command lines, one after the other, in a process of their own: forked, so that they begin at once.

    No store may be open in this process meanwhile: SQLite's connections do not survive a fork.
    """

    def __init__(
        self, output: Path, *lines: Sequence[str], gate: Gate | None = None, kill_after: int | None = None
    ) -> None:
        self.lines, self.output = lines, output
        self.pid = os.fork()
        if self.pid:
            return
        try:
            if gate is not None:
                gate.wait()
            if kill_after is not None:
                die_after(kill_after)
            with output.open("w", encoding="utf-8", buffering=1) as stream:
                sys.stdout = sys.stderr = stream
                for line in lines:
                    status = run(list(line))
                    stream.write(f"{ENDED} {status}\n")
        except BaseException:  # a fork must not go on as the test
            output.write_text(traceback.format_exc(), encoding="utf-8")
        finally:
            os._exit(0)

    def is_running(self) -> bool:
        """Whether it has not come to its end."""
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def wait(self) -> bool:
        """Wait for its end; whether it was killed."""
        return os.WIFSIGNALED(os.waitpid(self.pid, 0)[1])

    def statuses(self) -> list[int]:
        """With which status each command ended that came to its end."""
        return [int(line.rsplit(maxsplit=1)[1]) for line in self.said().splitlines() if line.startswith(ENDED)]

    def said(self) -> str:
        """All that they wrote, errors too."""
        return self.output.read_text(encoding="utf-8")


def started(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """Starts a command whose streams are pipes; its processes are a group of their own."""
    return subprocess.Popen(
        [*COMMAND, *arguments],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
