"""Reads documents of word processors: ``.docx`` and ``.rtf``."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from quotes.errors import UnreadableSource
from quotes.extras import library
from quotes.ingest.items import LARGEST_UNPACKED, Content, Item
from quotes.ingest.readers.text import items_of_text, with_line_feeds


def read_docx(content: Content) -> Iterator[Item]:
    """Yields the article of a Word document, a paragraph a line; of an archive's export all its articles.

    :raises UnreadableSource: it is broken, or empty.
    :raises MissingExtra: python-docx isn't installed.
    """
    docx = library("docx", extra="documents", what="reading Word documents")
    data = content.whole()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableSource(f"unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB, which is not read")
        document: Any = docx.Document(io.BytesIO(data))
    except UnreadableSource:
        raise
    except Exception as error:  # python-docx and lxml raise many kinds for damaged files
        raise UnreadableSource(f"is a Word document that cannot be read ({type(error).__name__})") from None
    lines: list[str] = []
    title = None
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                lines.append("\t".join(cell for cell in cells if cell))
            continue
        style = str(getattr(block.style, "name", "") or "")
        if title is None and style in ("Title", "Heading 1") and not any(line.strip() for line in lines):
            title = " ".join(block.text.split()) or None
        lines.append(block.text)
    yield from items_of_text(content, with_line_feeds("\n".join(lines)).strip("\n"), title=title)


def read_rtf(content: Content) -> Iterator[Item]:
    """Yields the article of a rich text, a paragraph a line; of an archive's export all its articles.

    :raises UnreadableSource: it is broken, or empty.
    :raises MissingExtra: striprtf isn't installed.
    """
    striprtf = library("striprtf.striprtf", extra="documents", what="reading rich text")
    try:
        text = striprtf.rtf_to_text(content.whole().decode("cp1252", errors="replace"), errors="replace")
    except Exception as error:  # it is a stranger's document: whatever goes wrong is its own affair
        raise UnreadableSource(f"is rich text that cannot be read ({type(error).__name__})") from None
    yield from items_of_text(content, with_line_feeds(text).strip("\n"))
