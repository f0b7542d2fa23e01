"""Writes records that failed to a file that can be read again."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from quotes.errors import QuotesError, UsageProblem
from quotes.occupied import is_database

if TYPE_CHECKING:
    from quotes.ingest import Item


class Rejects:
    """Takes records that failed, and writes each as a line of JSON, at once; without a stream it drops them."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def take(self, item: "Item") -> None:
        """Writes the record of *item* as it was; for an article of a file, what was read of it."""
        line = item.line
        if line is None and item.article is not None:
            article = item.article
            day = article.published_on.isoformat() if article.published_on else None
            record = {"text": article.text, "id": article.id, "outlet": article.outlet, "date": day,
                      "title": article.title, "author": article.byline, "url": article.url}  # fmt: skip
            line = json.dumps({name: value for name, value in record.items() if value}, ensure_ascii=False)
        if self._stream is None or line is None:
            return
        one = line.strip().replace("\n", " ").replace("\r", " ")
        try:
            self._stream.write(one.encode("utf-8", "backslashreplace").decode() + "\n")
            self._stream.flush()
        except OSError as error:
            raise QuotesError(f"{self._stream.name} cannot be written ({error.strerror or error})") from None


@contextmanager
def rejects_to(path: Path | None, sources: Sequence[str]) -> Iterator[Rejects]:
    """Gives what takes rejected records and writes them to *path*, which is made anew; without a path it drops them.

    :raises UsageProblem: *path* is one of the *sources*, or a database.
    :raises QuotesError: it cannot be written.
    """
    if path is None:
        yield Rejects(None)
        return
    if any(is_same(path, source) for source in sources):
        raise UsageProblem(f"--reject-file {path} is read too; name another file")
    if is_database(path):
        raise UsageProblem(f"--reject-file {path} is a database; name another file")
    try:
        stream = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise QuotesError(f"{path} cannot be written ({error.strerror or error})") from None
    with stream:
        yield Rejects(stream)


def is_same(path: Path, source: str) -> bool:
    """Tests whether *path* is the file or lies in the folder *source*."""
    try:
        if os.path.isdir(source):  # noqa: PTH112 - Path.is_dir raises for a name too long
            return path.resolve().is_relative_to(Path(source).resolve())
        return path.samefile(source)
    except (OSError, ValueError):
        return False
