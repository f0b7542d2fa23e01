"""Sources → articles: files, folders, JSON Lines, pages, standard input; one bad record never ends the reading."""

import datetime as dt
import hashlib
import io
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from quotes.errors import ArticleFailed, UnreadableSource
from quotes.ingest.decode import LOOK, DecodedText, decode, refuse_binary
from quotes.ingest.fetch import fetch, is_url
from quotes.ingest.html import article_of_page, looks_like_html
from quotes.ingest.lines import BLANK, begins_with_record, is_wide, numbered
from quotes.ingest.records import article_of_line, article_of_record
from quotes.model import Article
from quotes.occupied import is_occupied

TEXT = (".txt", ".text", ".md")
PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")
ENDINGS = (*TEXT, *PAGES, *LINES)
"""Files of a folder that are read."""
STDIN = "-"
GIVEN = "the bytes given"
"""How messages name content that came without a name."""
Mapped = Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Item:
    """What one source or record held: an article, or why it couldn't be read."""

    source: str
    """As it was given; for files of a folder, their paths."""
    record: str | None
    """The line of a record, None where the source is one article."""
    sha256: str | None
    """Of the bytes of the file or line, None where there were none."""
    article: Article | None = None
    error: UnreadableSource | None = None
    notes: tuple[str, ...] = ()
    """What had to be assumed or replaced."""

    @property
    def place(self) -> str:
        """How messages name it: the source, and the line of a record."""
        source = self.source if self.source.strip() else repr(self.source)
        return f"{source}:{self.record}" if self.record else source


def read(sources: Sequence[str], *, mapping: Mapped = None) -> Iterator[Item]:
    """The articles of *sources* in their order; *mapping* gives other keys for records.

    A source is a file, a folder (read with its folders, by name), a URL, or ``-``.  Never raises for what it reads.
    JSON Lines are read line by line, everything else whole.
    """
    for source in sources:
        try:
            yield from _of_source(source, mapping)
        except UnreadableSource as error:
            yield Item(source, None, None, error=error)
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
) -> Article:
    """The one article of a file, a URL, ``-``, or of bytes as a file would hold them.

    What is given replaces what the source says of itself.

    :raises UnreadableSource: it cannot be read, or holds no article or several.
    """
    if isinstance(source, bytes):
        items = _guarded(GIVEN, _of_stream(GIVEN, io.BytesIO(source), None, url=url))
    else:
        items = read([str(source)])
    found = next(items, None)
    if found is None or found.article is None:
        said = f"{found.place} {found.error}" if found else f"{source!r} holds no article"
        raise UnreadableSource(said) from (found.error if found else None)
    if next(items, None) is not None:
        raise UnreadableSource(f"{found.source} holds several articles; read them one by one")
    given = {"outlet": outlet, "published_on": published_on, "title": title, "byline": byline, "url": url}
    return replace(found.article, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def _guarded(source: str, items: Iterator[Item]) -> Iterator[Item]:
    try:
        yield from items
    except UnreadableSource as error:
        yield Item(source, None, None, error=error)


def _of_source(source: str, mapping: Mapped) -> Iterator[Item]:
    if source == STDIN:
        yield from _of_stdin(mapping)
    elif is_url(source) and not os.path.exists(source):  # noqa: PTH110 - Path.exists raises for a name too long
        page = fetch(source)
        yield from _of_stream(source, io.BytesIO(page.data), mapping, url=page.url, charset=page.charset)
    else:
        yield from _of_path(source, Path(source), mapping)


def _of_stdin(mapping: Mapped) -> Iterator[Item]:
    if sys.stdin is None:
        raise UnreadableSource("cannot be read (standard input is closed)")
    try:
        yield from _of_stream(STDIN, sys.stdin.buffer, mapping)
    except OSError as error:
        raise UnreadableSource(f"cannot be read ({error.strerror or error})") from None


def _of_path(source: str, path: Path, mapping: Mapped) -> Iterator[Item]:
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
            yield from _of_folder(path, mapping)
        elif path.suffix.lower() in LINES:
            with path.open("rb") as stream:
                refuse_binary(stream.peek(LOOK)[:LOOK])  # said once, not line by line
                yield from _of_lines(source, stream.readline(), stream, mapping)
        elif path.suffix.lower() in (*TEXT, *PAGES, ".json"):
            yield from _of_bytes(source, path.read_bytes(), path, mapping)
        else:
            with path.open("rb") as stream:
                yield from _of_stream(source, stream, mapping, path)
    except OSError as error:
        raise UnreadableSource(f"cannot be read ({error.strerror or error})") from None


def _of_folder(folder: Path, mapping: Mapped) -> Iterator[Item]:
    """The articles of the files in *folder* and its folders.  Somebody else may have filled it: links are followed to
    files inside it alone, and what is no plain file is not opened."""
    files: list[Path] = []
    locked: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=locked.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += (path for name in folders if (path := Path(parent, name)).is_symlink())
        found = (Path(parent, name) for name in names if not name.startswith("."))
        files += (path for path in found if path.suffix.lower() in ENDINGS)
    if not files and not locked:
        raise UnreadableSource(f"holds no articles ({', '.join(ENDINGS)})")
    for error in locked:
        yield Item(str(error.filename), None, None, error=UnreadableSource(f"cannot be read ({error.strerror})"))
    inside = folder.resolve()
    for path in sorted(files):
        refused = _refused(path, inside)
        if refused is None:
            yield from read([str(path)], mapping=mapping)
        else:
            yield Item(str(path), None, None, error=UnreadableSource(refused))


def _refused(path: Path, folder: Path) -> str | None:
    """Why what was found at *path* in *folder* (without links) is not opened; None where it may be."""
    try:
        mode = path.stat().st_mode
        if path.is_symlink() and stat.S_ISDIR(mode):
            return "is a link to a folder, which is not followed; name that folder itself"
        if not path.resolve().is_relative_to(folder):
            return "is a link out of the folder, which is not followed; name that file itself"
    except (OSError, RuntimeError):  # leads nowhere, or in a circle: reading says so
        return None
    return None if stat.S_ISREG(mode) else "is no plain file"


def _of_stream(
    source: str,
    stream: Iterable[bytes],
    mapping: Mapped,
    path: Path | None = None,
    *,
    url: str | None = None,
    charset: str | None = None,
) -> Iterator[Item]:
    """The articles of a source whose name says nothing: JSON Lines where its first line is a record."""
    lines = iter(stream)
    lead: list[bytes] = []
    for line in lines:
        lead.append(line)
        if line.strip(BLANK):
            break
    head = b"".join(lead)
    if is_wide(head):
        head, lines = b"".join(chain([head], lines)), iter(())
    if begins_with_record(head):
        yield from _of_lines(source, head, lines, mapping)
    else:
        yield from _of_bytes(source, b"".join(chain([head], lines)), path, mapping, url=url, charset=charset)


def _of_bytes(
    source: str,
    data: bytes,
    path: Path | None,
    mapping: Mapped,
    *,
    url: str | None = None,
    charset: str | None = None,
) -> Iterator[Item]:
    """The article of a source that has been read whole; *url* and *charset* are what is known of a page."""
    ending = path.suffix.lower() if path else ""
    decoded = decode(data, html=ending in PAGES or data[:200].lstrip()[:1] == b"<", declared=charset)
    name = path.stem if path else None
    if ending in PAGES or (ending not in TEXT and looks_like_html(decoded.text)):
        article = replace(article_of_page(decoded.text, url), id=name)
    elif ending == ".json" or (ending not in TEXT and _is_object(decoded)):
        article = _of_json(decoded.text, name or "1", mapping)
    else:
        article = Article(text=_with_line_feeds(decoded.text), id=name, url=url)
    if not article.text.strip():
        raise UnreadableSource("is empty")
    sha256 = hashlib.sha256(data).hexdigest()
    yield Item(source, None, sha256, article, notes=(decoded.note,) if decoded.note else ())


def _is_object(decoded: DecodedText) -> bool:
    """Whether a text without a name is one JSON object, on however many lines."""
    if decoded.text[:1] != "{" or decoded.text.rstrip()[-1:] != "}":
        return False
    try:
        return isinstance(json.loads(decoded.text), dict)
    except (ValueError, RecursionError):
        return False


def _of_json(text: str, name: str, mapping: Mapped) -> Article:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableSource("is not JSON") from None
    if not isinstance(record, dict):
        raise UnreadableSource("is not one JSON object; give a list of articles as .jsonl, one a line")
    return article_of_record(record, name, mapping)


def _of_lines(source: str, first: bytes, rest: Iterable[bytes], mapping: Mapped) -> Iterator[Item]:
    found = False
    assumed: str | None = None
    for number, line, note in numbered(first, rest):
        sha256 = hashlib.sha256(line).hexdigest()
        try:
            decoded = decode(line, otherwise=assumed)
            assumed = decoded.assumed or assumed
            article = article_of_line(decoded.text, number, mapping)
        except UnreadableSource as error:
            yield Item(source, str(number), sha256, error=error)
        except Exception as error:  # as in read
            yield Item(source, str(number), sha256, error=ArticleFailed(error))
        else:
            notes = tuple(each for each in (note, decoded.note) if each)
            yield Item(source, str(number), sha256, article, notes=notes)
        found = True
    if not found:
        raise UnreadableSource("is empty")


def _with_line_feeds(text: str) -> str:
    """Line ends of a file made ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
