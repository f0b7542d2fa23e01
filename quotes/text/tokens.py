"""Words and marks of one sentence, with offsets, cut as the Penn treebank cuts them.

*workers'* → *workers* + *'*, *Okafor's* → *Okafor* + *'s*, *don't* → *do* + *n't*; hyphenated words,
abbreviations and initials with their point, numbers with their points and commas stay whole.
"""

import re

from quotes.text.masking import MASK, MASK_REST

_TOKEN = re.compile(
    rf"""
      (?: [^\W\d_]\. ){{2,}}+ (?: -? [^\W_]++ (?: -[^\W_]++ )*+ )?+   # U.S.  a.m.  U.S.-led  J.K.Rowling
    | [^\W_]++                                             # a word or number …
      (?: (?: [-'&/_+@] | (?<=\d),(?=\d) | \.(?=[a-z\d]) | ://(?:www\.)? ) [^\W_]++ )*+
      (?: (?<=[^\W\d_]) \. (?= \s | [,;:)\]]+\s | '[sS]\b ) )?  # … with its point, where the sentence goes on
    | {MASK}{MASK_REST}*+
    | [#@]\w+
    | '(?:[sSdDmM]|[rRvV][eE]|[lL][lL])(?!\w)
    | \.(?:[ \xa0]\.){{1,9}} | \.{{2,}} | -{{2,}} | ''? | ``?
    | \S
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i:n't|'(?:s|re|ve|ll|d|m))\Z")

Piece = tuple[int, int, str]
"""Start and end in the masked text, and the token's own text (empty for a masked quotation)."""


def tokenize(masked: str, start: int, end: int) -> list[Piece]:
    """The tokens of ``masked[start:end]`` in order, disjoint; all but blanks is covered.

    *masked* has its apostrophes straightened (``masking.mask``).  Takes linear time.
    """
    pieces: list[Piece] = []
    add = pieces.append
    for match in _TOKEN.finditer(masked, start, end):
        word = match.group()
        a, b = match.span()
        if "'" in word and word[0] != "'":
            _split(word, a, pieces)
        elif word[0] == MASK:
            add((a, b, ""))
        else:
            add((a, b, word))
    return pieces


def _split(word: str, a: int, pieces: list[Piece]) -> None:
    """Cut the clitics off a word that holds an apostrophe: at most three, as in *shouldn't've*."""
    tail: list[Piece] = []
    while len(tail) < 3:
        cut = _CLITIC.search(word, max(0, len(word) - 3))
        if cut is None or cut.start() == 0:
            break
        tail.append((a + cut.start(), a + len(word), word[cut.start() :]))
        word = word[: cut.start()]
    pieces.append((a, a + len(word), word))
    pieces.extend(reversed(tail))
