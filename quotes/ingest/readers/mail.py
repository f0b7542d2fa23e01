"""Reads messages: ``.eml``, ``.mbox`` with many of them, and pages that a browser saved as ``.mhtml``."""

import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, Message

from quotes.errors import ArticleFailed, UnreadableSource, UsageProblem
from quotes.ingest.decode import decode
from quotes.ingest.fragments import text_of_markup
from quotes.ingest.html import article_of_page
from quotes.ingest.items import Content, Item
from quotes.ingest.readers.text import with_line_feeds
from quotes.ingest.record_dates import RecordDate, date_of_record
from quotes.model import Article

HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
"""How a message begins; a text that begins with *Subject:* has none of :data:`KNOWN` in its first paragraph."""
KNOWN = re.compile(rb"(?im)^(?:MIME-Version|Message-ID|Received|Content-Type|Return-Path|Delivered-To):")
_FROM = re.compile(rb"(?m)^From [^\n]{5,200}\n")
"""The line that parts the messages of an mbox."""
_SIGNATURE = re.compile(r"(?m)^-- ?$")
LONGEST_SIGNATURE = 1_000
"""Characters behind a line of two hyphens that are still a signature or a footer."""
_QUOTED = re.compile(r"(?m)^>.*\n?")
_FORWARDED = re.compile(r"(?m)^(?:-{2,} ?(?:Original|Forwarded) [Mm]essage ?-{2,}|On .{10,100} wrote:)$")


def read_message(content: Content) -> Iterator[Item]:
    """Yields the text of a message, its subject as the title, its sender as the outlet or the author.

    :raises UnreadableSource: it has no text.
    """
    yield content.item(*_of_message(_parsed(content.whole()), content))


def read_mailbox(content: Content) -> Iterator[Item]:
    """Yields the messages of an mbox, one after the other.

    :raises UnreadableSource: it holds none.
    """
    data = content.whole().replace(b"\r\n", b"\n")
    starts = [match.end() for match in _FROM.finditer(data) if _parts(data, match)]
    if not starts:
        raise UnreadableSource("is a mailbox without messages")
    ends = [*(data.rfind(b"\nFrom ", 0, start) for start in starts[1:]), len(data)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        message = re.sub(rb"(?m)^>(>*From )", rb"\1", data[start:end])
        try:
            item = content.item(*_of_message(_parsed(message), content), record=str(number), data=message)
        except UnreadableSource as error:
            item = content.failed(error, record=str(number), data=message)
        except Exception as error:  # a bug of ours, or of the parser: strangers' mail is odd
            item = content.failed(ArticleFailed(error), record=str(number), data=message)
        yield item


def _parts(data: bytes, line: re.Match[bytes]) -> bool:
    """Tests whether a line that begins with *From* separates messages: it stands behind a blank line and holds
    a year.
    """
    behind = line.start() == 0 or data[line.start() - 2 : line.start()] == b"\n\n"
    return behind and re.search(rb"\d{4}", line[0]) is not None


def read_saved_page(content: Content) -> Iterator[Item]:
    """Yields the article of a page that was saved with its pictures in one file.

    :raises UnreadableSource: there is no page in it, or no article in that.
    """
    message = _parsed(content.whole())
    page = next(
        (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    if page is None:
        raise UnreadableSource("is a saved page without HTML")
    url = _header(page, "Content-Location") or _header(message, "Snapshot-Content-Location")
    decoded = decode(_bytes(page), html=True, declared=page.get_content_charset())
    article = article_of_page(decoded.text, url if url and "://" in url else content.url)
    yield content.item(replace(article, id=content.stem), decoded.note)


def _parsed(data: bytes) -> EmailMessage:
    made = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(made, EmailMessage)
    return made


def _of_message(message: EmailMessage, content: Content) -> tuple[Article, str]:
    """Returns the article that a message is, and what is to be said of it."""
    text, page, note = _texts(message)
    if not text:
        raise UnreadableSource("is a message without text")
    name, address = email.utils.parseaddr(_header(message, "From") or "")
    outlet = page.outlet if page is not None and page.outlet else None
    domain = address.rpartition("@")[2].lower()
    own = re.sub(r"\W", "", name.lower())
    if (
        outlet is None
        and own
        and (own.removeprefix("the") in domain.replace("-", "") or _header(message, "List-Unsubscribe"))
    ):
        outlet = name
    date = _date(_header(message, "Date"))
    article = Article(
        text=text,
        id=(_header(message, "Message-ID") or "").strip("<> ") or content.stem,
        outlet=outlet,
        published_on=date.day,
        published_at=date.instant,
        title=_words(_header(message, "Subject")),
        byline=page.byline if page is not None and page.byline else None if outlet == name else _words(name),
        url=page.url if page is not None else None,
        language=page.language if page is not None else None,
    )
    return article, note


def _texts(message: EmailMessage) -> tuple[str, Article | None, str]:
    """Returns the text of a message, the page that its HTML makes, and what is to be said of its encoding."""
    plain = message.get_body(("plain",))
    markup = message.get_body(("html",))
    page: Article | None = None
    note = text = ""
    if markup is not None:
        decoded = decode(_bytes(markup) or b" .", html=True, declared=markup.get_content_charset())
        try:
            page = article_of_page(decoded.text)
            text = page.text
        except UnreadableSource:
            text = text_of_markup(decoded.text)
        note = decoded.note
    if plain is not None and _bytes(plain).strip():
        decoded = decode(_bytes(plain), declared=plain.get_content_charset())
        text, note = _body(with_line_feeds(decoded.text)), decoded.note
    return text, page, note


def _body(text: str) -> str:
    """Returns the words of a message without its signature and the messages that it answers."""
    signature = _SIGNATURE.search(text)
    if signature is not None and len(text) - signature.end() <= LONGEST_SIGNATURE:
        text = text[: signature.start()]
    earlier = _FORWARDED.search(text)
    if earlier is not None and text[: earlier.start()].strip():
        text = text[: earlier.start()]
    if not all(line.startswith(">") for line in text.split("\n") if line.strip()):
        text = _QUOTED.sub("", text)
    return text.strip()


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message[name]
    except (ValueError, IndexError, TypeError, AttributeError):  # the parser of headers trips over strangers' own
        return None
    return str(value) if value else None


def _date(value: str | None) -> RecordDate:
    try:
        return date_of_record(value)
    except UsageProblem:
        return RecordDate(note="its date cannot be read")


def _words(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
