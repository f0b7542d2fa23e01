"""Decides which marks of a paragraph belong together: the cheapest reading, found by a beam search.

A reading gives every mark one part: it opens, it closes what is open, it is no quotation mark, or it opens
while what was open is given up as unclosed just before it.  Readings with the same marks still open are
merged and the cheapest few are kept, so time grows linearly with the number of marks.
"""

from collections.abc import Sequence
from typing import NamedTuple

from quotes.named_tuples import new_tuple
from quotes.quotations.marks import STRAIGHT, UNLIKELY, Mark

BEAM = 12
"""Readings kept after each mark."""
SETTLE = 256
"""Marks after which only the best reading is kept, so that memory doesn't grow with readings nobody needs."""
UNCLOSED = 4.0
"""Cost of a double mark that is still open when its paragraph ends."""
REOPENED = 0.8
"""Cost of a double mark still open at the paragraph's end if the next one begins with an opening mark of that
family.
"""
SAME_NESTED = 2.5
"""Cost of a straight mark that opens inside straight marks; curly ones say their direction and cost less."""
CURLY_NESTED = 1.5
OTHER_NESTED = 0.2

_OPEN, _CLOSE, _NOTHING, _GIVE_UP = range(4)


class Pair(NamedTuple):
    """One quoted stretch by its marks' positions in the paragraph's list; ``close`` is None if the closing mark is
    missing.

    ``until`` is the position of the mark before which an unclosed stretch ends, None for the paragraph's end.
    """

    open: int
    close: int | None
    until: int | None
    depth: int


class Reading(NamedTuple):
    """The pairs in order of their opening marks, and the marks that would close but find nothing open."""

    pairs: tuple[Pair, ...]
    stray: tuple[int, ...]


def read_pairs(marks: Sequence[Mark], reopened: str) -> Reading:
    """Returns the cheapest reading of one paragraph's marks.

    ``reopened`` holds the families of the marks at the next paragraph's start that may re-open a quotation.
    """
    return _plain(marks) or _search(marks, reopened)


def _plain(marks: Sequence[Mark]) -> Reading | None:
    """Returns the reading if double marks clearly open and close in turn and single ones are apostrophes, else None; it
    saves most paragraphs the search.
    """
    pairs: list[Pair] = []
    opened = -1
    for i, mark in enumerate(marks):
        if mark.nothing <= 0.6 and mark.family == "s" and mark.opens > 1.5:
            continue
        if mark.family == "s":
            return None
        if opened < 0:
            if mark.opens > 0.3 or mark.closes < mark.opens + 1.5:
                return None
            opened = i
        else:
            if mark.closes > 0.3 or mark.opens < mark.closes + 1.5 or mark.family != marks[opened].family:
                return None
            if mark.glued or _mismatch(marks[opened].glyph, mark.glyph) > 1.0:
                return None
            pairs.append(new_tuple(Pair, (opened, i, None, 0)))
            opened = -1
    return None if opened >= 0 else Reading(tuple(pairs), ())


def _mismatch(opening: str, closing: str) -> float:
    """Returns the cost of closing with the glyph *closing* what *opening* opened; both are of one family."""
    if opening == closing:
        return 0.0
    if opening in "„‚" or opening in (",,", "‚‚"):
        return 0.0 if closing not in STRAIGHT else 0.3
    if closing in "“‟‘‛":
        return 0.0  # already paid for as wrong-way
    straight = (opening in STRAIGHT or opening == "'") + (closing in STRAIGHT or closing == "'")
    wire = (opening in ("''", "``")) + (closing == "''")
    return 0.3 if straight == 1 and not wire else 0.5 if straight == 1 else 0.0


class _Stacks:
    """Numbers the stacks of open glyphs: equal stacks have equal numbers, whatever marks opened them."""

    def __init__(self) -> None:
        self.parent = [0]
        self.glyph = [""]
        self.family = [""]
        self._known: dict[tuple[int, str, str], int] = {}

    def push(self, stack: int, glyph: str, family: str) -> int:
        key = (stack, glyph, family)
        number = self._known.get(key)
        if number is None:
            number = self._known[key] = len(self.parent)
            self.parent.append(stack)
            self.glyph.append(glyph)
            self.family.append(family)
        return number


class _Step(NamedTuple):
    """The part of the latest mark in a reading, after the steps before it."""

    before: "_Step | None"
    part: int


_States = dict[int, tuple[float, _Step | None]]
"""The cheapest reading for each stack of open marks: its cost and its latest step."""


def _search(marks: Sequence[Mark], reopened: str) -> Reading:
    stacks = _Stacks()
    states: _States = {0: (0.0, None)}
    for i, mark in enumerate(marks):
        following: _States = {}
        family, glyph = mark.family, mark.glyph
        for stack, (cost, step) in states.items():
            _offer(following, stack, cost + mark.nothing, step, _NOTHING)
            top = stacks.family[stack]
            if mark.opens < UNLIKELY:
                nested = _nested(stacks, stack, mark)
                pushed = stacks.push(stack, glyph, family)
                _offer(following, pushed, cost + mark.opens + nested, step, _OPEN)
                if top == family:
                    under = stacks.parent[stack]
                    given_up = stacks.push(under, glyph, family)
                    price = cost + mark.opens + UNCLOSED + mark.midway + (0.0 if under == 0 else 0.2)
                    _offer(following, given_up, price, step, _GIVE_UP)
            if top == family and mark.closes < UNLIKELY:
                empty = UNLIKELY if mark.glued and step is not None and step.part == _OPEN else 0.0
                price = cost + mark.closes + _mismatch(stacks.glyph[stack], glyph) + empty
                _offer(following, stacks.parent[stack], price, step, _CLOSE)
        keep = 1 if i % SETTLE == SETTLE - 1 else BEAM
        if len(following) > keep:
            best = sorted(following.items(), key=lambda item: (item[1][0], item[0]))[:keep]
            following = dict(best)
        states = following
    ends = ((cost + _open_cost(stacks, stack, reopened), stack) for stack, (cost, _) in states.items())
    _, best_stack = min(ends)
    return _unfold(marks, states[best_stack][1])


def _offer(states: _States, stack: int, cost: float, step: _Step | None, part: int) -> None:
    known = states.get(stack)
    if known is None or cost < known[0]:
        states[stack] = (cost, new_tuple(_Step, (step, part)))


def _nested(stacks: _Stacks, stack: int, mark: Mark) -> float:
    if stack == 0:
        return 0.0
    if stacks.family[stack] != mark.family:
        return OTHER_NESTED
    if mark.family in "ck":
        return 0.0
    if mark.glyph not in STRAIGHT and mark.glyph not in "''":
        return CURLY_NESTED if stacks.glyph[stack] not in STRAIGHT else OTHER_NESTED
    return SAME_NESTED


def _open_cost(stacks: _Stacks, stack: int, reopened: str) -> float:
    """Returns the cost of ending the paragraph with *stack* still open."""
    total = 0.0
    while stack:
        family = stacks.family[stack]
        under = stacks.parent[stack]
        total += REOPENED if under == 0 and family in reopened else UNCLOSED
        stack = under
    return total


def _unfold(marks: Sequence[Mark], step: _Step | None) -> Reading:
    parts: list[int] = []
    while step is not None:
        parts.append(step.part)
        step = step.before
    parts.reverse()
    pairs: list[Pair | None] = []
    opened: list[tuple[int, int]] = []  # position of the mark, place in pairs
    stray: list[int] = []
    for i, part in enumerate(parts):
        if part == _CLOSE:
            began, place = opened.pop()
            pairs[place] = Pair(began, i, None, len(opened))
        elif part == _GIVE_UP:
            began, place = opened.pop()
            pairs[place] = Pair(began, None, i, len(opened))
        elif part == _NOTHING and marks[i].closes <= 0.3 and marks[i].nothing >= 3.0:
            stray.append(i)
        if part in (_OPEN, _GIVE_UP):
            opened.append((i, len(pairs)))
            pairs.append(None)
    for depth, (began, place) in enumerate(opened):
        pairs[place] = Pair(began, None, None, depth)
    return Reading(tuple(pair for pair in pairs if pair is not None), tuple(stray))
