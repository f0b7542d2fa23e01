"""Reads packed files (gzip, bzip2, xz, zstd) and archives of files (zip and tar); what lies in them is read as files
are.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from quotes.errors import ArticleFailed, UnreadableSource
from quotes.extras import MissingExtra
from quotes.ingest.items import LARGEST_UNPACKED, Content, Item
from quotes.ingest.tables.zstd import ZstdReader

Inner = Callable[[Content], Iterator[Item]]
"""Reads what came out, whatever it is."""
BROKEN = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile)
"""What the standard library raises for packed files that are damaged."""
MOST_MEMBERS = 100_000
"""Files of one archive that are read; others come as folders."""


def read_packed(content: Content, how: str, inner: Inner) -> Iterator[Item]:
    """Yields the articles of a file that is packed *how*: gzip, bzip2, xz or zstd.

    :raises UnreadableSource: it is broken, or unpacks to more than is read.
    """
    stem = content.stem or ""
    name = stem if stem and content.ending in (".gz", ".bz2", ".xz", ".zst", ".zstd") else content.name or ""
    name = f"{stem}.tar" if content.ending in (".tgz", ".tbz2", ".txz") else name
    try:
        with _unpacked(content.again(), how) as stream:
            part = content.part(stream, name, member=False)
            part.name = name or None
            yield from inner(part)
    except (*BROKEN, OSError) as error:
        raise UnreadableSource(f"is broken or cut off ({how}: {' '.join(str(error).split())[:80]})") from None


def _unpacked(stream: BinaryIO, how: str) -> BinaryIO:
    if how == "gzip":
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    if how == "bzip2":
        return cast("BinaryIO", bz2.BZ2File(stream))
    if how == "xz":
        return cast("BinaryIO", lzma.LZMAFile(stream))
    return cast("BinaryIO", io.BufferedReader(ZstdReader(stream)))


def read_zip(content: Content, inner: Inner, known: Callable[[str], bool]) -> Iterator[Item]:
    """Yields the articles of the files in a zip archive whose names are *known*, in the order of the archive.

    Names are only names: nothing is written anywhere.

    :raises UnreadableSource: it is broken, or holds no article.
    """
    try:
        with zipfile.ZipFile(seekable(content)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir() and _is_shown(each.filename)]
            members = [each for each in members if known(each.filename)]
            _count(len(members))
            for member in members:
                if member.flag_bits & 1:
                    yield content.failed(UnreadableSource("needs a password; unpack it first"), record=member.filename)
                    continue
                with archive.open(member) as stream:
                    yield from _of_member(content, cast("BinaryIO", stream), member.filename, inner)
    except (*BROKEN, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableSource(f"is broken or cut off (zip: {' '.join(str(error).split())[:80]})") from None


def read_tar(content: Content, inner: Inner, known: Callable[[str], bool]) -> Iterator[Item]:
    """Yields the articles of the plain files in a tar archive whose names are *known*, in the order of the archive.

    :raises UnreadableSource: it is broken, or holds no article.
    """
    found = 0
    try:
        with tarfile.open(fileobj=content.again(), mode="r|") as archive:
            for member in archive:
                if not member.isreg() or not _is_shown(member.name) or not known(member.name):
                    continue
                found += 1
                stream = archive.extractfile(member)
                if stream is not None:
                    yield from _of_member(content, cast("BinaryIO", stream), member.name, inner)
    except BROKEN as error:
        raise UnreadableSource(f"is broken or cut off (tar: {' '.join(str(error).split())[:80]})") from None
    _count(found)


def _of_member(content: Content, stream: BinaryIO, name: str, inner: Inner) -> Iterator[Item]:
    """Yields the articles of a member, or its failure, so that the others are still read."""
    try:
        yield from inner(content.part(stream, name, member=True))
    except (UnreadableSource, MissingExtra) as error:
        said = error if isinstance(error, UnreadableSource) else UnreadableSource(str(error))
        yield content.failed(said, record=name)
    except BROKEN as error:
        yield content.failed(UnreadableSource(f"is broken ({' '.join(str(error).split())[:80]})"), record=name)
    except Exception as error:  # a bug of ours
        yield content.failed(ArticleFailed(error), record=name)


def _count(members: int) -> None:
    if not members:
        raise UnreadableSource("is an archive without a file that is read")
    if members > MOST_MEMBERS:
        raise UnreadableSource(f"holds more than {MOST_MEMBERS:,} files; unpack it and give the folder")


def _is_shown(name: str) -> bool:
    """Tests whether a member is no hidden file and none that a system adds (``__MACOSX``)."""
    return not any(part.startswith((".", "__MACOSX")) and part != ".." for part in PurePosixPath(name).parts)


def seekable(content: Content) -> BinaryIO:
    """Returns the archive as a file that can be read at any place; one that lies in another archive is read whole."""
    if content.path is not None:
        stream = content.again()
        if stream.seekable():
            return stream
    content.largest = content.largest or LARGEST_UNPACKED
    return io.BytesIO(content.whole())
