"""Bytes → text: byte order mark, declaration, UTF-8, then a detector; what was assumed is said."""

import re
from typing import NamedTuple

from quotes.errors import UnreadableSource

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
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
LOOK = 4096
"""Bytes at the beginning in which a declaration counts and binary content shows itself."""
CONTROLS = 0.1
"""Share of control characters from which content is no text."""


class Decoded(NamedTuple):
    """The text, and what had to be assumed (empty where nothing had)."""

    text: str
    note: str


def decode(data: bytes, *, html: bool = False) -> Decoded:
    """The text of *data* without its byte order mark; with *html* a declaration in the page counts.

    :raises UnreadableSource: it is no text, or empty.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableSource("is empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, errors="replace"), "")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableSource(f"is {what}, not text")
    head = data[:LOOK]
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13, 27, 0) for byte in head)
    if odd > CONTROLS * len(head) or head.count(0) > 0.3 * len(head):
        raise UnreadableSource("is not text (it holds control characters)")
    declared = _DECLARED.search(head) if html else None
    if declared is not None:
        try:
            return Decoded(data.decode(declared[1].decode("ascii", errors="ignore")), "")
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return Decoded(data.decode("utf-8"), "")
    except UnicodeDecodeError:
        return _detected(data)


def _detected(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    # Western news without a declaration is Windows-1252 far more often than anything else a detector may prefer.
    best = from_bytes(
        data, cp_isolation=["cp1252", "mac_roman", "cp1251", "cp1250", "shift_jis", "gb18030", "big5"]
    ).best()
    encoding = best.encoding if best is not None else "cp1252"
    if encoding in ("mac_roman", "cp1250") or best is None:
        encoding = _western(data, encoding)
    return Decoded(data.decode(encoding, errors="replace"), f"is not UTF-8; read as {encoding}")


def _western(data: bytes, encoding: str) -> str:
    """cp1252 where its reading has only the usual characters of western text."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return encoding
    usual = sum(char in "‘’“”–—…éèêëàâäáçñóöôòúüùûíïîÉ£€°½ßåøæÅØ©®«»\xa0" for char in text if ord(char) > 127)
    other = sum(ord(char) > 127 for char in text) or 1
    return "cp1252" if usual >= 0.8 * other else encoding
