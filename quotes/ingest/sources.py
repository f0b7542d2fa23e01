"""Sources → articles: files, folders, JSON Lines, pages, standard input; one bad record never ends the reading."""

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quotes.errors import UnreadableSource
from quotes.ingest.decode import decode
from quotes.ingest.fetch import fetch, is_url
from quotes.ingest.html import article_of_page, looks_like_html
from quotes.ingest.records import article_of_line, article_of_record
from quotes.model import Article

ENDINGS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson")
"""Files of a folder that are read."""
LINES = (".jsonl", ".ndjson")
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Item:
    """What one source or record held: an article, or why it couldn't be read."""

    source: str
    record: str | None
    sha256: str | None
    article: Article | None = None
    error: UnreadableSource | None = None
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """How messages name it: the source, and the line of a record."""
        return f"{self.source}:{self.record}" if self.record else self.source


def read(sources: Sequence[str], *, mapping: Mapping[str, str] | None = None) -> Iterator[Item]:
    """The articles of *sources* in their order; *mapping* gives other keys for records.

    A source is a file, a folder (read with its folders, by name), a URL, or ``-``.  Never raises for what it reads.
    """
    for source in sources:
        try:
            yield from _of_source(source, mapping)
        except UnreadableSource as error:
            yield Item(source, None, None, error=error)


def read_article(source: str | Path, **given: object) -> Article:
    """The one article of a file, page or ``-``; *given* fields (``outlet=…``) replace what it says of itself.

    :raises UnreadableSource: it cannot be read, or holds no article.
    """
    for item in read([str(source)]):
        if item.error is not None:
            raise UnreadableSource(f"{item.place} {item.error}")
        if item.article is not None:
            return replace(item.article, **given)  # type: ignore[arg-type]
    raise UnreadableSource(f"{source} holds no article")


def _of_source(source: str, mapping: Mapping[str, str] | None) -> Iterator[Item]:
    if source == STDIN:
        yield from _of_bytes(STDIN, sys.stdin.buffer.read(), None, mapping)
    elif is_url(source) and not Path(source).exists():
        data = fetch(source)
        text = decode(data, html=True)
        article = (
            article_of_page(text.text, source)
            if looks_like_html(text.text)
            else Article(text=_lines(text.text), url=source)
        )
        yield Item(source, None, _hash(data), article)
    else:
        path = Path(source)
        try:
            if path.is_dir():
                yield from _of_folder(path, mapping)
                return
            data = path.read_bytes()
        except FileNotFoundError:
            raise UnreadableSource("does not exist") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UnreadableSource(f"cannot be read ({reason})") from None
        yield from _of_bytes(source, data, path, mapping)


def _of_folder(folder: Path, mapping: Mapping[str, str] | None) -> Iterator[Item]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in ENDINGS
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not files:
        raise UnreadableSource(f"holds no articles ({', '.join(ENDINGS)})")
    for path in files:
        yield from read([str(path)], mapping=mapping)


def _of_bytes(source: str, data: bytes, path: Path | None, mapping: Mapping[str, str] | None) -> Iterator[Item]:
    ending = path.suffix.lower() if path else ""
    decoded = decode(data, html=ending in (".html", ".htm", ".xhtml") or data[:200].lstrip()[:1] == b"<")
    notes = (decoded.note,) if decoded.note else ()
    if ending in LINES or (path is None and decoded.text.lstrip()[:1] == "{"):
        yield from _of_lines(source, decoded.text, mapping, notes)
        return
    name = path.stem if path else None
    if ending in (".html", ".htm", ".xhtml") or (
        ending not in (".txt", ".text", ".md") and looks_like_html(decoded.text)
    ):
        article = replace(article_of_page(decoded.text), id=name)
    elif ending == ".json":
        article = _of_json(decoded.text, name or "1", mapping)
    else:
        article = Article(text=_lines(decoded.text), id=name)
    if not article.text.strip():
        raise UnreadableSource("is empty")
    yield Item(source, None, _hash(data), article, notes=notes)


def _of_json(text: str, name: str, mapping: Mapping[str, str] | None) -> Article:
    import json

    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableSource("is not JSON") from None
    if not isinstance(record, dict):
        raise UnreadableSource("is not one JSON object; give a list of articles as .jsonl, one a line")
    return article_of_record(record, name, mapping)


def _of_lines(source: str, text: str, mapping: Mapping[str, str] | None, notes: tuple[str, ...]) -> Iterator[Item]:
    found = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        found = True
        sha256 = _hash(line.encode("utf-8", errors="surrogatepass"))
        try:
            article = article_of_line(line, number, mapping)
        except UnreadableSource as error:
            yield Item(source, str(number), sha256, error=error)
        else:
            yield Item(source, str(number), sha256, article, notes=notes if number == 1 else ())
    if not found:
        raise UnreadableSource("is empty")


def _lines(text: str) -> str:
    """Line ends of a file made ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
