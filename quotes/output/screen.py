"""Shows the control characters of articles, names and messages on a terminal, where they must never be carried out.

Everything for the eye is written through a :class:`Screen`.  Data (CSV, TSV, JSON) keep their characters where they go
into a file or a pipe; JSON says the controls by escapes, so it does no harm anywhere.
"""

import re
import secrets
from typing import Any, TextIO, cast

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\udc80-\udcff]")
"""Characters that terminals carry out, but for line ends and tabs; those that turn the direction of what follows them,
so that a line reads otherwise than it is; and the lone surrogates by which Python tells bytes that are no UTF-8, as in
the name of a file.  Marks of direction of Arabic and Hebrew text that bind nothing else
(U+200E, U+200F, U+061C) stay."""
DATA = frozenset({"csv", "tsv", "json", "jsonl"})
"""Formats for programs."""
_ESCAPE = "\x1b"


def visible(text: str) -> str:
    """Returns *text* with control characters as pictures (``␛``) or escapes (``\\x9b``, ``\\u202e``), and bytes that
    are no UTF-8 as escapes (``\\xff``).
    """
    return CONTROLS.sub(_picture, text) if CONTROLS.search(text) else text


def visible_line(text: str) -> str:
    """Returns *text* as :func:`visible` does, on one line: line ends and tabs are shown too."""
    return visible(text).replace("\n", "␊").replace("\t", "␉")


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code >= 0xDC80:
        code -= 0xDC00
    return "␡" if code == 0x7F else f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


class Screen:
    """A stream for the eye. It tells its own colours from those in a text by a mark that no text can know."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._mark = f"\ufdd2{secrets.token_hex(8)}\ufdd3"

    def write(self, text: str) -> int:
        """Writes *text* with its control characters shown and the codes of :meth:`code` carried out."""
        return self.stream.write(visible(text).replace(self._mark, _ESCAPE))

    def code(self, text: str) -> str:
        """Returns *text* of our own in a form whose escapes :meth:`write` carries out; nothing that was read may be in
        it.
        """
        return text.replace(_ESCAPE, self._mark)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":  # by which Click would go past this, where it likes the encoding better
            raise AttributeError(name)
        return getattr(self.stream, name)


def screen(stream: TextIO) -> TextIO:
    """Returns *stream*, wrapped in a :class:`Screen` unless it is one."""
    return stream if isinstance(stream, Screen) else cast("TextIO", Screen(stream))


def stream_of(stream: TextIO, form: str) -> TextIO:
    """Returns the stream for *form*: a screen, except for data in a file or a pipe, which keep their characters."""
    return data_stream(stream) if form in DATA else screen(stream)


def data_stream(stream: TextIO) -> TextIO:
    """Returns the stream for data: *stream* itself, or a screen if it is a terminal, which is always for the eye."""
    if stream.isatty():
        return screen(stream)
    return stream.stream if isinstance(stream, Screen) else stream


def write_own(stream: TextIO, text: str) -> None:
    """Writes *text* with codes of our own; what was read must have gone through :func:`visible`."""
    (stream.stream if isinstance(stream, Screen) else stream).write(text)
