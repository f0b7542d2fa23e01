"""Bounds how much of a stream is in memory at a time, however long one piece of it takes."""

import threading
from typing import Generic, NamedTuple, TypeVar

Kept = TypeVar("Kept")
Given = TypeVar("Given")

TASKS = 64
"""Tasks a worker that may be read and not yet handed out.  A writer that stores a batch for half a second leaves no
worker idle: in that time one reads about 40 articles of news."""
CHARACTERS = 8_000_000
"""Characters of all these tasks together; a longer one is alone."""


class Task(NamedTuple, Generic[Kept, Given]):
    """A piece of work: what stays here, what is worked on (None for nothing), and how many characters that has."""

    kept: Kept
    given: Given | None
    size: int = 0


class Window:
    """Counts what has been read and not yet handed out; who wants to read more waits until there is room."""

    def __init__(self, tasks: int, characters: int = CHARACTERS) -> None:
        self._tasks, self._characters = tasks, characters
        self._inside = self._size = 0
        self._closed = False
        self._changed = threading.Condition()

    def enter(self, size: int) -> bool:
        """Waits until there is room for a task of *size* characters, which there always is in an empty window;
        returns whether the window is still open.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._has_room(size))
            self._inside += 1
            self._size += size
            return not self._closed

    def _has_room(self, size: int) -> bool:
        return self._inside == 0 or (self._inside < self._tasks and self._size + size <= self._characters)

    def leave(self, size: int) -> None:
        """Makes the room of a task of *size* characters free again."""
        with self._changed:
            self._inside -= 1
            self._size -= size
            self._changed.notify_all()

    def close(self) -> None:
        """Lets nobody in any more, and nobody wait."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
