"""Finds the labels of blocks that name their speaker: turns of a transcript, and bylines behind a block quotation."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from quotes.english.names import strip_titles
from quotes.model import Document, QuotedSpan
from quotes.page.turns import CAPITALS, LABEL, QUESTION, is_office, named_in

_LABEL = re.compile(r"(?P<who>[^\n():]{1,60}?)\s*(?:\([^()\n]{1,40}\)\s*)?[:.]\s*\Z")
_INSIDE = re.compile(r"(?P<who>[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]*){0,3}): (?=\S)")
"""A turn's label inside the marks: “GRANT: We open.”"""
_BEHIND = re.compile(r"\s*(?:[—–―]|--?)\s*(?P<who>[A-Z@](?:[^\n.,!?:;\"“”(]|(?<=\b[A-Z])\.){1,60})")
_QUESTION_OR_ANSWER = re.compile(r"\W{0,4}(?P<who>Q|A|Question|Answer|QUESTION|ANSWER|Interviewer)\s?[:.]\s*")
MOST_BLANKS = 4
"""Blanks between a label and the mark that are looked beyond before its pattern is tried."""
LONGEST = 160
"""Characters before a turn's words in which its label begins."""


class Label(NamedTuple):
    """The words ``[start, end)`` that name a block's speaker, and whether they stand behind it."""

    start: int
    end: int
    behind: bool


def labels_of(document: Document) -> Mapping[int, Label]:
    """Returns the label of each quoted span that has one, by its position: of blocks, and of turns with their label
    inside the marks.  A byline behind the last paragraph of a block is that of its other paragraphs too.
    """
    found: dict[int, Label] = {}
    for number, span in enumerate(document.quoted):
        label = label_of(document, span) if span.parent is None else None
        if label is not None:
            found[number] = label
    for number in range(len(document.quoted) - 1, 0, -1):
        label, before = found.get(number), document.quoted[number].continues
        if label is not None and label.behind and before is not None:
            found.setdefault(before, label)
    return found


class FullNames:
    """Completes names in an article's *labels* by those that stand there in full: *OKAFOR* and *DO* are *DANA OKAFOR*
    of another turn.
    """

    def __init__(self, document: Document, labels: Mapping[int, Label]) -> None:
        self._text = document.text
        self._by_family: dict[str, tuple[int, str]] = {}
        """In lower case → the first label of somebody called so, with its rank among the labels."""
        self._by_initials: dict[str, tuple[int, str]] = {}
        written = dict.fromkeys(self._text[label.start : label.end] for label in labels.values())
        for rank, words in enumerate(written):
            name = strip_titles(words).split()
            if len(name) > 1:
                self._by_family.setdefault(name[-1].lower(), (rank, " ".join(name)))
                self._by_initials.setdefault("".join(word[0] for word in name), (rank, " ".join(name)))

    def of(self, label: Label) -> str:
        """Returns the words of *label*, or of the first label that has the same name in full."""
        words = self._text[label.start : label.end]
        if " " in strip_titles(words) or words in ("Q", "A"):
            return words
        initials = words.replace(".", "")
        found = [self._by_family.get(words.lower())]
        if initials.isupper() and len(initials) <= 3:
            found.append(self._by_initials.get(initials))
        return min((each for each in found if each is not None), default=(0, words))[1]


def label_of(document: Document, span: QuotedSpan) -> Label | None:
    """Returns the label of a block, or of a turn with its label inside the marks, or None if it has no label."""
    text = document.text
    if span.mark != "block":
        inside = _INSIDE.match(text, span.start, span.end)
        if inside is not None:
            return Label(inside.start("who"), inside.end("who"), False)
        before = text[max(0, span.outer_start - MOST_BLANKS) : span.outer_start].rstrip()
        if before and before[-1] not in ":.":
            return None
        line = _line_start(text, span.outer_start)
        asked = _QUESTION_OR_ANSWER.fullmatch(text, line, span.outer_start) if span.outer_start > line else None
        return Label(asked.start("who"), asked.end("who"), False) if asked else None
    if span.continues is not None:
        return _behind(text, span)
    line = _line_start(text, span.start)
    end = span.start + 1
    if not text[line : span.start].strip() and line:  # a label in a line of its own
        end = line
        while end and text[end - 1].isspace():
            end -= 1
        line = _line_start(text, end)
        if CAPITALS.fullmatch(text, line, end):
            return Label(line, end, False)
    turn = LABEL.match(text, line, end) or QUESTION.match(text, line, end)
    if turn is not None and turn.end() <= span.start and not text[turn.end() : span.start].strip():
        if turn.re is LABEL and is_office(turn["who"]) and (name := named_in(turn["aside"])) is not None:
            start = text.index(name, turn.start("aside"))
            return Label(start, start + len(name), False)
        return Label(turn.start("who"), turn.end("who"), False)
    match = (
        _LABEL.fullmatch(text, line, span.start) if span.start > line and "\n" not in text[line : span.start] else None
    )
    if match is not None and match["who"].strip(" >\t"):
        start = match.start("who")
        while text[start] in " >\t":
            start += 1
        return Label(start, match.end("who"), False)
    return _behind(text, span)


def _behind(text: str, span: QuotedSpan) -> Label | None:
    match = _BEHIND.match(text, span.end, span.end + 90)
    return Label(match.start("who"), match.end("who"), True) if match else None


def _line_start(text: str, at: int) -> int:
    """Returns where the line that holds *at* begins, at most ``LONGEST`` characters before."""
    low = max(0, at - LONGEST)
    return max(text.rfind("\n", low, at), text.rfind("\r", low, at)) + 1
