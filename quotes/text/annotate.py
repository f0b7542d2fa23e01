"""The text stage: one article and its quoted spans → a Document."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import repeat

from quotes.model import Article, Document, QuotedSpan, Sentence, Span, Token
from quotes.text.masking import MASK, MASK_REST, mask, outermost
from quotes.text.paragraphs import find_paragraphs
from quotes.text.sentences import find_sentences
from quotes.text.tags import tag
from quotes.text.tokens import tokenize

_new = tuple.__new__
"""Makes a token of its fields at half the price of calling its class: they are the many."""
_PRONOUN = re.compile(r"\W*(?:He|She|They|It|His|Her|Their|Its)\b")
_DASH = re.compile(r"\s*[—–-]")
FARTHER = 3
"""Most paragraphs annotated before one that begins with a pronoun, whose name stands earlier."""
BEFORE = 10
"""Sentences before one with a quotation that are annotated in the same paragraph."""
LAST = 5
"""Last sentences that are annotated of a paragraph before one that is annotated."""


def annotate(article: Article, quoted: Sequence[QuotedSpan], *, everything: bool = False) -> Document:
    """Paragraphs of *article*, and sentences with tagged tokens where they hold or lead to a quotation.

    Each outermost span of *quoted* is one token with the tag ``QUOTED`` and an empty text.  The ``text`` of
    the other tokens is the article's with apostrophes made straight.  About half the words of news lead to no
    quotation, and attribution hardly ever looks there; with *everything* they are annotated too.  Never fails;
    linear in the length of the text.
    """
    text = article.text
    paragraphs = find_paragraphs(text)
    held = _by_paragraph(paragraphs, outermost(quoted))
    masked = mask(text, [span for spans in held for span in spans])
    sentences: list[Sentence] = []
    wanted = dict.fromkeys(range(len(paragraphs)) if everything else _wanted(text, paragraphs, held))
    for number in wanted:
        start, end = paragraphs[number].start, paragraphs[number].end
        found = find_sentences(masked, text, start, end)
        if not everything:
            found = _leading(masked, found, goes_on=number + 1 in wanted)
        for a, b in found:
            starts, ends, words = tokenize(masked, a, b)
            tokens = tuple(map(_new, repeat(Token), zip(starts, ends, words, tag(words), strict=True)))
            sentences.append(Sentence(a, b, number, tokens))
    return Document(article, tuple(quoted), paragraphs, tuple(sentences))


def _wanted(text: str, paragraphs: Sequence[Span], held: Sequence[object]) -> list[int]:
    """Positions of the paragraphs with a quotation and of those that lead to one or name who said it, in order.

    The one before; more where one begins with a pronoun; one behind that begins with a dash (*— Dana Okafor*), or
    that stands alone between two of these, whose people go on.
    """
    found: list[int] = []
    for number, holds in enumerate(held):
        if not holds:
            continue
        reached = found[-1] if found else -1
        back = number
        if back - 1 > reached:
            back -= 1
        first = back
        while back - 1 > reached and first - back < FARTHER and _PRONOUN.match(text, paragraphs[back].start):
            back -= 1
        if back - 1 == reached + 1 and reached >= 0:
            back -= 1
        found.extend(range(back, number + 1))
        if number + 1 < len(held) and not held[number + 1] and _DASH.match(text, paragraphs[number + 1].start):
            found.append(number + 1)
    return found


def _leading(masked: str, found: Sequence[tuple[int, int]], *, goes_on: bool) -> list[tuple[int, int]]:
    """The sentences *found* in a paragraph that hold a quotation or lead to one, in it or where the next *goes_on*."""
    kept: list[tuple[int, int]] = []
    reached = 0
    for number, (a, b) in enumerate(found):
        if masked.find(MASK, a, b) >= 0:
            following = number + 1 + (masked[b - 1] in (MASK, MASK_REST))  # “We open!” Okafor thundered.
            kept.extend(found[max(reached, number - BEFORE) : following])
            reached = min(following, len(found))
    if goes_on or not kept:
        kept.extend(found[max(reached, len(found) - LAST) :])
    return kept


def _by_paragraph(paragraphs: Sequence[Span], spans: Sequence[QuotedSpan]) -> list[list[QuotedSpan]]:
    """The spans that lie inside each paragraph.  One that reaches across a line break is left unmasked."""
    held: list[list[QuotedSpan]] = [[] for _ in paragraphs]
    starts = [paragraph.start for paragraph in paragraphs]
    for span in spans:
        number = bisect_left(starts, span.outer_start + 1) - 1
        if number >= 0 and span.outer_end <= paragraphs[number].end:
            held[number].append(span)
    return held
