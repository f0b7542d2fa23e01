"""Reads plain text and Markdown."""

import re
from collections.abc import Iterator

from quotes.errors import UnreadableSource
from quotes.ingest.archives import articles_of_export
from quotes.ingest.decode import decode
from quotes.ingest.items import Content, Item, Reading
from quotes.ingest.records import read_record
from quotes.model import Article

WIDEST = 120
"""Characters of the longest line of a text whose lines are cut to a width."""
LEAST = 2
"""Words parted at line ends from which a text counts as cut to a width by a program that hyphenates."""
_PARTED = re.compile(r"(?<=[^\W\d_]{2})-\n(?=[a-zà-ÿ]{2})")
_FIRST_PART = re.compile(r"[^\W\d_]+\Z")
_KEEPS_ITS_HYPHEN = frozenset(
    "all anti co cross ex full half high late left long low mid multi non off one open part post pre pro right self "
    "semi short single so sub three two under well world".split()
)
"""First parts of words that are written with a hyphen."""


def read_text(content: Content) -> Iterator[Item]:
    """Yields the article of a text; of an archive's export all its articles."""
    decoded = decode(content.whole(), declared=content.charset)
    yield from items_of_text(content, with_line_feeds(decoded.text), decoded.note)


def items_of_text(content: Content, text: str, *notes: str, title: str | None = None) -> Iterator[Item]:
    """Yields the article that *text* is, or the articles of the export that it is.

    :raises UnreadableSource: it is an export that stops to fit, or empty.
    """
    export = articles_of_export(text)
    if export is not None:
        for number, article in enumerate(export, 1):
            yield content.item(article, *notes, record=str(number), data=article.text.encode("utf-8", "surrogatepass"))
            notes = ()
        return
    text, note = (text, "") if content.reading.raw else joined(text)
    yield content.item(Article(text=text, id=content.stem, title=title, url=content.url), *notes, note)


def joined(text: str) -> tuple[str, str]:
    """Returns *text* with words made whole that a program divided at its lines' ends, and what is to be said of
    that.
    """
    count = len(_PARTED.findall(text))
    if count < LEAST or max(map(len, text.split("\n"))) > WIDEST:
        return text, ""

    def whole(match: re.Match[str]) -> str:
        first = _FIRST_PART.search(text, max(0, match.start() - 30), match.start())
        return "-" if first is not None and first[0].lower() in _KEEPS_ITS_HYPHEN else ""

    return _PARTED.sub(whole, text), f"{count} words that were parted at line ends are joined (--raw keeps them)"


def with_line_feeds(text: str) -> str:
    """Returns *text* with all its line ends made ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


_FRONT = re.compile(r"\A---[ \t]*\n(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?m)^([A-Za-z_][\w -]{0,30}):[ \t]*(.*)$")
_HEADING = re.compile(r"(?m)^ {0,3}(#{1,6})[ \t]+(\S[^\n]*)$")
_MARKS = (
    (re.compile(r"(?s)<!--.{0,5000}?-->"), ""),
    (re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,300})\](?:\([^()\n]{0,500}\)|\[[^\[\]\n]{0,100}\])"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,500})>"), r"\1"),
    (re.compile(r"(?m)^ {0,3}\[[^\[\]\n]{1,100}\]:[ \t]+\S+.*$"), ""),
    (re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+(?=\S)"), ""),
    (re.compile(r"(?m)^ {0,3}(?:[*_-][ \t]*){3,}$"), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![*\w\\])\*(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*\\])\*(?![*\w])"), r"\1"),
    (re.compile(r"(?<![_\w\\])_(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_\\])_(?![_\w])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)
"""What marks up text in Markdown, with what is left of it; each runs over all that those before it left."""


def read_markdown(content: Content) -> Iterator[Item]:
    """Yields the article of a Markdown file without its marks, with what a head between ``---`` says, and the first
    heading as its title.
    """
    decoded = decode(content.whole(), declared=content.charset)
    text = with_line_feeds(decoded.text)
    if content.reading.raw:
        yield from items_of_text(content, text, decoded.note)
        return
    front = _FRONT.match(text)
    fields = {key: value.strip().strip("\"'") for key, value in _FIELD.findall(front[1])} if front else {}
    if front:
        text = text[front.end() :]
    heading = _HEADING.search(text)
    if heading is not None and len(heading[1]) == 1 and not text[: heading.start()].strip():
        fields.setdefault("title", without_marks(heading[2]).rstrip("# \t"))
        text = text[heading.end() :]
    text = without_marks(text).strip("\n")
    if not text.strip():
        raise UnreadableSource("is empty")
    known = {
        "title",
        "outlet",
        "source",
        "date",
        "author",
        "authors",
        "byline",
        "url",
        "link",
        "id",
        "language",
        "lang",
    }
    given = {key: value for key, value in fields.items() if key.lower() in known}
    record = read_record({**given, "text": text}, content.stem, Reading(raw=True))
    yield content.item(record.article, decoded.note, *record.notes)


def without_marks(text: str) -> str:
    """Returns *text* without the marks of Markdown: emphasis, links, headings; ``>`` stays: it tells quoted blocks."""
    for pattern, instead in _MARKS:
        text = pattern.sub(instead, text)
    return text
