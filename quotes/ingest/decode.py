"""Decodes bytes to text: byte order mark, declaration, UTF-8, then a detector; what was assumed or replaced is said."""

import codecs
import re
from typing import NamedTuple

from quotes.errors import UnreadableSource

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF87a", "a picture"),
    (b"GIF89a", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"ID3\x02", "a sound file"),
    (b"ID3\x03", "a sound file"),
    (b"ID3\x04", "a sound file"),
    (b"OggS\0", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"RIFF", "a picture, sound or film"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"Obj\x01", "an Avro file"),
    (b"ARROW1", "an Arrow file"),
    (b"FEA1", "a Feather file"),
    (b"ORC", "an ORC file"),
    (b"bplist00", "a binary property list"),
    (b"!BDN", "a mailbox of Outlook"),
    (b"<stata_dta>", "a data set of Stata"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
_AS_WINDOWS = frozenset(("ascii", "iso8859-1"))
"""Declared encodings that every browser reads as Windows-1252: pages that declare them hold its curly marks."""
_NOT_OF_PAGES = ("utf-16", "utf-32", "utf-7", "punycode", "idna", "undefined", "unicode-escape", "raw-unicode")
"""Encodings in which no page could have declared itself, or that no page is written in."""
LOOK = 4096
"""Bytes at the beginning in which a declaration counts and binary content shows itself."""
_CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in b"\0\t\n\f\r\x1b")
CONTROLS = 0.05
"""Share of control characters from which content is no text: bytes at random, as packed content is, have twice that,
and the marks with which agencies frame a dispatch are a few in a thousand."""
NULS = 0.3
"""Share of NUL bytes from which content is no text, unless they alternate as those of UTF-16 do."""
BROKEN = 0.5
"""Most broken characters, as a share of all beyond ASCII, in text that still counts as UTF-8.  Text in another
encoding has nearly all of them broken; a cut or spliced file has one or two."""


class DecodedText(NamedTuple):
    """The text, and what had to be assumed (empty if nothing had)."""

    text: str
    note: str = ""
    assumed: str | None = None
    """The encoding that a detector chose."""


def decode(
    data: bytes, *, html: bool = False, declared: str | None = None, otherwise: str | None = None
) -> DecodedText:
    """Returns the text of *data* without its byte order mark.

    In turn: the mark, *declared* (what a server says), with *html* the page's own declaration, UTF-8, *otherwise* (what
    was assumed of its neighbours), a detector.

    :raises UnreadableSource: it is no text, or empty.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableSource("is empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    refuse_binary(data[:LOOK])
    wide = _utf_16(data[:LOOK])
    if wide is not None:
        found = _replacing(data, wide)
        return found._replace(note=found.note or f"has no byte order mark; read as {wide}")
    names = [declared] if declared else []
    page = _DECLARED.search(data[:LOOK]) if html else None
    if page is not None:
        names.append(page[1].decode("ascii", errors="ignore"))
    for name in names:
        text = _as_declared(data, name)
        if text is not None:
            return DecodedText(text)
    as_utf_8 = _as_utf_8(data)
    if as_utf_8 is not None:
        return as_utf_8
    text = _as_declared(data, otherwise) if otherwise is not None else None
    return DecodedText(text) if text is not None else _detected(data)


def refuse_binary(head: bytes) -> None:
    """Checks the beginning of a file.

    :raises UnreadableSource: it is that of a picture, an archive or the like.
    """
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise UnreadableSource(f"is {what}, not text")
    if head.startswith(tuple(mark for mark, _ in _BOMS)) or _utf_16(head) is not None:
        return
    if head[4:8] == b"ftyp":
        raise UnreadableSource("is a picture or film, not text")
    odd = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if odd > CONTROLS * len(head) or head.count(0) > NULS * len(head):
        raise UnreadableSource("is not text (it holds control characters)")


def _utf_16(head: bytes) -> str | None:
    """Returns the byte order of UTF-16 without a mark, as the NULs of its blanks and ASCII letters tell it; None if it
    is no UTF-16.
    """
    pairs = len(head) // 2
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if pairs < 8 or max(even, odd) < 0.7 * pairs or min(even, odd) > 0.02 * pairs:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    controls = sum(ord(char) < 32 and char not in "\t\n\r\f" for char in head.decode(encoding, errors="replace"))
    return encoding if controls <= CONTROLS * pairs else None


def _as_declared(data: bytes, name: str) -> str | None:
    """Returns the text in the encoding *name*, or None if there is no such encoding or the bytes aren't in it."""
    try:
        encoding = codecs.lookup(name).name.replace("_", "-")
        if encoding.startswith(_NOT_OF_PAGES):
            return None
        return data.decode("cp1252" if encoding in _AS_WINDOWS else encoding)
    except (LookupError, ValueError):  # UnicodeError is a ValueError
        return None


def _as_utf_8(data: bytes) -> DecodedText | None:
    """Returns the text read as UTF-8, also if a few of its characters are broken; None if too many are."""
    found = _replacing(data, "utf-8")
    if found.note:
        beyond = sum(char > "\x7f" for char in found.text)
        broken = found.text.count(REPLACEMENT)
        if broken > BROKEN * beyond:
            return None
    return found


def _replacing(data: bytes, encoding: str) -> DecodedText:
    """Returns the text in *encoding*, with U+FFFD for what is broken, and a note that says how many."""
    try:
        return DecodedText(data.decode(encoding))
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        own = data.count(REPLACEMENT.encode(encoding)) if encoding.startswith("utf") else 0
        broken = text.count(REPLACEMENT) - own
        were = "character was" if broken == 1 else "characters were"
        return DecodedText(text, f"{broken} broken {were} replaced (read as {encoding})")


def _detected(data: bytes) -> DecodedText:
    from charset_normalizer import from_bytes

    # Western news without a declaration is Windows-1252 far more often than anything else a detector may prefer.
    best = from_bytes(
        data, cp_isolation=["cp1252", "mac_roman", "cp1251", "cp1250", "shift_jis", "gb18030", "big5"]
    ).best()
    encoding = best.encoding if best is not None else "cp1252"
    if encoding in ("mac_roman", "cp1250") or best is None:
        encoding = _western(data, encoding)
    found = _replacing(data, encoding)
    return found._replace(note=found.note or f"is not UTF-8; read as {encoding}", assumed=encoding)


def _western(data: bytes, encoding: str) -> str:
    """Returns cp1252 if *data* read as that has only the usual characters of western text, else *encoding*."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return encoding
    usual = sum(char in "‘’“”–—…éèêëàâäáçñóöôòúüùûíïîÉ£€°½ßåøæÅØ©®«»\xa0" for char in text if ord(char) > 127)
    other = sum(ord(char) > 127 for char in text) or 1
    return "cp1252" if usual >= 0.8 * other else encoding
