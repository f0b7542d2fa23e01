"""Reads the exports of chats: each message becomes a turn of a transcript (*Mina Rowe: We open on Friday.*).

Three layouts are known, by what stands before the words: ``[12/03/2025, 14:05:33] Name:`` and ``12/03/2025, 14:05 -
Name:``, both of WhatsApp, and ``Name, [12.03.2025 14:05]`` with the words below, of Telegram.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quotes.ingest.decode import decode
from quotes.ingest.items import Content, Item
from quotes.ingest.readers.text import items_of_text, with_line_feeds
from quotes.model import Article
from quotes.page.turns import LABEL

LEAST = 2
"""Messages from which a text is a chat: one may be a line of a diary."""
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?:[ \u00a0\u202f]?[AaPp]\.?[Mm]\.?)?"
_HIDDEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks of direction, with which programs of chats begin what nobody has written."""
_LAYOUTS = (
    re.compile(rf"\u200e?\[{_DAY},? {_TIME}\] (?P<name>[^:\n]{{1,60}}): ?(?P<words>.*)"),
    re.compile(rf"{_DAY},? {_TIME} [-–] (?:(?P<name>[^:\n]{{1,60}}): )?(?P<words>.*)"),
    re.compile(rf"(?P<name>[^\[\]\n]{{1,60}}), \[{_DAY},? {_TIME}\]:?(?P<words>)"),
)
_BEGINS = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", layout.pattern) for layout in _LAYOUTS))
_NOT_WRITTEN = re.compile(
    r"<[^<>]{1,80}>|\W*(?:(?:this message was|you) deleted(?: this message)?|null|(?:missed|no answer) .{0,20}call"
    r"|(?:image|video|audio|sticker|GIF|document|contact card) omitted)\W*|.{1,80} \(file attached\)",
    re.IGNORECASE,
)
"""What stands in the place of words: a picture, a call, a message that was taken back."""
_EDITED = re.compile(r"\s*<(?:This message was )?edited>\s*\Z", re.IGNORECASE)


class _Message(NamedTuple):
    """What one message says, and how its writer is called (None: the program itself)."""

    name: str | None
    words: str


def begins_as_chat(head: bytes) -> bool:
    """Tests whether a file's first bytes are those of a chat: its first line is the head of a message."""
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    return _BEGINS.fullmatch(line.decode("utf-8", errors="replace").rstrip("\r")) is not None


def read_chat(content: Content) -> Iterator[Item]:
    """Yields a chat as one article, a paragraph a message, without what nobody has written (*image omitted*).

    Writers whose names are no names, as those of whom only the number is known, are *Participant 1* and so on. Text
    that only begins as a chat is read as text.
    """
    decoded = decode(content.whole(), declared=content.charset)
    text = with_line_feeds(decoded.text)
    messages = [] if content.reading.raw else list(_messages(text))
    if len(messages) < LEAST:
        yield from items_of_text(content, text, decoded.note)
        return
    labels = _labels(messages)
    words = "\n\n".join(f"{labels[each.name]}: {each.words}" for each in messages if each.name is not None)
    unnamed = [name for name, label in labels.items() if name != label]
    notes = (
        f"is a chat of {len(messages)} messages, read as turns; --date gives its day",
        f"writers without a name are called Participant: {', '.join(map(str, unnamed))}" if unnamed else "",
    )
    yield content.item(Article(text=words, id=content.stem, url=content.url), decoded.note, *notes)


def _messages(text: str) -> Iterator[_Message]:
    """Yields the messages that somebody has written, in order."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    layout = next((each for each in _LAYOUTS if each.fullmatch(first.strip())), None)
    if layout is None:
        return
    name: str | None = None
    words: list[str] = []
    for line in lines:
        match = layout.fullmatch(line.strip())
        if match is None:
            words.append(line)
            continue
        yield from _written(name, words)
        name, words = match["name"], [match["words"]]
    yield from _written(name, words)


def _written(name: str | None, lines: list[str]) -> Iterator[_Message]:
    """Yields the message of these lines, if somebody has written it."""
    words = "\n".join(lines).strip()
    if name is None or not words or words[0] == "\u200e":
        return
    words = _EDITED.sub("", _HIDDEN.sub("", words))
    words = "\n".join(line.strip() for line in words.split("\n") if line.strip())
    if words and not _NOT_WRITTEN.fullmatch(words):
        yield _Message(" ".join(_HIDDEN.sub("", name).removeprefix("~").split()), words)


def _labels(messages: list[_Message]) -> dict[str | None, str]:
    """Returns the label of each writer: the name, where that reads as the label of a turn."""
    labels: dict[str | None, str] = {}
    unnamed = 0
    for name in dict.fromkeys(each.name for each in messages):
        match = LABEL.match(f"{name}: x")
        is_name = match is not None and match["who"] == name
        unnamed += not is_name
        labels[name] = str(name) if is_name else f"Participant {unnamed}"
    return labels
