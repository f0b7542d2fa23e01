"""Makes an article's text of what was extracted from a page, and tells pages that hold no article."""

import re
from collections.abc import Collection

from quotes.ingest.headlines import folded
from quotes.model import Span
from quotes.page.furniture import furniture_among

LONGER = 1.5
"""How many times as long as the extracted text the body in a page's JSON-LD must be to be read in its place.

The two differ by captions and teasers on good pages, by at most a quarter on those of the development sets; where the
text stands in blocks that the extraction does not know, half of it and more is lost."""
SHORT = 600
"""Letters below which a page's text may be that of a notice: no article of the development sets is shorter."""
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_NOTICES = (
    (
        "404", "error 404", "page not found", "article not found", "story not found", "not found", "we can t find",
        "sorry we can t find", "this page doesn t exist", "page does not exist", "page no longer available",
    ),
    (
        "before you continue", "we value your privacy", "we care about your privacy", "your privacy", "cookie consent",
        "cookie settings", "manage cookies", "manage your cookies", "manage consent", "manage your consent",
    ),
    (
        "access denied", "just a moment", "attention required", "are you a robot", "verify you are human",
        "verify that you are human", "checking your browser", "pardon our interruption", "403 forbidden", "forbidden",
    ),
    ("index of", "directory listing"),
)  # fmt: skip
"""How titles of pages without an article begin, in small letters without signs, by what is said of them."""
_SAID = (
    "is a page that says that there is no article (not found)",
    "is a page that asks for consent instead of an article; save the article's page from a browser",
    "is a page that keeps programs out instead of an article; save the article's page from a browser",
    "is a list of files, not an article",
)


def notice(titles: tuple[str, ...], text: str) -> str | None:
    """Returns why a page with these *titles* (h1, title) and this text holds no article; None if it may hold one."""
    if len(text) >= SHORT:
        return None
    begun = [f"{folded(title)} " for title in titles]
    for beginnings, message in zip(_NOTICES, _SAID, strict=True):
        if any(words.startswith(f"{each} ") for words in begun for each in beginnings):
            return message
    return None


def article_text(extracted: str, stated: str | None, title: str | None, captions: Collection[str] = ()) -> str:
    """Returns the text of a page's article, one paragraph a line, without its headline and without page furniture.

    *extracted* was found in the page; *stated* is the body in its JSON-LD, which is read in its place if it is clearly
    longer.  *captions* stay, whatever their credits look like.
    """
    text = extracted.strip()
    if stated is not None and len(folded(stated)) > LONGER * len(folded(text)):
        text = "\n".join(" ".join(line.split()) for line in stated.split("\n") if line.strip())
    return _without_furniture(_without_title(text, title), captions)


def _without_title(text: str, title: str | None) -> str:
    """Returns *text* without a first line that repeats the title."""
    first, newline, rest = text.partition("\n")
    return rest.lstrip() if title and newline and folded(first) == folded(title) else text


def _without_furniture(text: str, captions: Collection[str]) -> str:
    """Returns *text* without the lines that are page furniture, and without list marks that lost their item."""
    lines = [Span(match.start(), match.end()) for match in _LINE.finditer(text)]
    gone = {number for number, _ in furniture_among(text, lines)}
    kept = [
        words
        for number, each in enumerate(lines)
        if (words := each.of(text)) != "-" and (number not in gone or " ".join(words.split()) in captions)
    ]
    return "\n".join(kept)
