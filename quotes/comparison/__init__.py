"""Compares two wordings of a quotation word by word: what was cut, dropped, added or changed, what an editor may do to
a quotation, and what alters its meaning.
"""

from quotes.comparison.changes import Change, ChangeKind, Editing, Meaning
from quotes.comparison.compare import Comparison, Segment, compare
from quotes.comparison.marking import Part, Piece, pieces
from quotes.comparison.telling import differences, stored_instead

__all__ = [
    "Change",
    "ChangeKind",
    "Comparison",
    "Editing",
    "Meaning",
    "Part",
    "Piece",
    "Segment",
    "compare",
    "differences",
    "pieces",
    "stored_instead",
]
