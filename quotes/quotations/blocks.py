"""Finds quoted blocks: words that the layout sets apart instead of marks.

Three layouts count: lines that begin with ``>``; indented lines after a line that ends with a colon; and the
turns of a transcript (``OKAFOR: We open.``).  All three are read conservatively, since each has innocent
doubles: links, lists, tables, labels.
"""

import re
from collections.abc import Sequence

from quotes.model import Span
from quotes.page.turns import find_turns

_QUOTED_LINE = re.compile(r"(?:>[ \t\xa0]?)+[ \t\xa0]*")
_BYLINE = re.compile(
    r"""
    (?:^|(?<=\s)) (?:[—–―]|--?)\s*            # We open in spring. — Okafor
    (?=[A-Z@]) (?:[^\n.!?:;"“”]|(?<=\b[A-Z])\.){2,70} \.? \Z
    """,
    re.VERBOSE,
)
_BULLET = re.compile(r"[-*•·‣◦▪o]\s|\(?\w{1,3}[.)]\s")
_FINISHED = re.compile(r"[.!?…。！？][\"”’'»)\]]*\Z")
MIN_WORDS = 3
"""A block line of fewer words is a label or a link, unless it is one of several and ends as a sentence."""


def find_blocks(text: str, paragraphs: Sequence[Span]) -> dict[int, tuple[Span, bool]]:
    """Returns the quoted blocks among *paragraphs* (trimmed lines in order), by position.

    Each comes with the range of its words (prefix and byline left out) and whether it continues the paragraph before.
    Takes time linear in the length of *text*.
    """
    blocks: dict[int, tuple[Span, bool]] = {}
    turns = find_turns(text, paragraphs)
    before: str | None = None  # the layout of the paragraph before, where it was a block
    introduced_at = -1  # indent of the line with the colon, while its block lasts
    for i, paragraph in enumerate(paragraphs):
        layout, start = None, paragraph.start
        first = text[start]
        if i in turns:
            start, layout = turns[i].words.start, "turn"
        elif first == ">":
            match = _QUOTED_LINE.match(text, start, paragraph.end)
            start = match.end() if match else start
            layout = ">"
        elif introduced_at >= 0 and _indent(text, start) > introduced_at + 1 and not _BULLET.match(text, start):
            layout = "indented"
        if layout != "indented":
            introduced_at = _indent(text, paragraph.start) if text[paragraph.end - 1] == ":" else -1
        words = _words(text, start, paragraph.end) if layout else None
        several = before == layout or (layout == ">" and _next_quoted(text, paragraphs, i))
        if words and layout and (layout == "turn" or _reads_as_speech(text, words, paragraph.end, several)):
            if layout == "turn":
                goes_on = turns[i].goes_on
            else:  # behind a byline another block begins
                goes_on = before == layout and i - 1 in blocks and blocks[i - 1][0].end == paragraphs[i - 1].end
            blocks[i] = (words, goes_on)
        before = layout
    return blocks


def _words(text: str, start: int, end: int) -> Span | None:
    """Returns the range of the block's words without its byline, or None if they have quotation marks of their own."""
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
    """Returns the columns before *start* on its line, a tab counting four; at most 40 are looked at."""
    columns, place = 0, start - 1
    while place >= 0 and text[place] in " \t\xa0\u3000" and columns < 40:
        columns += 4 if text[place] == "\t" else 1
        place -= 1
    return columns
