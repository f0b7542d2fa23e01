"""A command at a pseudo-terminal, driven as a person would: wait for what it prints, then type."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Mapping, Sequence

from tests.cli.processes import PATIENCE


class Terminal:
    """A running command whose input and output are a terminal; ``screen`` is all that it printed."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], *, columns: int = 100) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**env, "TERM": "xterm", "COLUMNS": str(columns), "NO_COLOR": "1"},
            start_new_session=True,
        )
        os.close(theirs)
        self.screen = ""
        self._seen = 0

    def expect(self, words: str) -> str:
        """Read until *words* are printed after what was expected before; returns what came up to them."""
        deadline = time.monotonic() + PATIENCE
        while (found := self.screen.find(words, self._seen)) < 0:
            assert self._read(deadline), f"{words!r} was not printed after:\n{self.screen[self._seen :]}"
        before = self.screen[self._seen : found]
        self._seen = found + len(words)
        return before

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def end(self) -> int:
        """Read to the end; the exit status."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        status = self.process.wait(PATIENCE)
        os.close(self._ours)
        return status

    def _read(self, deadline: float) -> bool:
        if not select.select([self._ours], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # the other side is closed
            return False
        self.screen += data.decode(errors="replace").replace("\r\n", "\n")
        return bool(data)
