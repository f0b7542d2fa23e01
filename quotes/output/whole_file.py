"""Writes a file that is there whole or not at all."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, TextIO, cast


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Gives a stream whose text becomes the file *path* when all went well; until then the file stays as it was.

    It is written beside it, under a name that nobody can foresee and that was free.  The file keeps the rights of the
    one that it replaces; of a link, what it leads to is replaced.  On any exception nothing is left.

    :raises OSError: it cannot be written.
    """
    with _written_beside(path, binary=False) as stream:
        yield cast("TextIO", stream)


@contextmanager
def whole_binary_file(path: Path) -> Iterator[BinaryIO]:
    """Gives a stream whose bytes become the file *path* when all went well; it is otherwise like :func:`whole_file`."""
    with _written_beside(path, binary=True) as stream:
        yield cast("BinaryIO", stream)


@contextmanager
def _written_beside(path: Path, *, binary: bool) -> Iterator[IO[str] | IO[bytes]]:
    try:
        target = path.resolve()
    except RuntimeError:  # links in a circle, before Python 3.13
        raise OSError("its links lead in a circle") from None
    part = target.with_name(f".quotes-{secrets.token_hex(8)}.part")  # not the file's: that may be as long as names get
    rights = _rights(target)
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666 if rights is None else 0o600)
    try:
        mode: dict[str, str] = {"mode": "wb"} if binary else {"mode": "w", "encoding": "utf-8", "newline": ""}
        with os.fdopen(descriptor, **mode) as stream:  # type: ignore[call-overload]
            if rights is not None and os.chmod in os.supports_fd:
                os.chmod(descriptor, rights)  # noqa: PTH101 - a path could be another file by now
            yield stream
        part.replace(target)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _rights(path: Path) -> int | None:
    """Returns the permissions of the file *path*, or None if it does not exist."""
    try:
        return stat.S_IMODE(path.stat().st_mode) & 0o777
    except FileNotFoundError:
        return None
