"""Finds quoted spans on raw characters, before any tokenizer: where each begins and ends, and which one encloses it."""

import re
from itertools import accumulate
from typing import NamedTuple

from quotes.model import Ending, QuotedSpan, Span
from quotes.named_tuples import new_tuple
from quotes.quotations.blocks import find_blocks
from quotes.quotations.marks import FAMILIES, Mark, find_marks, weigh_marks
from quotes.quotations.pairing import Pair, Reading, read_pairs

DEEPEST = 4
"""Levels of quotations in one another, a block that holds them included.  The labelled news has two, somebody who
reads out what a letter quotes makes three.  What lies deeper stays part of the quotation around it: every level is
stored with its words, and without a bound some kilobytes of opening marks would fill a disk."""

_PARAGRAPH = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_PREFIX = re.compile(r"[>\s]+")
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


class _Paragraph(NamedTuple):
    """A paragraph that isn't blank: its ends without the blanks around, and its marks.

    ``begin`` is where its words begin, after any ``>``.
    """

    first: int
    last: int
    begin: int
    marks: list[Mark]


def find_quoted_spans(text: str) -> tuple[QuotedSpan, ...]:
    """Returns every quoted span of *text*, ordered by start, outer before inner; any two are disjoint or nested.

    No span reaches across a line break: a quotation that goes on in the next paragraph is two spans, tied by
    ``continues``.  Takes time linear in the length of the text, and never fails.
    """
    spans: list[QuotedSpan] = []
    waiting: list[int] = []  # spans still open at the end of the paragraph before, outermost first
    block: int | None = None  # the latest block
    paragraphs = _paragraphs(text)
    blocks = find_blocks(text, [new_tuple(Span, paragraph[:2]) for paragraph in paragraphs])
    for i, paragraph in enumerate(paragraphs):
        within: int | None = None
        if i in blocks:
            words, goes_on = blocks[i]
            before = block if goes_on else None
            within = block = len(spans)
            spans.append(QuotedSpan(words.start, words.end, words.start, words.end, "block", continues=before))
            if before is not None:
                spans[before] = spans[before]._replace(ending=Ending.REOPENED)
        if not paragraph.marks:
            waiting = []
            continue
        reading = read_pairs(paragraph.marks, _reopening(paragraphs, i + 1))
        if waiting and within is None:
            _go_on(text, paragraph, reading, spans, waiting[0])
        first = len(spans)
        opened = _place(text, paragraph, reading.pairs, spans, within)
        _reopen(text, paragraph, spans, first, waiting)
        waiting = opened
    return tuple(spans)


def _paragraphs(text: str) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    places = find_marks(text)  # no mark reaches across a line break, and none depends on what is beyond
    seen = 0
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        first, last = _trimmed(text, start, end)
        if first == last:
            continue
        before = seen
        while seen < len(places) and places[seen][0] < end:
            seen += 1
        marks = weigh_marks(text, places[before:seen], start, end) if before < seen else []
        prefix = _PREFIX.match(text, first, last) if text[first] == ">" else None
        found.append(new_tuple(_Paragraph, (first, last, prefix.end() if prefix else first, marks)))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns *start* and *end* without the blanks and invisible characters inside them."""
    while start < end and ((first := text[start]).isspace() or first in _INVISIBLE):
        start += 1
    while start < end and ((last := text[end - 1]).isspace() or last in _INVISIBLE):
        end -= 1
    return start, end


def _reopening(paragraphs: list[_Paragraph], following: int) -> str:
    """Returns the families of the marks with which the *following* paragraph begins and that may open a quotation."""
    if following >= len(paragraphs):
        return ""
    paragraph = paragraphs[following]
    families = ""
    place = paragraph.begin
    for mark in paragraph.marks[:4]:
        if mark.start != place or mark.opens > 2.2:
            break
        families += mark.family
        place = mark.end
    return families


def _place(
    text: str, paragraph: _Paragraph, pairs: tuple[Pair, ...], spans: list[QuotedSpan], within: int | None
) -> list[int]:
    """Appends the spans of one paragraph and returns those that are still open at its end, outermost first.

    *within* is the block that the paragraph is, if it is one.
    """
    marks = paragraph.marks
    # How many of the first k gaps between marks have something visible in them.
    visible = list(accumulate((not mark.glued for mark in marks), initial=0))
    parents: list[int | None] = []  # by depth: the span that encloses the next deeper one
    levels: dict[int | None, int] = {None: 0, within: int(within is not None)}  # of spans, those around included
    opened: list[int] = []
    for pair in pairs:
        del parents[pair.depth :]
        begin = marks[pair.open]
        parent = parents[-1] if parents else None
        if parent is None and within is not None and spans[within].start <= begin.start < spans[within].end:
            parent = within
        stopped = pair.close if pair.close is not None else pair.until
        last = len(marks) - 1 if stopped is None else stopped
        if visible[last + 1] == visible[pair.open + 1] and (stopped is not None or marks[-1].end == paragraph.last):
            parents.append(parent)  # nothing but marks inside
            continue
        if pair.close is not None:
            stop, outer_end = marks[pair.close].start, marks[pair.close].end
        elif pair.until is not None:
            stop, outer_end = marks[pair.until].start, -1
        else:
            stop, outer_end = paragraph.last, -1
        start, end = _trimmed(text, begin.end, stop)
        if start >= end:
            parents.append(parent)  # nothing but invisible characters
            continue
        if outer_end < 0:
            outer_end = end
        if parent is not None:
            around = spans[parent]
            if (around.start, around.end, around.mark) == (begin.start, outer_end, begin.glyph):
                spans[parent] = around._replace(start=start, end=end)  # ""doubled"" marks are one pair
                parents.append(parent)
                continue
            end = min(end, around.end)
            outer_end = min(outer_end, around.end)
            if start >= end:
                parents.append(parent)
                continue
        if levels[parent] >= DEEPEST:
            parents.append(parent)
            continue
        levels[len(spans)] = levels[parent] + 1
        ending = Ending.CLOSED if pair.close is not None else Ending.UNCLOSED
        if pair.close is None and pair.until is None:
            opened.append(len(spans))
        parents.append(len(spans))
        fields = start, end, begin.start, outer_end, begin.glyph, ending, parent, None
        spans.append(new_tuple(QuotedSpan, fields))
    return opened


def _reopen(text: str, paragraph: _Paragraph, spans: list[QuotedSpan], first: int, waiting: list[int]) -> None:
    """Links spans still open at the end of the paragraph before to the spans from *first* on with which this one
    begins.
    """
    place = paragraph.begin
    if waiting and _fragment(text, spans[waiting[0]]):
        return
    for position, before in zip(range(first, len(spans)), waiting, strict=False):
        if spans[position].outer_start != place:
            break
        spans[before] = spans[before]._replace(ending=Ending.REOPENED)
        spans[position] = spans[position]._replace(continues=before)
        place += len(spans[position].mark)


def _fragment(text: str, span: QuotedSpan) -> bool:
    """Tests whether *span* is a few words inside a sentence, which nobody continues in a new paragraph."""
    before = text[max(0, span.outer_start - 2) : span.outer_start].strip()
    few = span.end - span.start <= 40 and text.count(" ", span.start, span.end) < 4
    return few and text[span.start].islower() and before[-1:].isalpha()


def _go_on(text: str, paragraph: _Paragraph, reading: Reading, spans: list[QuotedSpan], before: int) -> None:
    """Appends the words up to the first mark if that closes what the paragraph before left open.

    No mark opens this paragraph, but its words still belong to that quotation: there is a line break inside it.
    """
    if not reading.stray or (reading.pairs and reading.pairs[0].open < reading.stray[0]):
        return
    closing = paragraph.marks[reading.stray[0]]
    if closing.family != FAMILIES[spans[before].mark]:
        return
    start, end = _trimmed(text, paragraph.begin, closing.start)
    ended = text[spans[before].end - 1] in ".?!"
    if ended and (end - start < 80 and text[end - 1 : end] != ","):
        return  # a name or a byline inside the marks
    if start < end:
        spans.append(QuotedSpan(start, end, start, closing.end, spans[before].mark, continues=before))
