"""The text stage: one article and its quoted spans → a Document."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import repeat

from quotes.model import Article, Document, QuotedSpan, Sentence, Span, Token
from quotes.text.masking import MASK, mask, outermost
from quotes.text.paragraphs import find_paragraphs
from quotes.text.sentences import find_sentences
from quotes.text.tags import tag
from quotes.text.tokens import tokenize

_new = tuple.__new__
"""Makes a token of its fields at half the price of calling its class: they are the many."""
AROUND = 1
"""Paragraphs before and after one with a quotation that are annotated too.  About half the words of news lie
farther away, and attribution hardly ever looks there."""
_PRONOUN = re.compile(r"\W*(?:He|She|They|It|His|Her|Their|Its)\b")
FARTHER = 3
"""Most paragraphs annotated before these, where each begins with a pronoun, whose name stands earlier."""
LONG = 20_000
"""Characters above which a paragraph is annotated only near its quotations: no writer's paragraph is that
long."""
AROUND_IN_LONG = 10
"""Sentences before and after one with a quotation that are annotated in a long paragraph."""


def annotate(article: Article, quoted: Sequence[QuotedSpan], *, around: int | None = AROUND) -> Document:
    """Paragraphs of *article*, and sentences with tagged tokens where they hold or neighbour a quotation.

    Each outermost span of *quoted* is one token with the tag ``QUOTED`` and an empty text.  The ``text`` of
    the other tokens is the article's with apostrophes made straight.  *around* is how many paragraphs to
    each side of one with a quotation are annotated; None annotates all.  Never fails; linear in the length
    of the text.
    """
    text = article.text
    paragraphs = find_paragraphs(text)
    held = _by_paragraph(paragraphs, outermost(quoted))
    masked = mask(text, [span for spans in held for span in spans])
    sentences: list[Sentence] = []
    for number in _with_antecedents(text, paragraphs, _near(held, around)):
        start, end = paragraphs[number].start, paragraphs[number].end
        found = find_sentences(masked, text, start, end)
        if end - start > LONG and around is not None:
            holds = [masked.find(MASK, a, b) >= 0 for a, b in found]
            found = [found[i] for i in _near(holds, AROUND_IN_LONG)]
        for a, b in found:
            starts, ends, words = tokenize(masked, a, b)
            tokens = tuple(map(_new, repeat(Token), zip(starts, ends, words, tag(words), strict=True)))
            sentences.append(Sentence(a, b, number, tokens))
    return Document(article, tuple(quoted), paragraphs, tuple(sentences))


def _with_antecedents(text: str, paragraphs: Sequence[Span], near: Sequence[int]) -> list[int]:
    """The positions *near*, and those before one that begins with a pronoun, up to a paragraph that doesn't."""
    found: list[int] = []
    for number in near:
        back = number
        reached = found[-1] if found else -1
        while back - 1 > reached and number - back < FARTHER and _PRONOUN.match(text, paragraphs[back].start):
            back -= 1
        found.extend(range(back, number + 1))
    return found


def _by_paragraph(paragraphs: Sequence[Span], spans: Sequence[QuotedSpan]) -> list[list[QuotedSpan]]:
    """The spans that lie inside each paragraph.  One that reaches across a line break is left unmasked."""
    held: list[list[QuotedSpan]] = [[] for _ in paragraphs]
    starts = [paragraph.start for paragraph in paragraphs]
    for span in spans:
        number = bisect_left(starts, span.outer_start + 1) - 1
        if number >= 0 and span.outer_end <= paragraphs[number].end:
            held[number].append(span)
    return held


def _near(held: Sequence[object], around: int | None) -> list[int]:
    """Positions of the true values of *held* and of up to *around* neighbours to each side, in order."""
    if around is None:
        return list(range(len(held)))
    near: list[int] = []
    reached = 0
    for number, holds in enumerate(held):
        if holds:
            first = max(reached, number - around)
            reached = min(len(held), number + around + 1)
            near.extend(range(first, reached))
    return near
