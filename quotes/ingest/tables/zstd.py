"""Unpacks zstd as it is read (zstandard, the extra ``zstd``)."""

import io
from typing import Any, BinaryIO

from quotes.extras import library

PIECE = 4096
"""Packed bytes that are unpacked at a time: at the most they become some 128 MB."""


class ZstdReader(io.RawIOBase):
    """What a packed *stream* holds, of one frame or several.

    Unlike the library's own reader, which ends without a word where a file was cut off, reading raises EOFError there,
    and where what is read is not zstd.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._zstandard: Any = library("zstandard", extra="zstd", what="reading zstd")
        self._stream = stream
        self._frame: Any = None
        self._packed = b""
        self._unpacked = memoryview(b"")

    def readable(self) -> bool:
        """Tests whether it can be read, which is always so."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills *buffer* as far as what was unpacked goes, and returns how much; 0 at the end."""
        while not self._unpacked and self._advance():
            pass
        taken = self._unpacked[: len(buffer)]
        buffer[: len(taken)] = taken
        self._unpacked = self._unpacked[len(taken) :]
        return len(taken)

    def _advance(self) -> bool:
        """Unpacks a piece and returns True, or False at the end of the stream."""
        self._packed = self._packed or self._stream.read(PIECE)
        if not self._packed:
            if self._frame is not None:
                raise EOFError("it ends within a frame")
            return False
        self._frame = self._frame or self._zstandard.ZstdDecompressor().decompressobj()
        try:
            self._unpacked = memoryview(self._frame.decompress(self._packed))
        except self._zstandard.ZstdError as error:
            raise EOFError(str(error)) from None
        self._packed = self._frame.unused_data if self._frame.eof else b""
        self._frame = None if self._frame.eof else self._frame
        return True
