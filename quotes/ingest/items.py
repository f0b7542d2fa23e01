"""Defines what the readers are given and what they give: content with what is known of it, and items with an article
each.
"""

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any, BinaryIO, NamedTuple, cast

from quotes.errors import UnreadableSource
from quotes.ingest.fetched import NotModified
from quotes.ingest.lines import BLANK, is_wide
from quotes.ingest.visits import Visits
from quotes.languages import language_of
from quotes.model import Article, Quote, Validators

LARGEST_UNPACKED = 200_000_000
"""Bytes that may come out of one packed file or member that is read whole: a hundred times the longest book, and
little beside what a crafted archive of a few kilobytes unpacks to."""
LONGEST_LINE = 50_000_000
"""Bytes of one line of a file of records: a longer one is no article."""
DEEPEST = 3
"""Archives within archives that are opened."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a person wants sources to be read."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    """Field of an article → key of the records that holds it, also a path (``source.name``)."""
    raw: bool = False
    """Whether text stays letter for letter, where it would be cleaned of markup or joined over line ends."""
    language: str | None = None
    """The language of all that is read, whatever it says of itself."""
    visits: Visits = field(default_factory=Visits)
    """How URLs are fetched."""

    @property
    def is_plain(self) -> bool:
        """Whether sources are read as they are read without a wish."""
        return not self.mapping and not self.raw and self.language is None


@dataclass(frozen=True, slots=True)
class Visit:
    """A URL that was fetched, as it was asked for, and what its server calls the state that was sent."""

    url: str
    validators: Validators


class FoundBefore(NamedTuple):
    """The quotations that an article came with, and the name and version of what found them."""

    quotes: tuple[Quote, ...]
    extractor: str


@dataclass(frozen=True, slots=True)
class Item:
    """One source or record that was read: its article, or why it couldn't be read."""

    source: str
    """As it was given; for files of a folder, their paths."""
    record: str | None
    """The line of a record or the name of an archive's member; None where the source is one article."""
    sha256: str | None
    """Of the bytes of the file or line, None where there were none."""
    article: Article | None = None
    error: UnreadableSource | None = None
    notes: tuple[str, ...] = ()
    """What had to be assumed or replaced."""
    line: str | None = None
    """The record as a line of JSON that can be read again; None where the source isn't made of records."""
    found: FoundBefore | None = None
    """What was extracted before, as its source says; None where the article is still to be extracted."""
    visit: Visit | None = None
    """The page that it stands in; None if that was not fetched, or its server tells nothing of its state."""

    @property
    def is_unchanged(self) -> bool:
        """Whether it is a page that has not changed since it was fetched and stored."""
        return isinstance(self.error, NotModified)

    @property
    def place(self) -> str:
        """The source as messages name it, with the line of a record."""
        source = self.source if self.source.strip() else repr(self.source)
        return f"{source}:{self.record}" if self.record else source


@dataclass(slots=True)
class Content:
    """The bytes of one source or of one member of an archive, read once, with what is known of them."""

    source: str
    """What messages call it."""
    stream: BinaryIO
    """Where the bytes behind the ``lead`` come from."""
    name: str | None = None
    """The name of a file, whose ending tells what it is; None for standard input and downloads."""
    reading: Reading = field(default_factory=Reading)
    url: str | None = None
    charset: str | None = None
    """The encoding that a server declares."""
    content_type: str | None = None
    """The type that a server or a message declares, in lower case without parameters."""
    record: str | None = None
    """The member of an archive that this is."""
    largest: int | None = None
    """Most bytes that may be read of it as a whole."""
    depth: int = 0
    """In how many archives it lies."""
    path: PurePath | None = None
    """Where it lies on disk; None for everything that isn't a file of its own."""
    visit: Visit | None = None
    """The page that it is, or is a part of; None if it was not fetched."""
    lead: bytes = b""
    """What has been read: the lines to the first that isn't blank, or everything."""

    def __post_init__(self) -> None:
        self.look()

    @property
    def ending(self) -> str:
        """The ending of its name in lower case, with its point; empty where there is none."""
        return PurePath(self.name).suffix.lower() if self.name else ""

    @property
    def stem(self) -> str | None:
        """Its name without folder and ending, which identifies an article that has no id."""
        return PurePath(self.name).stem if self.name else None

    def look(self) -> None:
        """Reads the first lines, up to the first that isn't blank; all of UTF-16, whose lines end otherwise."""
        parts: list[bytes] = []
        while line := self.stream.readline(LONGEST_LINE):
            parts.append(line)
            if line.strip(BLANK):
                break
        self.lead = b"".join(parts)
        if is_wide(self.lead):
            self.whole()

    def whole(self) -> bytes:
        """Returns all of its bytes.

        :raises UnreadableSource: it is packed, and larger than an article is.
        """
        if self.path is not None:
            self.stream.seek(len(self.lead))  # others may have gone through it
        left = -1 if self.largest is None else max(self.largest + 1 - len(self.lead), 0)
        self.lead += self.stream.read(left)
        if self.largest is not None and len(self.lead) > self.largest:
            raise UnreadableSource(f"unpacks to more than {self.largest // 1_000_000} MB, which is not read")
        return self.lead

    def lines(self) -> Iterator[bytes]:
        """Yields the lines behind the lead, one by one.

        :raises UnreadableSource: a line is longer than any record.
        """
        while line := self.stream.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise UnreadableSource(f"has a line of more than {LONGEST_LINE // 1_000_000} MB, which is no article")
            yield line

    def again(self) -> BinaryIO:
        """Returns a stream of all its bytes, from the first one."""
        if self.path is not None:
            try:
                self.stream.seek(0)
            except (OSError, ValueError):
                pass  # a pipe
            else:
                return self.stream
        return cast("BinaryIO", io.BufferedReader(Chunks(self._pieces())))

    def _pieces(self) -> Iterator[bytes]:
        yield self.lead
        while piece := self.stream.read(1 << 16):
            yield piece

    def part(self, stream: BinaryIO, name: str, *, member: bool) -> "Content":
        """Returns the content of *stream*, which was found inside this: a *member* of an archive, or all of a packed
        file.

        :raises UnreadableSource: too many archives lie in each other.
        """
        if self.depth >= DEEPEST:
            raise UnreadableSource("is an archive within archives; unpack it first")
        record = "/".join(each for each in (self.record, name) if each) if member else self.record
        return replace(
            self,
            stream=stream,
            name=name,
            path=None,
            lead=b"",
            charset=None,
            content_type=None,
            record=record,
            largest=LARGEST_UNPACKED,
            depth=self.depth + 1,
        )

    def item(
        self,
        article: Article,
        *notes: str,
        record: str | None = None,
        data: bytes | None = None,
        line: str | None = None,
    ) -> Item:
        """Returns the item of an article that was found in it, as a whole or as a *record* of these bytes.

        :raises UnreadableSource: the article has no text.
        """
        article = with_language(article, self.reading.language)
        said = tuple(note for note in notes if note)
        place, sha256 = self.place_of(record), self.sha256(data)
        return Item(self.source, place, sha256, article, notes=said, line=line, visit=self.visit)

    def failed(
        self, error: UnreadableSource, *, record: str | None = None, data: bytes | None = None, line: str | None = None
    ) -> Item:
        """Returns the item of a record that could not be read."""
        return Item(self.source, self.place_of(record), self.sha256(data), error=error, line=line, visit=self.visit)

    def place_of(self, record: str | None) -> str | None:
        """Returns how messages name a *record* within its source; None if there is nothing to name."""
        return ":".join(each for each in (self.record, record) if each) or None

    def sha256(self, data: bytes | None = None) -> str:
        """Returns the hash of the bytes of one record, or of all that has been read."""
        return hashlib.sha256(self.lead if data is None else data).hexdigest()


def with_language(article: Article, language: str | None = None) -> Article:
    """Returns *article* with its language: *language* if it is given, else what its words show.

    :raises UnreadableSource: it has no text.
    """
    if not article.text.strip():
        raise UnreadableSource("is empty")
    return replace(article, language=language or language_of(article.text, article.language))


def page_at(url: str, reading: Reading) -> Content:
    """Returns the content at *url*, fetched as *reading* says.

    :raises NotModified: it has not changed since it was fetched before.
    :raises UnreadableSource: it cannot be fetched, or must not be.
    """
    page = reading.visits.fetch(url)
    return Content(
        url,
        io.BytesIO(page.data),
        reading=reading,
        url=page.url,
        charset=page.charset,
        content_type=page.content_type,
        visit=Visit(url, page.validators) if page.validators is not None else None,
    )


class Chunks(io.RawIOBase):
    """A stream of pieces that come one after the other."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        """Tests whether it can be read, which is always so."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills *buffer* with the next piece and returns its length; 0 at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def stream_of(pieces: Iterable[bytes]) -> BinaryIO:
    """Returns a stream with lines of what may be a file, a pipe or pieces one after the other."""
    if isinstance(pieces, io.BufferedIOBase):
        return cast("BinaryIO", pieces)
    return cast("BinaryIO", io.BufferedReader(Chunks(pieces)))


def json_line(record: Mapping[str, Any]) -> str:
    """Returns a record as a line of JSON; values that JSON lacks become text."""
    return json.dumps(record, ensure_ascii=False, default=str)
