"""Reads the lines of a JSON Lines source one after the other, because a corpus may be larger than memory."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain

from quotes.errors import UnreadableSource
from quotes.ingest.decode import decode

BLANK = b" \t\r\n"
_MARK = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins, and UTF-32, unless by a NUL; their lines do not end where their bytes have a line end."""


def numbered(first: bytes, rest: Iterable[bytes]) -> Iterator[tuple[int, bytes, str]]:
    """Yields number (from 1, blank lines counted) and bytes of each line that isn't blank, without its line end.

    *first* is what has been read already, as whole lines; *rest* gives further lines when they are asked for.  The
    third part, empty for all lines but the first, says what had to be assumed of the whole.

    :raises UnreadableSource: it begins as UTF-16 or UTF-32 does and is no text.
    """
    note = ""
    if is_wide(first):
        text, note, _ = decode(first + b"".join(rest))
        first, rest = text.encode("utf-8", errors="surrogatepass"), ()
    first = first.removesuffix(b"\n")  # else the end of its last line would count as a line
    for number, line in enumerate(chain(first.removeprefix(_MARK).split(b"\n"), rest), 1):
        if line.strip(BLANK):
            yield number, line.removesuffix(b"\n"), note
            note = ""


def is_wide(head: bytes) -> bool:
    """Tests whether a source that begins with *head* is in UTF-16 or UTF-32, which must be read whole."""
    return head.startswith(_WIDE) or b"\0" in head[:4]


def begins_with_record(head: bytes) -> bool:
    """Tests whether the first line of *head* that isn't blank is a JSON object, as in JSON Lines without a name."""
    if not is_wide(head) and not head.removeprefix(_MARK).lstrip(BLANK).startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(decode(head).text.lstrip().partition("\n")[0]), dict)
    except (ValueError, RecursionError, UnreadableSource):
        return False
