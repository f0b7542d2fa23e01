"""Paragraphs: in news a line break ends one."""

import re

from quotes.model import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of *text* that aren't blank, without the blanks around them, in order.  Linear time."""
    spans: list[Span] = []
    for match in _LINE.finditer(text):
        line = match.group()
        body = line.strip()
        if body:
            start = match.start() + len(line) - len(line.lstrip())
            spans.append(Span(start, start + len(body)))
    return tuple(spans)
