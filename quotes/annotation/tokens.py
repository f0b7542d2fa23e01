"""Cuts a sentence into words and marks with offsets, as the Penn treebank cuts them.

*workers'* → *workers* + *'*, *Okafor's* → *Okafor* + *'s*, *don't* → *do* + *n't*; hyphenated words,
abbreviations and initials with their point, numbers with their points and commas stay whole.
"""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from quotes.annotation.masking import MASK_REST, MASK_START

MOST_PARTS = 1000
"""Most parts of one word, between hyphens and the like; what is longer is no word, and is cut into several.  A pattern
remembers each part that it may give back, which costs memory."""

_TOKEN = re.compile(  # what a branch begins with is one character or set, so that the others are passed by quickly
    rf"""
    (?= \S )                                               # blanks are passed by at once: a sixth of the time
    ( [a-zA-Z]+ (?= [ ,] )                                  # most words
    | [^\W\d_]\. (?: [^\W\d_]\. ){{1,{MOST_PARTS}}}       # U.S.  a.m.  U.S.-led  J.K.Rowling
      (?: -? [^\W_]+ (?: -[^\W_]+ ){{0,{MOST_PARTS}}} )?
    | [^\W_]+                                              # a word or number …
      (?: (?: [-'&/_+@] | (?<=\d),(?=\d) | \.(?=[a-z\d]) | ://(?:www\.)? ) [^\W_]+ ){{0,{MOST_PARTS}}}
      (?: (?<=[^\W\d_]) \. (?= \s | [,;:)\]]+\s | '[sS]\b ) )?  # … with its point, where the sentence goes on
    | {MASK_START}{MASK_REST}*
    | [#@]\w+
    | '(?:[sSdDmM]|[rRvV][eE]|[lL][lL])(?!\w)
    | \.(?:[ \xa0]\.){{1,9}} | \.\.+ | --+ | ''? | ``?
    | \S )
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i:n't|'(?:s|re|ve|ll|d|m))\Z")

REMEMBERED = 20_000
"""Words that are kept; when the memory is full it begins anew."""


class _Words(dict[str, str]):
    """Each word as one object wherever it stands.

    What later stages remember of words they find faster by an object that they have met than by an equal one.
    """

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        if len(word) <= LONGEST_REMEMBERED:
            self[word] = word
        return word


LONGEST_REMEMBERED = 40
"""Characters of the longest word that is kept."""
_WORDS = _Words()

Pieces = tuple[list[int], list[int], list[str]]
"""Where the tokens start and end in the masked text, and their texts (empty for a masked quotation)."""


def tokenize(masked: str, start: int, end: int) -> Pieces:
    """Returns the tokens of ``masked[start:end]`` in order, disjoint and covering everything but blanks.

    *masked* must have straight apostrophes (``masking.mask``). Takes linear time.
    """
    parts = _TOKEN.split(masked[start:end])  # blanks or nothing, then a token, in turns
    reached = list(accumulate(map(len, parts), initial=start))
    starts, ends, words = reached[1:-1:2], reached[2::2], list(map(_WORDS.__getitem__, parts[1::2]))
    at = masked.find(MASK_START, start, end)
    while at >= 0:
        words[bisect_left(starts, at)] = ""
        at = masked.find(MASK_START, at + 1, end)
    at = masked.rfind("'", start, end)
    while at >= 0:  # from the end, so that the positions before stay what they are
        i = bisect_right(starts, at) - 1
        first = starts[i]
        if first < at:
            parts = _split(words[i])
            if len(parts) > 1:
                cuts = list(accumulate(map(len, parts), initial=first))
                starts[i : i + 1], ends[i : i + 1], words[i : i + 1] = cuts[:-1], cuts[1:], parts
        at = masked.rfind("'", start, first)
    return starts, ends, words


def _split(word: str) -> list[str]:
    """Returns a word that holds an apostrophe without its clitics, then these: at most three, as in *shouldn't've*."""
    tail: list[str] = []
    while len(tail) < 3 and "'" in word:
        cut = _CLITIC.search(word, max(0, len(word) - 3))
        if cut is None or cut.start() == 0:
            break
        tail.append(word[cut.start() :])
        word = word[: cut.start()]
    return [word, *reversed(tail)]
