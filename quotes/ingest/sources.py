"""Reads the articles of sources: files, folders, URLs, standard input; one bad record never ends the reading."""

import datetime as dt
import io
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from quotes.errors import ArticleFailed, UnreadableSource
from quotes.extras import MissingExtra
from quotes.ingest.fetched import is_url
from quotes.ingest.items import Content, Item, Reading, page_at, stream_of
from quotes.ingest.kinds import READ, is_known, read_content
from quotes.model import Article
from quotes.occupied import is_occupied

STDIN = "-"
GIVEN = "the bytes given"
"""How messages name content that came without a name."""


def read(
    sources: Sequence[str], *, mapping: Mapping[str, str] | None = None, reading: Reading | None = None
) -> Iterator[Item]:
    """Yields the articles of *sources* in their order; *mapping* gives other keys for records, *reading* everything
    else that is wanted.

    A source is a file, a folder (read with its folders, by name), a URL, or ``-``.  Never raises for what it reads.
    Records are read one by one, everything else whole.
    """
    how = reading or Reading(mapping or {})
    for source in sources:
        try:
            yield from _of_source(source, how)
        except UnreadableSource as error:
            yield Item(source, None, None, error=error)
        except MissingExtra as error:
            yield Item(source, None, None, error=UnreadableSource(f"cannot be read: {error}"))
        except Exception as error:  # a bug of ours, or no memory left for it: the other sources are still read
            yield Item(source, None, None, error=ArticleFailed(error))


def read_article(
    source: str | Path | bytes,
    *,
    outlet: str | None = None,
    published_on: dt.date | None = None,
    title: str | None = None,
    byline: str | None = None,
    url: str | None = None,
    name: str = GIVEN,
) -> Article:
    """Returns the one article of a file, a URL, ``-``, or of bytes as a file would hold them.

    What is given replaces what the source says of itself; messages call bytes *name*.

    :raises UnreadableSource: it cannot be read, or holds no article or several.
    """
    content = Content(name, io.BytesIO(source), url=url) if isinstance(source, bytes) else None
    items = read([str(source)]) if content is None else _guarded(content)
    found = next(items, None)
    if found is None or found.article is None:
        said = f"{found.place} {found.error}" if found else f"{source!r} holds no article"
        raise UnreadableSource(said) from (found.error if found else None)
    if next(items, None) is not None:
        raise UnreadableSource(f"{found.source} holds several articles; read them one by one")
    given = {"outlet": outlet, "published_on": published_on, "title": title, "byline": byline, "url": url}
    return replace(found.article, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def _guarded(content: Content) -> Iterator[Item]:
    try:
        yield from read_content(content)  # what is empty is refused before there is an iterator
    except (UnreadableSource, MissingExtra) as error:
        told = error if isinstance(error, UnreadableSource) else UnreadableSource(str(error))
        yield Item(content.source, None, None, error=told)


def _of_source(source: str, how: Reading) -> Iterator[Item]:
    if source == STDIN:
        yield from _of_stdin(how)
    elif is_url(source) and not os.path.exists(source):  # noqa: PTH110 - Path.exists raises for a name too long
        yield from read_content(page_at(source, how))
    else:
        yield from _of_path(source, Path(source), how)


def _of_stdin(how: Reading) -> Iterator[Item]:
    stream = stream_of(_stdin())
    try:
        yield from read_content(Content(STDIN, stream, reading=how))
    except OSError as error:
        raise UnreadableSource(f"cannot be read ({error.strerror or error})") from None


def read_stdin() -> bytes:
    """Returns all that standard input holds, for who needs the bytes beside the article that is read from them.

    :raises UnreadableSource: it is closed, or cannot be read.
    """
    try:
        with _stdin() as stream:
            return stream.read()
    except UnreadableSource as error:
        raise UnreadableSource(f"{STDIN} {error}") from None
    except OSError as error:
        raise UnreadableSource(f"{STDIN} cannot be read ({error.strerror or error})") from None


def _stdin() -> BinaryIO:
    """Returns standard input as a stream apart from Python's own, which Python locks and closes when it ends: a thread
    that still waits in it would then abort the program.

    :raises UnreadableSource: it is closed.
    """
    if sys.stdin is None:
        raise UnreadableSource("cannot be read (standard input is closed)")
    try:
        return open(os.dup(sys.stdin.fileno()), "rb")  # noqa: PTH123 - a number; as long as it is read
    except OSError:  # something else was put in its place
        return sys.stdin.buffer


def _of_path(source: str, path: Path, how: Reading) -> Iterator[Item]:
    try:
        mode = os.stat(source).st_mode  # noqa: PTH116 - the Path of an empty name is the current folder
    except FileNotFoundError:
        raise UnreadableSource("does not exist") from None
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise UnreadableSource(f"cannot be read ({getattr(error, 'strerror', None) or error})") from None
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):  # a pipe is what the shell makes of <(…)
        raise UnreadableSource("is a device, not a file")
    if is_occupied(source):
        raise UnreadableSource("is the database that is being written")
    try:
        if path.is_dir():
            yield from _of_folder(path, how)
        else:
            with path.open("rb") as stream:
                plain = path if stat.S_ISREG(mode) else None
                content = Content(source, cast("BinaryIO", stream), path.name, reading=how, path=plain)
                yield from read_content(content)
    except OSError as error:
        raise UnreadableSource(f"cannot be read ({error.strerror or error})") from None


def _of_folder(folder: Path, how: Reading) -> Iterator[Item]:
    """Yields the articles of the files in *folder* and its folders. Somebody else may have filled it, so links are
    followed only to files inside it, and what is no plain file is not opened.
    """
    files: list[Path] = []
    locked: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=locked.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += (path for name in folders if (path := Path(parent, name)).is_symlink())
        found = (Path(parent, name) for name in names if not name.startswith("."))
        files += (path for path in found if is_known(path.name))
    if not files and not locked:
        raise UnreadableSource(f"holds no articles: no file in it has an ending of what is read ({READ})")
    for error in locked:
        yield Item(str(error.filename), None, None, error=UnreadableSource(f"cannot be read ({error.strerror})"))
    inside = folder.resolve()
    for path in sorted(files):
        refused = _refused(path, inside)
        if refused is None:
            yield from read([str(path)], reading=how)
        else:
            yield Item(str(path), None, None, error=UnreadableSource(refused))


def _refused(path: Path, folder: Path) -> str | None:
    """Returns why what was found at *path* in *folder* (without links) is not opened, or None if it may be."""
    try:
        mode = path.stat().st_mode
        if path.is_symlink() and stat.S_ISDIR(mode):
            return "is a link to a folder, which is not followed; name that folder itself"
        if not path.resolve().is_relative_to(folder):
            return "is a link out of the folder, which is not followed; name that file itself"
    except (OSError, RuntimeError):  # leads nowhere, or in a circle: reading says so
        return None
    return None if stat.S_ISREG(mode) else "is no plain file"
