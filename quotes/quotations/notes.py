"""Recognises stretches in marks that nobody says: stage directions of a transcript, and the house's own lines to its
readers.
"""

import re

from quotes.model import QuotedSpan

_SOUNDS = (
    r"applause|boo(?:s|ing)?|break|cheer(?:s|ing)?|chuckl(?:es|ing)|clip|commercial|crosstalk|cross-talk|inaudible"
    r"|indiscernible|laugh(?:s|ter|ing)|music|overlapping|pause|phone rings|sighs?|silence|singing|unintelligible|video"
)
_STAGE = re.compile(
    rf"[(\[](?:[A-Z][A-Z ,.'’–-]{{2,60}}|[^()\[\]]{{0,40}}\b(?i:{_SOUNDS})\b[^()\[\]]{{0,40}})[)\]][.!]?"
)
_HOUSE = re.compile(
    r"""(?xi)
    (?: follow | like | find | join | subscribe | sign\ up | e-?mail | contact | write\ to | click\ here | read\ more )
    \b [^.!?\n]{0,80}?
    (?: \b(?:on|to|at|via|for)\ (?:our\ )?(?:twitter|facebook|instagram|youtube|linkedin|snapchat|tiktok|newsletters?)\b
      | (?<!\w)@\w{2,} )
    """
)
LONGEST = 160
"""Most characters of such a line."""


def is_note(text: str, span: QuotedSpan) -> bool:
    """Tests whether the words of *span* are a stage direction (*(CROSSTALK)*) or a line of the house (*Follow us on
    …*).

    They stand inside marks if each paragraph of a quoted transcript or post begins with one.
    """
    words = text[span.start : span.end].strip()
    if len(words) > LONGEST:
        return False
    if words.startswith(("(", "[")):
        return _STAGE.fullmatch(words) is not None
    return _HOUSE.match(words) is not None and _fills_its_line(text, span)


def _fills_its_line(text: str, span: QuotedSpan) -> bool:
    """Tests whether a line holds nothing but the span; “Follow me on Twitter,” somebody said, is speech."""
    before, after = text[max(0, span.outer_start - 2) : span.outer_start], text[span.outer_end : span.outer_end + 2]
    return (not before.strip(" \t\xa0") or before[-1] in "\n\r") and (not after.strip(" \t\xa0") or after[0] in "\n\r")
