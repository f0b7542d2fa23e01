"""Makes the copy of a text that the language half reads: furniture left out, lines joined where a sentence goes on.

It is as long as the text, so that offsets into it are offsets into the text; the words of a quotation always come from
the text itself.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from quotes.english.lexicons import lexicon
from quotes.english.verbs import is_reporting_form
from quotes.model import Span
from quotes.named_tuples import new_tuple
from quotes.page.damage import FILL, repaired
from quotes.page.furniture import furniture_among, has_marks
from quotes.page.turns import ANSWERERS, QUESTIONERS

_LINE = re.compile(r"\S(?:[^\n\r]*\S)?")
_CLOSING = "\"”’'»"
_OPENING = "\"“‘'«„`>"
_STOPS = ".?!…:"
_COMMA_INSIDE = re.compile(r"\w,(?:\"|”|’’|''|’|')\Z")
_BULLET = re.compile(r"(?:[-–—*•·‣◦▪●■o✓]|\(?(?:\d{1,2}|[a-zA-Z])[.)])[ \t\xa0]+(?=\S)")
_ITEM = re.compile(rf"{_BULLET.pattern}(?=(?:On [^:“\"\n]{{2,40}}: )?[\"“‘'«])")
"""What stands before an item of a list that is a quotation."""
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_SPEAKS = re.compile(r"[^:\"“”]{2,60}:\s")
"""What a turn of a transcript begins with."""
WIDEST = 120
"""Characters of the longest line of a text whose lines are cut to a width."""
_SHORTEST = 30
"""Characters of the shortest line that a blank line may part from the rest of its sentence."""


class ReadingCopy(NamedTuple):
    """The text as it reads, and the lines with a quotation that were left out of it."""

    text: str
    asides: tuple[Span, ...]


def reading_copy(text: str) -> ReadingCopy:
    """Returns the copy of *text*, and the lines to be read by themselves. Never fails; takes linear time."""
    copy = repaired(text)
    lines = [new_tuple(Span, match.span()) for match in _LINE.finditer(copy)]
    edits: list[tuple[int, int, str]] = []
    asides: list[Span] = []
    left_out = furniture_among(copy, lines)
    for number, begin in left_out:
        line = lines[number]
        edits.append((line.start, line.end, ""))
        if has_marks(copy[begin : line.end]):
            while begin < line.end and copy[begin].isspace():
                begin += 1
            asides.append(Span(begin, line.end))
    if left_out:
        gone = {number for number, _ in left_out}
        lines = [line for number, line in enumerate(lines) if number not in gone]
    edits += [(line.start, colon + 1, "") for line in lines if (colon := _label(copy, line)) >= 0]
    edits += _joins(copy, lines)
    return ReadingCopy(_edited(copy, sorted(edits)) if edits else copy, tuple(asides))


def _label(text: str, line: Span) -> int:
    """Returns where the colon of a label printed before a sentence stands (*Update: Dana Okafor said …*), or -1.

    A label before nothing but a quotation stays, and so do those of questions and answers.
    """
    colon = text.find(":", line.start, min(line.end, line.start + _LABEL_WITHIN))
    if colon < 0:
        return -1
    label = text[line.start : colon].strip().lower().replace("’", "'")
    if label not in lexicon("printed_labels") or label in QUESTIONERS or label in ANSWERERS:
        return -1
    rest = text[colon + 1 : line.end].strip(" .")
    return -1 if not rest or (rest[0] in _OPENING and rest[-1] in _CLOSING) else colon


_LABEL_WITHIN = 40
"""Characters at the beginning of a line in which the colon of a label stands."""


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    """Returns *text* with each stretch of *edits* replaced by its words, filled with blanks to the same length."""
    parts: list[str] = []
    reached = 0
    for start, end, words in edits:
        if start < reached:
            start = reached  # a join over furniture
        parts.append(text[reached:start])
        parts.append(words.ljust(end - start)[: end - start])
        reached = max(end, reached)
    parts.append(text[reached:])
    return "".join(parts)


def _joins(text: str, lines: Sequence[Span]) -> list[tuple[int, int, str]]:
    """Returns the stretches between lines of one sentence, each with the text that replaces it."""
    edits: list[tuple[int, int, str]] = []
    goes_on = [_goes_on(text, before, line) for before, line in pairwise(lines)]
    width = _width(text, lines, goes_on)
    block = False
    for number, joined in enumerate(goes_on):
        before, line = lines[number], lines[number + 1]
        single = _is_single(text, before, line)
        if not single:
            block = False
        elif joined:
            block = True
        if not joined and width and single:
            joined = _is_wrapped(text, before, line, width, block or _whole_block(text, lines, goes_on, number))
        if not joined and text[before.end - 1] == ":":
            item = _ITEM.match(text, line.start, line.end)
            if item is not None and _leads_in(text, before):
                edits.append((before.end, item.end(), ""))
        if joined:
            edits.append((before.end, line.start, ""))
            if text[before.end - 1] == "-" and text[before.end - 2].isalpha() and text[line.start].islower() and single:
                edits[-1] = (before.end - 1, line.start, FILL * (line.start - before.end + 1))
    return edits


def _leads_in(text: str, line: Span) -> bool:
    """Tests whether the line with a colon may name the speaker of the items below it, which an item itself doesn't."""
    return line.end - line.start <= 400 and _BULLET.match(text, line.start) is None


def _is_single(text: str, before: Span, line: Span) -> bool:
    """Tests whether no blank line stands between two lines."""
    return text.count("\n", before.end, line.start) + text.count("\r", before.end, line.start) <= 1


def _goes_on(text: str, before: Span, line: Span) -> bool:
    """Tests whether the sentence that the line *before* ends with goes on in the next one, as the two lines show by
    themselves.
    """
    last, first = text[before.end - 1], text[line.start]
    if last in _CLOSING:
        if first in _OPENING or _BULLET.match(text, line.start):
            return False
        ahead = text[max(before.start, before.end - 4) : before.end]
        if "," in ahead and _COMMA_INSIDE.search(ahead):
            return _SPEAKS.match(text, line.start, line.end) is None
        word = _FIRST_WORD.match(text, line.start, min(line.end, line.start + 30)) if first.islower() else None
        if word is None:
            return False
        return is_reporting_form(word[0]) or (ahead[-2:-1].isalnum() and _is_single(text, before, line))
    if last in _STOPS or not (first.islower() or first in ",;)"):
        return first.isupper() and last.isalpha() and _names(text, before, line)
    if _BULLET.match(text, line.start) or _BULLET.match(text, before.start):
        return False
    if _is_single(text, before, line):
        return True
    return before.end - before.start >= _SHORTEST and last not in ";)]" and not _is_open(text, before)


def _names(text: str, before: Span, line: Span) -> bool:
    """Tests whether a line ends within the name of the speaker of words before it: *“…,” said Pat* / *Moxley, the
    chair.*
    """
    ahead = _SAYS_WHO.search(text, max(before.start, before.end - 60), before.end)
    return ahead is not None and is_reporting_form(ahead[1]) and _BULLET.match(text, line.start) is None


_SAYS_WHO = re.compile(r"[\"”’] ([a-z]{3,20})(?: [A-Z][\w.'’-]{0,20}){0,2}\Z")


def _is_open(text: str, line: Span) -> bool:
    """Tests whether a quotation goes on behind *line*, so that each of its paragraphs stays separate."""
    opened, closed = text.count("“", line.start, line.end), text.count("”", line.start, line.end)
    return opened > closed or text.count('"', line.start, line.end) % 2 == 1


def _width(text: str, lines: Sequence[Span], goes_on: Sequence[bool]) -> int:
    """Returns the width of the lines of a hard-wrapped text; 0 if the text isn't wrapped."""
    if not any(goes_on):
        return 0
    wrapped = [
        number for number, joined in enumerate(goes_on) if joined and _is_single(text, lines[number], lines[number + 1])
    ]
    widest = max([lines[number].end - lines[number].start for number in wrapped], default=0)
    return widest if widest <= WIDEST else 0


def _is_wrapped(text: str, before: Span, line: Span, width: int, block: bool) -> bool:
    """Tests whether a line was cut only because the next word had no room in it."""
    if not block or _BULLET.match(text, line.start) or line.start - before.end > 2:
        return False
    last = text[before.end - 1]
    if last not in _STOPS and last not in _CLOSING:
        return True
    room = width - (before.end - before.start)
    end = text.find(" ", line.start, line.end)
    return (end if end > 0 else line.end) - line.start + 1 > room


def _whole_block(text: str, lines: Sequence[Span], goes_on: Sequence[bool], number: int) -> bool:
    """Tests whether the block of lines that goes on behind line *number* holds another sentence that goes on over a
    line's end.
    """
    for later in range(number + 1, min(number + 12, len(goes_on))):
        if not _is_single(text, lines[later], lines[later + 1]):
            return False
        if goes_on[later]:
            return True
    return False
