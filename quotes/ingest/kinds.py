"""Chooses the reader of a source, by first bytes, ending and content type; what no reader knows is refused.

The rows of the table are tried in order, first by bytes, then by ending, then by content type: a page called
``article.txt`` is a page. What is left is text if it reads as text does.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from quotes.errors import UnreadableSource
from quotes.ingest.decode import decode, refuse_binary
from quotes.ingest.html import looks_like_html
from quotes.ingest.items import Content, Item
from quotes.ingest.lines import begins_with_record
from quotes.ingest.readers import (
    addresses,
    chats,
    documents,
    feeds,
    json_records,
    mail,
    packed,
    pages,
    subtitles,
    tables,
    text,
    warc,
)
from quotes.ingest.records import NAMES, has_column
from quotes.ingest.tables import TableKind

HEAD = 4096
"""Bytes at the beginning by which a kind is told."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of input: how it is recognised, and what reads it."""

    name: str
    read: Callable[[Content], Iterator[Item]]
    endings: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """Content types, as servers and messages declare them."""
    begins: Callable[[bytes], bool] | None = None
    """Whether the first bytes are those of this kind and of no other."""


def _starts(*magic: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magic)


def _matches(pattern: re.Pattern[bytes]) -> Callable[[bytes], bool]:
    return lambda head: pattern.match(head.removeprefix(b"\xef\xbb\xbf").lstrip()) is not None


_SUBTITLES = re.compile(rb"WEBVTT\b|\d+\r?\n\d\d:\d\d:\d\d[.,]\d{3} -->")
_MAILBOX = re.compile(rb"From \S+ .{0,60}\d{4}[^\n]{0,20}\n[A-Za-z-]+:")
_FEED = re.compile(rb"<(?:rss|(?:\w{1,20}:)?feed|rdf:RDF|channel)\b")
_PAGE = re.compile(
    rb"(?:<!--[^-]*(?:-(?!->)[^-]*)*-->\s*)*<(?:!doctype\s+html|html|head|body|script|style|br ?/?>|meta|title|link"
    rb"|article|main|section|div|p|h[1-6]|span|table|figure|blockquote)\b",
    re.IGNORECASE | re.DOTALL,
)


def _is_feed(head: bytes) -> bool:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:RDF", b"<!--")) and _FEED.search(head) is not None


def _is_page(head: bytes) -> bool:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<?xml"):
        return re.search(rb"<html\b|<!doctype html", text, re.IGNORECASE) is not None
    return _PAGE.match(text) is not None or looks_like_html(text[:2000].decode("utf-8", errors="replace"))


def _is_message(head: bytes) -> bool:
    headers = head.replace(b"\r", b"").partition(b"\n\n")[0]
    return mail.HEADER.match(headers) is not None and mail.KNOWN.search(headers) is not None


def _is_saved_page(head: bytes) -> bool:
    return _is_message(head) and (b"multipart/related" in head or b"Snapshot-Content-Location" in head)


def _is_json(head: bytes) -> bool:
    """Tests whether a list or an object begins; a text may begin with a bracket (*[sic]*), but not with one before a
    mark.
    """
    return re.match(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*(?:\{|\])|\{\s*[\"}])", head) is not None


def _inner(content: Content) -> Iterator[Item]:
    return read_content(content)


KINDS: tuple[Kind, ...] = (
    Kind(
        "gzip",
        partial(packed.read_packed, how="gzip", inner=_inner),
        (".gz", ".tgz"),
        ("application/gzip",),
        _starts(b"\x1f\x8b"),
    ),
    Kind("bzip2", partial(packed.read_packed, how="bzip2", inner=_inner), (".bz2", ".tbz2"), (), _starts(b"BZh")),
    Kind("xz", partial(packed.read_packed, how="xz", inner=_inner), (".xz", ".txz"), (), _starts(b"\xfd7zXZ\0")),
    Kind(
        "zstd",
        partial(packed.read_packed, how="zstd", inner=_inner),
        (".zst", ".zstd"),
        (),
        _starts(b"\x28\xb5\x2f\xfd"),
    ),
    Kind("WARC", warc.read_warc, (".warc",), ("application/warc",), _starts(b"WARC/1.")),
    Kind(
        "Parquet",
        partial(tables.read_table, kind=TableKind.PARQUET, inner=_inner),
        (".parquet", ".pq"),
        (),
        _starts(b"PAR1"),
    ),
    Kind(
        "Word document",
        documents.read_docx,
        (".docx", ".docm"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    ),
    Kind(
        "Excel workbook",
        partial(tables.read_table, kind=TableKind.EXCEL, inner=_inner),
        (".xlsx", ".xlsm"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    ),
    Kind("rich text", documents.read_rtf, (".rtf",), ("application/rtf", "text/rtf"), _starts(b"{\\rtf")),
    Kind(
        "subtitles",
        subtitles.read_subtitles,
        (".vtt", ".srt"),
        ("text/vtt",),
        _matches(_SUBTITLES),
    ),
    Kind("chat", chats.read_chat, begins=chats.begins_as_chat),
    Kind("feed", feeds.read_feed, (".rss", ".atom"), ("application/rss+xml", "application/atom+xml"), _is_feed),
    Kind(
        "page", pages.read_page, (".html", ".htm", ".xhtml", ".shtml"), ("text/html", "application/xhtml+xml"), _is_page
    ),
    Kind("saved page", mail.read_saved_page, (".mhtml", ".mht"), ("multipart/related",), _is_saved_page),
    Kind(
        "mailbox",
        mail.read_mailbox,
        (".mbox", ".mbx"),
        ("application/mbox",),
        _matches(_MAILBOX),
    ),
    Kind("message", mail.read_message, (".eml",), ("message/rfc822",), _is_message),
    Kind(
        "JSON Lines",
        json_records.read_lines,
        (".jsonl", ".ndjson"),
        ("application/x-ndjson", "application/jsonl"),
        begins_with_record,
    ),
    Kind("JSON", json_records.read_json, (".json",), ("application/json", "application/feed+json"), _is_json),
    Kind("CSV", partial(tables.read_table, kind=TableKind.CSV, inner=_inner), (".csv",), ("text/csv",)),
    Kind(
        "TSV",
        partial(tables.read_table, kind=TableKind.TSV, inner=_inner),
        (".tsv", ".tab"),
        ("text/tab-separated-values",),
    ),
    Kind(
        "list of URLs",
        partial(addresses.read_addresses, inner=_inner),
        (".urls",),
        ("text/uri-list",),
        addresses.is_url_list,
    ),
    Kind("Markdown", text.read_markdown, (".md", ".markdown"), ("text/markdown",)),
    Kind("text", text.read_text, (".txt", ".text", ".transcript"), ("text/plain",)),
)
"""Every kind that is read, in the order in which their first bytes are asked."""
ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings)
"""Endings of the files that are read out of folders and archives."""
READ = (
    "text, Markdown, HTML, JSON, JSON Lines, CSV, TSV, Excel, Parquet, RSS, Atom, .eml, .mbox, .mhtml, .docx, .rtf, "
    ".srt, .vtt, WARC, exports of archives, and gzip, bzip2, xz, zstd, zip or tar of these"
)
"""What a refusal says is read."""

REFUSED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"BEGIN:VCALENDAR", re.IGNORECASE), "a calendar"),
    (re.compile(r"BEGIN:VCARD", re.IGNORECASE), "a list of contacts"),
    (re.compile(r"TY  - ", re.IGNORECASE), "a list of references (RIS)"),
    (re.compile(r"%A |%0 ", re.IGNORECASE), "a list of references (EndNote)"),
    (
        re.compile(
            r"(?:%[^\n]*\n\s*)*@(?:article|book|misc|online|inproceedings|string|comment|techreport|newspaper)\s*\{",
            re.IGNORECASE,
        ),
        "a list of references (BibTeX)",
    ),
    (re.compile(r"%!PS", re.IGNORECASE), "a PostScript file"),
    (re.compile(r"#!", re.IGNORECASE), "a program"),
    (re.compile(r"<\?php", re.IGNORECASE), "a program"),
    (re.compile(r"\\documentclass|%\s*\\documentclass", re.IGNORECASE), "LaTeX"),
    (re.compile(r"diff --git|--- a/|Index: ", re.IGNORECASE), "a patch"),
    (
        re.compile(
            r"<\?xml|<!DOCTYPE(?!\s+html)|<(?:urlset|sitemapindex|opml|svg|kml|gpx|tei|nitf|newsml|plist)\b",
            re.IGNORECASE,
        ),
        "XML that is neither a feed nor a page",
    ),
    (
        re.compile(r"(?:--[^\n]*\n\s*)*(?:CREATE TABLE|INSERT INTO|BEGIN TRANSACTION|PRAGMA )", re.IGNORECASE),
        "a dump of a database",
    ),
    (re.compile(r"PMID- ", re.IGNORECASE), "a list of references"),
    (re.compile(r"\[Adblock|\[InternetShortcut\]", re.IGNORECASE), "a settings file"),
)
"""How text begins that is no article, and what it is."""
OTHER_ENDINGS = frozenset(
    ".py .js .ts .css .c .h .cpp .java .go .rs .rb .php .sh .bat .ps1 .sql .ics .vcf .bib .ris .enw .nbib .tex .yaml "
    ".yml .toml .ini .cfg .conf .lock .log .svg .kml .gpx .opml .plist .xsd .xsl .ipynb .geojson .r .do .ass .ssa "
    ".sbv .url .webloc .diff .patch .emlx".split()
)
"""Endings of text files that are no articles, whatever their words."""
_INSIDE = (("word/document.xml", "Word document"), ("xl/workbook.xml", "Excel workbook"))
"""Members of zip archives that are documents, and the kinds of those."""
_NOT_READ = (
    ("META-INF/container.xml", "an e-book (EPUB)"),
    ("ppt/presentation.xml", "a set of slides"),
    ("META-INF/manifest.xml", "an OpenDocument file; save it as .docx or .txt"),
    ("xl/workbook.bin", "a binary workbook; save it as .xlsx"),
)
"""The same for documents that no reader knows, and what they are."""
_TYPES = (
    (b"application/epub+zip", "an e-book (EPUB)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file; save it as .docx or .txt"),
)
"""What the member ``mimetype`` says in such documents."""


def read_content(content: Content) -> Iterator[Item]:
    """Returns the articles of content, by the reader of its kind.

    :raises UnreadableSource: no reader knows it, or the reader refuses it.
    """
    return kind_of(content).read(content)


def kind_of(content: Content) -> Kind:
    """Returns the kind of *content*.

    :raises UnreadableSource: no reader knows it.
    """
    head = content.lead[:HEAD]
    if begins_with_record(content.lead) and content.ending not in (".csv", ".tsv"):
        answer = content.ending == ".json" or not json_records.is_article(content)
        return _named("JSON" if answer and _is_all(content) else "JSON Lines")
    packed_kind = _by_bytes(head, KINDS[:5])
    if packed_kind is not None:
        return packed_kind
    if content.ending in _STREAMED and not head.startswith((b"PK\x03\x04", b"PAR1")):
        return _by_ending(content.ending) or _named("JSON Lines")
    if head.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if content.path is None or not head.startswith(b"PAR1"):
        head = content.whole()[:HEAD]
    return _by_bytes(head, KINDS[5:]) or _of_text(content, head)


_STREAMED = (".jsonl", ".ndjson", ".csv", ".tsv", ".tab")
"""Endings of files that may be larger than memory, and are not read as a whole."""


def _is_all(content: Content) -> bool:
    """Tests whether nothing stands behind the first record, since many lines of records are often called ``.json``."""
    first = len(content.lead)
    return not content.whole()[first:].strip()


def _named(name: str) -> Kind:
    return next(kind for kind in KINDS if kind.name == name)


def _by_bytes(head: bytes, kinds: tuple[Kind, ...]) -> Kind | None:
    return next((kind for kind in kinds if kind.begins is not None and kind.begins(head)), None)


def _by_ending(ending: str) -> Kind | None:
    return next((kind for kind in KINDS if ending in kind.endings), None) if ending else None


def _zipped(content: Content) -> Kind:
    """Returns the kind of a file that is a zip archive inside: an office document, or an archive of files."""
    try:
        with zipfile.ZipFile(packed.seekable(content)) as archive:
            names = frozenset(archive.namelist())
            said = b""
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    said = stream.read(100)
    except (*packed.BROKEN, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableSource(f"is broken or cut off (zip: {' '.join(str(error).split())[:80]})") from None
    what = [what for name, what in _NOT_READ if name in names] + [
        what for mark, what in _TYPES if said.startswith(mark)
    ]
    if what:
        raise UnreadableSource(f"is {what[0]}; what is read: {READ}")
    found = next((kind for name, kind in _INSIDE if name in names), None)
    return _named(found) if found else Kind("zip", partial(packed.read_zip, inner=_inner, known=is_known))


def is_known(name: str) -> bool:
    """Tests whether a file of this name is read out of a folder or an archive."""
    return name.lower().endswith((*ENDINGS, ".zip", ".tar", ".xml"))


def _of_text(content: Content, head: bytes) -> Kind:
    """Returns the kind of content whose first bytes tell nothing: by its ending or type, else text if it reads
    as text.
    """
    if content.lead[257:262] == b"ustar":
        return Kind("tar", partial(packed.read_tar, inner=_inner, known=is_known))
    try:
        refuse_binary(head)
    except UnreadableSource as error:
        raise UnreadableSource(f"{error}; what is read: {READ}") from None
    beginning = decode(content.lead[: 4 * HEAD], declared=content.charset).text[:HEAD].lstrip("\ufeff \t\r\n")
    what = next((what for pattern, what in REFUSED if pattern.match(beginning)), None)
    if what is not None:
        raise UnreadableSource(f"is {what}, which is not read; what is read: {READ}")
    if beginning and all(word.startswith(("http://", "https://")) for word in beginning.split()):
        raise UnreadableSource("is a list of addresses, not an article; give the addresses themselves as sources")
    between = header_between(beginning.partition("\n")[0], content.reading.mapping)
    if between is not None and content.ending not in (".csv", ".tsv", ".tab", ".md", ".markdown"):
        return _named("TSV" if between == "\t" else "CSV")
    found = _by_ending(content.ending)
    if found is not None:
        return found
    if content.ending in OTHER_ENDINGS:
        raise UnreadableSource(f"is a {content.ending} file, which is not read; what is read: {READ}")
    typed = next((kind for kind in KINDS if content.content_type in kind.types), None) if content.content_type else None
    if typed is not None and typed.name != "page":
        return typed
    if not _is_prose(beginning):
        raise UnreadableSource(f"is not text of an article, nor anything else that is read: {READ}")
    return _named("text")


def header_between(line: str, mapping: Mapping[str, str]) -> str | None:
    """Returns what stands between the names of columns in a *line* that is the header of a table of articles.

    One of the columns holds texts and another a field that is known too; None if the line is no such header.
    """
    for between in ("\t", ",", ";", "|"):
        cells = [cell.strip().strip('"') for cell in line.split(between)]
        if len(cells) < 2 or any(len(cell) > LONGEST_NAME for cell in cells):
            continue
        known = [name for name in NAMES if has_column(cells, name, mapping)]
        if "text" in known and len(known) > 1:
            return between
    return None


LONGEST_NAME = 40
"""Most characters of a column's name."""
LETTERS = 0.6
"""Least share of letters and blanks in text without a name that says what it is: prose has more than nine tenths, code
and data have less."""


def _is_prose(text: str) -> bool:
    if len(text) < 40:
        return True
    usual = sum(char.isalpha() or char.isspace() for char in text)
    code = sum(line.rstrip().endswith(("{", "}", ";", "};", ");")) for line in text.split("\n"))
    return usual >= LETTERS * len(text) and code <= 0.2 * (text.count("\n") + 1)
