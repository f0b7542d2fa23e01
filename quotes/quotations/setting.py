"""Tells where in the article a quotation stands: headline, caption or body; in doubt it is body."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from quotes.model import Article, QuotedSpan, Setting, Span

MAX_HEADLINE = 180
"""Most characters of a first line that can be a headline by its looks alone."""
MAX_CAPTION = 500
"""Most characters of a caption; also bounds the search for a line's ends, so that long lines cost no time."""

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”’'»)\]]*\Z")
_CREDITED = r"(?:photo(?:graph)?s?|picture|image|illustration|credit|video)"
_AGENCY = r"(?:AP|AFP|Reuters|Getty|EPA|PA)(?:\ (?:Photo|Images|Wire))?"
_CAPTION = re.compile(
    rf"""
      \A (?i:{_CREDITED}|caption|pictured) \s* (?: by\b | : | \()              # Photo: …; Photograph by …
    | \A (?i:file\ (?:photo|picture|image)|in\ this\ (?:file\ )?(?:photo|image|picture)\b.{{0,40}}?,)
    | [(\[] \s* (?i:{_CREDITED}) \s* (?: : | by\b | / ) [^()\[\]]{{0,80}} [)\]] \.? \Z  # (Photo: A. Grant)
    | (?<= [.!?”"'’)\]] \s) (?i:{_CREDITED}) \s* (?: : | by\b | courtesy\b ) [^.:]{{1,60}} \.? \Z
    | (?i:\bfile\ (?:photo|picture|image)) \.? [)\]]? \Z
    | \s/\s* [A-Z][\w.& ]{{1,40}} \Z                                           # … on Friday / Reuters
    | [(\[] [^()\[\]]{{0,60}} \b {_AGENCY} [)\]] \.? \Z                         # (A. Grant/AP Photo)
    """,
    re.VERBOSE | re.DOTALL,
)


def setting_of(article: Article, span: QuotedSpan | Span) -> Setting:
    """Returns the setting of *span*: the one that the page's markup gives, else the one that its line looks like.

    The first line is a headline if it agrees with the article's title, or if it is short, other text follows and it
    doesn't end as a sentence of the body does. A caption is recognised by its credit.
    """
    return next(settings_of(article, (span,)))


def settings_of(article: Article, spans: Iterable[QuotedSpan | Span]) -> Iterator[Setting]:
    """Yields the settings of *spans* in their order; the line of consecutive spans is looked at once."""
    line, looks = None, Setting.BODY
    for span in spans:
        if article.headlines and _within(article.headlines, span):
            yield Setting.HEADLINE
        elif article.captions and _within(article.captions, span):
            yield Setting.CAPTION
        else:
            if line is None or span.start < line.start or line.end < span.end:
                line = _line_around(article.text, span)
                looks = Setting.BODY if line is None else _looks(article, line)
            yield looks


def _looks(article: Article, line: Span) -> Setting:
    """Returns the setting that a line looks like."""
    words = line.of(article.text)
    if line.start <= MAX_CAPTION and not article.headlines:
        above = article.text[: line.start].strip()
        if not above and _is_headline(article, line, words):
            return Setting.HEADLINE
        if above and _is_rest_of_title(article, line, words):
            return Setting.HEADLINE
    return Setting.CAPTION if _may_be_caption(words) and _CAPTION.search(words) else Setting.BODY


def _may_be_caption(words: str) -> bool:
    """Tests whether a line has one of the characters or words that every caption's credit has; most lines have none and
    need no closer look.
    """
    return "/" in words or words.endswith((")", ").", "]", "].")) or any(map(words.lower().__contains__, _HINTS))


_HINTS = ("photo", "picture", "image", "illustration", "credit", "video", "caption")


def _within(ranges: Sequence[Span], span: QuotedSpan | Span) -> bool:
    place = bisect_right(ranges, span.start, key=lambda each: each.start) - 1
    return place >= 0 and ranges[place].start <= span.start and span.end <= ranges[place].end


def _line_around(text: str, span: QuotedSpan | Span) -> Span | None:
    """Returns the trimmed line that holds *span*, or None if it is longer than any caption or headline."""
    first = max(0, span.start - MAX_CAPTION)
    before = _BREAK.search(text[first : span.start][::-1])
    if before is not None:
        start = span.start - before.start()
    elif first == 0:
        start = 0
    else:
        return None
    if span.end - start > MAX_CAPTION:
        return None
    match = _BREAK.search(text, span.end, start + MAX_CAPTION)
    if match:
        end = match.start()
    elif len(text) <= start + MAX_CAPTION:
        end = len(text)
    else:
        return None
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_headline(article: Article, line: Span, words: str) -> bool:
    plain = _plain(words)
    title = _plain(article.title[: 2 * MAX_CAPTION]) if article.title else ""
    if title and plain and (plain == title or (len(plain) >= 15 and (plain in title or title in plain))):
        # A first sentence can hold a short title ("Bridge opens"), but isn't much longer than one.
        return len(plain) <= 1.5 * len(title)
    if len(words) > MAX_HEADLINE or not article.text[line.end : line.end + MAX_CAPTION].strip():
        return False
    capitals, long_words = _capitals(words)
    in_title_case = long_words >= 3 and capitals >= 0.8 * long_words
    return in_title_case if _SENTENCE_END.search(words[-8:]) else True


_GLANCE = 40
"""Characters at the beginning of an article that tell of most that it doesn't begin with its title."""


def _is_rest_of_title(article: Article, line: Span, words: str) -> bool:
    """Tests whether the title begins with all the lines up to this one, as a headline of several decks does."""
    title = _plain((article.title or "")[: 2 * MAX_CAPTION])
    if not title or not title.startswith(_plain(article.text[: min(line.end, _GLANCE)])):
        return False
    return title.startswith(_plain(article.text[: line.end])) and bool(_plain(words))


def _plain(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold()))


def _capitals(words: str) -> tuple[int, int]:
    """Returns how many of the words of at least four letters begin with a capital, and how many there are."""
    long_words = [word for word in _WORD.findall(words) if len(word) >= 4]
    return sum(word[0].isupper() for word in long_words), len(long_words)
