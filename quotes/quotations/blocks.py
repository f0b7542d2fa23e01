"""Quoted blocks: words that the layout sets apart instead of marks.

Three layouts count: lines that begin with ``>``; indented lines after a line that ends with a colon; and the
turns of a transcript (``OKAFOR: We open.``).  All three are read conservatively, since each has innocent
doubles: links, lists, tables, labels.
"""

import re
from collections import Counter
from collections.abc import Sequence

from quotes.model import Span

_QUOTED_LINE = re.compile(r"(?:>[ \t\xa0]?)+[ \t\xa0]*")
_BYLINE = re.compile(
    r"""
    (?:^|(?<=\s)) (?:[—–―]|--?)\s*            # We open in spring. — Okafor
    (?=[A-Z@]) [^\n.!?:;"“”]{2,70} \.? \Z
    """,
    re.VERBOSE,
)
_BULLET = re.compile(r"[-*•·‣◦▪o]\s|\(?\w{1,3}[.)]\s")
_FINISHED = re.compile(r"[.!?…。！？][\"”’'»)\]]*\Z")
_TURN = re.compile(
    r"""
    (?: [QA] | (?=[^:]{2,45}:) [A-Z][A-Z.'’\-]+ (?:[ ][A-Z][A-Z.,'’\-]*){0,4} )   # OKAFOR, Q, DANA OKAFOR
    (?: [ ]\([^()\n]{1,40}\) )?                                                     # OKAFOR (on video)
    [:.] [ \t\xa0]+ (?=\S)
    """,
    re.VERBOSE,
)
_NO_SPEAKER = re.compile(
    "(?:NOTE|UPDATED?|RELATED|MORE|ALSO|READ|SEE|WATCH|LISTEN|PHOTOS?|VIDEO|CORRECTION|BREAKING|EXCLUSIVE)\\b"
)
MIN_WORDS = 3
"""A block line of fewer words is a label or a link, unless it is one of several and ends as a sentence."""
MIN_TURNS = 3
"""Fewer labelled lines than this are labels, not a conversation."""


def find_blocks(text: str, paragraphs: Sequence[Span]) -> dict[int, tuple[Span, bool]]:
    """The quoted blocks among *paragraphs* (trimmed lines in order), by position.

    Each comes with the range of its words (prefix and byline left out) and whether it goes on with the
    paragraph before.  Linear in the length of *text*.
    """
    blocks: dict[int, tuple[Span, bool]] = {}
    turns = _turn_starts(text, paragraphs)
    before: str | None = None  # the layout of the paragraph before, where it was a block
    introduced_at = -1  # indent of the line with the colon, while its block lasts
    for i, paragraph in enumerate(paragraphs):
        layout, start = None, paragraph.start
        first = text[start]
        if first == ">":
            match = _QUOTED_LINE.match(text, start, paragraph.end)
            start = match.end() if match else start
            layout = ">"
        elif i in turns:
            start, layout = turns[i], "turn"
        elif introduced_at >= 0 and _indent(text, start) > introduced_at + 1 and not _BULLET.match(text, start):
            layout = "indented"
        if layout != "indented":
            introduced_at = _indent(text, paragraph.start) if text[paragraph.end - 1] == ":" else -1
        words = _words(text, start, paragraph.end) if layout else None
        several = before == layout or (layout == ">" and _next_quoted(text, paragraphs, i))
        if words and layout and (layout == "turn" or _reads_as_speech(text, words, paragraph.end, several)):
            blocks[i] = (words, before == layout and layout != "turn" and i - 1 in blocks)
        before = layout
    return blocks


def _turn_starts(text: str, paragraphs: Sequence[Span]) -> dict[int, int]:
    """Where the words of each transcript turn begin, by paragraph; empty where there is no conversation."""
    found: dict[int, int] = {}
    labels: Counter[str] = Counter()
    for i, paragraph in enumerate(paragraphs):
        match = _TURN.match(text, paragraph.start, min(paragraph.end, paragraph.start + 100))
        if match and not _NO_SPEAKER.match(match[0]):
            label = re.split(r"[:(]|\.\s", match[0])[0].strip()
            if match[0].rstrip().endswith(".") and label not in ("Q", "A"):
                continue
            found[i] = match.end()
            labels[label] += 1
    if len(found) < MIN_TURNS or len(labels) < 2 or max(labels.values()) < 2:
        return {}
    return found


def _words(text: str, start: int, end: int) -> Span | None:
    """The range of the block's words without its byline; None where marks of their own set them apart."""
    if start >= end or text[start] in "\"“„«»‘‚'”":
        return None
    byline = _BYLINE.search(text, max(start, end - 80), end)
    if byline:
        end = byline.start()
        while end > start and text[end - 1].isspace():
            end -= 1
    return Span(start, end) if start < end and text[end - 1] != ":" else None


def _reads_as_speech(text: str, words: Span, end: int, several: bool) -> bool:
    body = text[words.start : words.end]
    enough = body.count(" ", 0, 400) + 1 >= MIN_WORDS
    finished = words.end < end or bool(_FINISHED.search(body[-6:]))
    return (enough or finished) if several else (enough and finished)


def _next_quoted(text: str, paragraphs: Sequence[Span], i: int) -> bool:
    return i + 1 < len(paragraphs) and text[paragraphs[i + 1].start] == ">"


def _indent(text: str, start: int) -> int:
    """The columns before *start* on its line, a tab counting four; at most 40 are looked at."""
    columns, place = 0, start - 1
    while place >= 0 and text[place] in " \t\xa0\u3000" and columns < 40:
        columns += 4 if text[place] == "\t" else 1
        place -= 1
    return columns
