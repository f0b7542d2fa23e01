"""Finds paragraphs: in news a line break ends one."""

import re

from quotes.model import Span
from quotes.named_tuples import new_tuple

_BODY = re.compile(r"\S(?:[^\n\r\u2028\u2029]*\S)?")


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """Returns the lines of *text* that aren't blank, without the blanks around them, in order; takes linear time."""
    return tuple([new_tuple(Span, match.span()) for match in _BODY.finditer(text)])
