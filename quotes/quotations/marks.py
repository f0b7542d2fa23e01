"""Finds quotation marks on raw characters and weighs how each reads from its neighbours.

A mark is weighed, not judged: each carries what it costs to take it for an opening mark, for a closing mark,
and for no quotation mark at all (an apostrophe, an inch mark).  ``pairing.py`` looks for the cheapest reading
of a paragraph.

Costs are on one scale, set by hand on sentences of our own and checked on news: 0 is what an editor expects,
1 is unusual, 3 is wrong by the rules but seen in print, above 4 is worse than a mark without its partner.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from quotes.english.lexicons import lexicon
from quotes.named_tuples import new_tuple


class Mark(NamedTuple):
    """One mark at ``[start, end)`` of the text, and the costs of the ways to read it."""

    start: int
    end: int
    family: str
    """``d`` double, ``s`` single, ``g`` and ``h`` guillemets, ``c`` and ``k`` corner brackets."""
    glyph: str
    opens: float
    closes: float
    nothing: float
    glued: bool
    """Only blanks, or nothing at all, stand between this mark and the one before it."""
    midway: float
    """The cost of ending an unclosed quotation just before this mark: least after a full stop."""


UNLIKELY = 9.0
"""Cost of a reading that only a text made of marks would have."""

STRAIGHT = "\N{QUOTATION MARK}\N{FULLWIDTH QUOTATION MARK}"
CURLY_OPENING = "\N{LEFT DOUBLE QUOTATION MARK}\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}"
CURLY_CLOSING = "\N{RIGHT DOUBLE QUOTATION MARK}"
LOW = "\N{DOUBLE LOW-9 QUOTATION MARK}"
PRIMES_OPENING = "\N{REVERSED DOUBLE PRIME QUOTATION MARK}"
PRIMES_CLOSING = "\N{DOUBLE PRIME QUOTATION MARK}\N{LOW DOUBLE PRIME QUOTATION MARK}"
SINGLE_OPENING = "\N{LEFT SINGLE QUOTATION MARK}\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}"
SINGLE_CLOSING = "\N{RIGHT SINGLE QUOTATION MARK}"
SINGLE_LOW = "\N{SINGLE LOW-9 QUOTATION MARK}"
SINGLE_STRAIGHT = "'\N{FULLWIDTH APOSTROPHE}"

FAMILIES = {
    **dict.fromkeys(STRAIGHT + CURLY_OPENING + CURLY_CLOSING + LOW + PRIMES_OPENING + PRIMES_CLOSING, "d"),
    **dict.fromkeys(("''", "``", "‘‘", "’’", ",,", "‚‚", "´´"), "d"),
    **dict.fromkeys(SINGLE_OPENING + SINGLE_CLOSING + SINGLE_LOW + SINGLE_STRAIGHT + "`´", "s"),
    **dict.fromkeys("«»", "g"),
    **dict.fromkeys("‹›", "h"),
    **dict.fromkeys("「」｢｣﹁﹂", "c"),
    **dict.fromkeys("『』﹃﹄", "k"),
}
"""The family of each glyph: marks of one family can close each other."""
_OPENING = frozenset(
    (
        *CURLY_OPENING,
        LOW,
        PRIMES_OPENING,
        *SINGLE_OPENING,
        SINGLE_LOW,
        *"`«‹「｢﹁『﹃",
        "``",
        "‘‘",
        ",,",
        "‚‚",
    )
)
_CLOSING = frozenset((*CURLY_CLOSING, *PRIMES_CLOSING, *SINGLE_CLOSING, *"´»›」｣﹂』﹄", "’’", "´´"))
_ALWAYS = frozenset("「」｢｣﹁﹂『』﹃﹄")
"""Brackets that open and close whatever stands beside them."""

WRONG_WAY = 2.0
"""A curly mark used the other way round: “expedited review“."""
STRAY = 4.5
"""A double mark that is neither opened nor closed."""

CJK = "\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef"
_SINGLES = "'’‘‛‚`´＇"
_MARK = re.compile(
    rf"""
    # A class first, so that the search runs at full speed; then what the character must be or have around it.
    ["＂“”‟„〝〞〟«»‹›「」｢｣﹁﹂『』﹃﹄{_SINGLES},]
    (?:
      (?<= ["＂“”‟„〝〞〟«»‹›「」｢｣﹁﹂『』﹃﹄])
    | (?<=')'+ | (?<=`)`+ | (?<=‘)‘ | (?<=’)’ | (?<=´)´   # ''We open''
    | (?<= [{_SINGLES}]) (?! \w)                            # at the end of a word, or apart
    | (?<= [{_SINGLES}]) (?<! \w [{_SINGLES}])              # at the start of a word
    | (?<= [{CJK}] ['’‘＇]) | (?<= ['’‘＇]) (?= [{CJK}])    # in scripts without blanks
    | (?: (?<=,), (?<! \w,,) | (?<=‚)‚ ) (?= \w)           # ,,We open'': typed for low marks
    )
    """,
    re.VERBOSE,
)

_BLANK, _OPENER, _CLOSER, _DASH, _STOP, _WORD, _CJK, _EQUALS = range(8)
_IN_CJK = re.compile(f"[{CJK}]")
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_CLASSES: dict[str, int] = {
    **dict.fromkeys("([{<¿¡*_|>", _OPENER),
    **dict.fromkeys(")]}", _CLOSER),
    **dict.fromkeys("-‐‑‒–—―/", _DASH),
    **dict.fromkeys(".,;:!?…、。，！？；：", _STOP),
    **dict.fromkeys(_INVISIBLE, _BLANK),
    "=": _EQUALS,
    "": _BLANK,
}


def _class(char: str) -> int:
    found = _CLASSES.get(char)
    if found is None:
        found = _BLANK if char.isspace() else _CJK if _IN_CJK.match(char) else _WORD
        if len(_CLASSES) < 20_000:
            _CLASSES[char] = found
    return found


# What a neighbour costs, by its class: blank, opener, closer, dash, stop, word, CJK, equals sign.
_OPEN_LEFT = (0.0, 0.0, 2.5, 0.2, 1.5, 3.0, 0.3, 4.0)
_OPEN_RIGHT = (2.5, 0.2, 3.5, 0.8, 2.5, 0.0, 0.0, 2.0)
_CLOSE_LEFT = (2.5, 2.5, 0.0, 0.2, 0.0, 0.0, 0.0, 4.0)
_CLOSE_RIGHT = (0.0, 1.5, 0.0, 0.0, 0.0, 2.0, 0.3, 1.5)

_INCHES = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d+|[-\s]?\d+/\d+)?[½¼¾⅜⅝⅞⅛]?\Z|[½¼¾⅜⅝⅞⅛]\Z")
_ELIDED = re.compile(r"\d\ds?(?!\w|\.\d)|(?:[A-Za-z]+)")
_ENDING = re.compile(r"(?:s|d|ll|re|ve|m)(?!\w)")
"""The ending that an apostrophe joins to an abbreviation: the U.S.'s, the Q.C.'d."""
_ATTRIBUTE = re.compile(r"(?<=\w=)[\"“”][^\"“”<>\n]*[\"“”](?=\s*/?>|\s+[\w-]+=)")
"""A value in markup that came through, as ``<a href="…">``."""


def find_marks(text: str) -> list[tuple[int, int]]:
    """Returns the ranges at which *text* may have marks, in order; runs of straight singles and backticks are not yet
    divided.
    """
    return [match.span() for match in _MARK.finditer(text)]


def weigh_marks(text: str, places: Sequence[tuple[int, int]], start: int, end: int) -> list[Mark]:
    """Returns the marks of the paragraph ``text[start:end]`` in order and weighed, from the ranges that ``find_marks``
    found in it.

    Takes time linear in the paragraph's length.
    """
    found: list[tuple[int, int]] = []
    markup: set[int] = set()
    if text.find("=", start, end) >= 0:
        values = _ATTRIBUTE.finditer(text, start, end)
        markup = {place for match in values for place in (match.start(), match.end() - 1)}
    for a, b in places:
        if a in markup:
            continue
        if b - a > 1 and text[a] in "'`":
            found.extend(_split_run(text, a, b, start))
        else:
            found.append((a, b))
    if not found:
        return []
    found = _single_pairs_apart(text, found, start)
    # A mark beside another one sees through it: in “‘We open both marks stand at the start of a word.
    lefts: list[str] = []
    reach, left = -1, ""
    for a, b in found:
        if a != reach:
            left = text[a - 1] if a > start else ""
        lefts.append(left)
        reach = b
    rights: list[str] = []
    reach, right = -1, ""
    for a, b in reversed(found):
        if b != reach:
            right = text[b] if b < end else ""
        rights.append(right)
        reach = a
    rights.reverse()
    marks: list[Mark] = []
    before = -1
    for (a, b), left, right in zip(found, lefts, rights, strict=True):
        glued = before >= 0 and (before == a or text[before:a].isspace())
        marks.append(_weigh(text, a, b, left, right, start, end, glued))
        before = b
    return marks


def _split_run(text: str, a: int, b: int, start: int) -> list[tuple[int, int]]:
    """Returns the marks in a run of two or more ``'`` or backticks: pairs, and an odd one on the inner side."""
    length = b - a
    pairs = [(i, i + 2) for i in range(a, b - 1, 2)]
    if length % 2 == 0:
        return pairs
    if a == start or text[a - 1].isspace() or text[a - 1] in "([":
        return [*pairs, (b - 1, b)]
    return [(a, a + 1), *((i + 1, j + 1) for i, j in pairs)]


def _single_pairs_apart(text: str, found: list[tuple[int, int]], start: int) -> list[tuple[int, int]]:
    """Returns the marks with ’’ and '' divided into two single marks, if single marks open and no such pair does.

    ‘I said, ‘Go.’’ has one quotation in another; ‘‘We open,’’ has double marks typed as two single ones.
    """
    if not any(b - a == 2 and text[a] in "'’" for a, b in found):
        return found
    opens_single = False
    for a, b in found:
        starts_word = a == start or text[a - 1].isspace() or text[a - 1] in _OPENING
        if text[a:b] in ("``", "‘‘", ",,") or (starts_word and text[a:b] == "''"):
            return found
        opens_single = opens_single or (starts_word and b - a == 1 and text[a] in "'‘")
    if not opens_single:
        return found
    apart: list[tuple[int, int]] = []
    for a, b in found:
        apart.extend([(a, a + 1), (a + 1, b)] if b - a == 2 and text[a] in "'’" else [(a, b)])
    return apart


def _weigh(text: str, a: int, b: int, left: str, right: str, start: int, end: int, glued: bool) -> Mark:
    glyph = text[a:b]
    family = FAMILIES[glyph]
    if glyph in _ALWAYS:
        opening = glyph in _OPENING
        return Mark(a, b, family, glyph, *((0.0, UNLIKELY) if opening else (UNLIKELY, 0.0)), STRAY, glued, 0.0)
    before, after, opens, closes = _by_neighbours(left, right, right == "." and text[b : b + 2] == "..")
    nothing = STRAY
    if family == "s":
        opens, closes, nothing = _weigh_single(text, a, b, glyph, (before, after), (opens, closes), end)
    elif glyph in STRAIGHT or glyph == "''":
        nothing = _weigh_straight(text, a, b, (before, after), start)
    elif family in "gh":
        nothing = 2.0  # arrows and bullets: "more »"
    elif glyph in (",,", "‚‚"):
        nothing = 0.5  # a slip of the finger
    typed = 1.0 if family in "gh" else WRONG_WAY  # »We open« is the German way round
    if glyph in _OPENING:
        # The shape of the mark outweighs its neighbours: “ after a word still opens.
        opens, closes = min(opens, 0.4 * opens + 0.2), closes + typed
        if glyph in (LOW, SINGLE_LOW, "``", ",,", "‚‚", "`"):
            closes = UNLIKELY
    elif glyph in _CLOSING:
        opens, closes = opens + typed, min(closes, 0.4 * closes + 0.2)
        if glyph in ("´", "´´"):
            opens = UNLIKELY
    ended = text[max(start, a - 6) : a].rstrip()[-1:]
    midway = 0.0 if ended in ".?!…" else 0.3 if ended in ",:;" else 0.8
    return new_tuple(Mark, (a, b, family, glyph, opens, closes, nothing, glued, midway))


REMEMBERED = 4096
"""Neighbours whose costs are kept, about 200 bytes each: an article has a few dozen."""


@lru_cache(REMEMBERED)
def _by_neighbours(left: str, right: str, dots: bool) -> tuple[int, int, float, float]:
    """Returns the classes of a mark's neighbours, and what it costs by these to read it as opening and as closing.

    *dots* tells whether two full stops follow.
    """
    before, after = _class(left), _class(right)
    opens = _OPEN_LEFT[before] + _OPEN_RIGHT[after]
    closes = _CLOSE_LEFT[before] + _CLOSE_RIGHT[after]
    if before == _STOP:
        closes -= 1.0 if after == _WORD else 0.0  # no blank after the close: "We open,"Okafor said
        opens -= 0.5 if left == ":" else 0.0
    if after == _STOP and (right == "…" or dots):
        opens -= 2.0  # “… and we open”
    if before == _BLANK and after == _STOP:
        closes -= 1.0  # "We open ".
    if not right:
        opens += 2.0  # nothing left to quote
    if not left:
        closes += 2.0
    return before, after, opens, closes


def _weigh_straight(text: str, a: int, b: int, around: tuple[int, int], start: int) -> float:
    """Returns the cost of reading a straight double mark as no quotation mark: little behind a measure, little among
    ditto marks.
    """
    before, after = around
    if before == _EQUALS or (before == _WORD and after in (_OPENER, _EQUALS)):
        return 1.5  # name="value" in markup that came through
    if before == _WORD and _INCHES.search(text, max(start, a - 12), a):
        return 1.0
    if before == _BLANK and after == _BLANK:
        wide = (a - start < 2 or text[a - 2 : a].isspace()) and not text[b : b + 2].strip()
        return 1.0 if wide else 3.6
    return STRAY


def _weigh_single(
    text: str, a: int, b: int, glyph: str, around: tuple[int, int], costs: tuple[float, float], end: int
) -> tuple[float, float, float]:
    """Returns the costs of a single mark that may be an apostrophe: as opening, as closing, as no quotation mark."""
    before, after = around
    opens, closes = costs
    if after in (_WORD, _CJK) and before not in (_WORD, _STOP, _CLOSER, _CJK):
        word = _ELIDED.match(text, b, min(end, b + 12))
        if word and (word[0][0].isdigit() or word[0].lower() in lexicon("elisions")):
            return opens + 1.0, closes + 1.0, 0.1  # ’90s, ’tis, rock 'n' roll
        if glyph in SINGLE_OPENING:
            return opens, closes, STRAY + 0.2
        return opens, closes, 1.2 if glyph in SINGLE_CLOSING else 3.0
    if before == _WORD:
        last = text[a - 1 : a]
        if last.isdigit():
            return opens, closes + 0.3, 0.3 if after != _STOP else 1.0  # 6' tall
        if last in "sxzSXZ":
            # the workers' pay, against: called it 'a mess'
            return opens, closes + 0.5, 0.2 if after == _BLANK else 1.5
        if text[max(0, a - 2) : a].lower() in ("'n", "’n", "‘n"):
            return opens, closes, 0.1  # the second one of rock 'n' roll
        if text[max(0, a - 2) : a].lower() in ("in", "ol", "th", "an", "wi"):
            return opens, closes + 0.3, 0.5 if after == _BLANK else 1.5  # goin', ol', wi'
        return opens, closes, 2.5
    if before == _STOP and after == _WORD and _ENDING.match(text, b, end):
        return opens, closes + 1.0, 0.1
    if before == _BLANK and after == _BLANK:
        if glyph in SINGLE_OPENING:
            return opens, closes, 3.0  # ‘ We open, ’
        return opens + 1.0, closes + 0.5, 1.0
    if before in (_STOP, _CLOSER, _DASH):
        return opens, closes, 3.0
    return opens, closes, 2.0
