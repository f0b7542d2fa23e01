"""Finds the one encoding of a file that is read a piece at a time, by its beginning."""

import io
from typing import NamedTuple

from quotes.errors import UnreadableSource
from quotes.ingest.decode import LOOK, decode, refuse_binary

SAMPLE = 1 << 18
"""Bytes by which the encoding is told: some hundred rows of quotations."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
_WIDE = ("utf-16-le", "utf-16-be")


class FileText(NamedTuple):
    """Text that is read as it comes, line ends kept. Bytes that its encoding doesn't have become lone surrogates."""

    stream: io.TextIOWrapper
    encoding: str
    note: str = ""

    def is_foreign(self, line: str) -> bool:
        """Tests whether *line* holds bytes that are not of the file's encoding, or UTF-8 in a file that is of
        another.
        """
        if line.isascii():
            return False
        try:
            data = line.encode(self.encoding)
        except UnicodeEncodeError:
            return True
        return not self.encoding.startswith("utf") and _is_utf_8(data)


def text_of(stream: io.BufferedReader) -> FileText:
    """Returns the text of *stream*: by its byte order mark; as UTF-8 if most of the first lines beyond ASCII are, so
    that whatever isn't is a fault of its line; else as a detector says, which is noted.

    :raises UnreadableSource: it is empty, or no text.
    """
    buffered = io.BufferedReader(stream, SAMPLE)  # type: ignore[type-var, arg-type, unused-ignore]
    sample = buffered.peek(SAMPLE)
    if not sample.strip(b"\0 \t\r\n"):
        raise UnreadableSource("is empty")
    refuse_binary(sample[:LOOK])
    encoding, note = _encoding_of(sample)
    errors = "replace" if encoding in _WIDE or encoding in ("utf-16", "utf-32") else "surrogateescape"
    return FileText(io.TextIOWrapper(buffered, encoding=encoding, errors=errors, newline=""), encoding, note)


def _encoding_of(sample: bytes) -> tuple[str, str]:
    """Returns the encoding of what begins with *sample*, and what has to be said of it."""
    marked = next((encoding for mark, encoding in _MARKS if sample.startswith(mark)), None)
    if marked is not None:
        return marked, ""
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    if b"\0" in whole:
        found = decode(whole)
        for encoding in _WIDE:
            if whole.decode(encoding, errors="replace") == found.text:
                return encoding, found.note
    beyond = [line for line in whole.split(b"\n") if not line.isascii()]
    if sum(map(_is_utf_8, beyond)) >= len(beyond) / 2:
        return "utf-8", ""
    found = decode(whole)
    return found.assumed or "utf-8", found.note if found.assumed else ""


def _is_utf_8(line: bytes) -> bool:
    """Tests whether *line* is UTF-8 beyond ASCII, as hardly any text in another encoding is."""
    try:
        return not line.isascii() and bool(line.decode())
    except UnicodeDecodeError:
        return False
