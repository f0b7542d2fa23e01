"""Makes the annotated document of one article and its quoted spans."""

from bisect import bisect_left
from collections.abc import Sequence

from quotes.annotation.behind_names import mend_behind_names
from quotes.annotation.masking import mask, outermost
from quotes.annotation.paragraphs import find_paragraphs
from quotes.annotation.scope import Reach, needed_paragraphs, needed_sentences
from quotes.annotation.sentences import find_sentences
from quotes.annotation.tagger import tag
from quotes.annotation.tokens import tokenize
from quotes.model import Article, Document, QuotedSpan, Sentence, Span


def annotate(article: Article, quoted: Sequence[QuotedSpan], *, reach: Reach = Reach.NEEDED) -> Document:
    """Returns the document of *article*: its paragraphs, and sentences with tagged tokens as far as they hold or lead
    to a quotation.

    Each outermost span of *quoted* is one token with the tag ``QUOTED`` and an empty text.  The ``text`` of
    the other tokens is the article's with apostrophes made straight.  About half the words of news lead to no
    quotation, and attribution hardly ever looks there; *reach* tells how many of them are annotated too.  Never
    fails; linear in the length of the text.
    """
    text = article.text
    paragraphs = find_paragraphs(text)
    held = _by_paragraph(paragraphs, outermost(quoted))
    masked = mask(text, [span for spans in held for span in spans])
    sentences: list[Sentence] = []
    everything = reach is Reach.EVERYTHING
    near = (
        range(len(paragraphs))
        if everything
        else needed_paragraphs(masked, paragraphs, held, always=reach is Reach.BEFORE)
    )
    chosen = dict.fromkeys(near)
    for number in chosen:
        start, end = paragraphs[number].start, paragraphs[number].end
        found = find_sentences(masked, text, start, end)
        if not everything:
            found = needed_sentences(masked, found, goes_on=number + 1 in chosen)
        for a, b in found:
            starts, ends, words = tokenize(masked, a, b)
            tags = mend_behind_names(words, tag(words))
            lows = tuple(map(str.lower, words))
            sentences.append(Sentence(a, b, number, tuple(starts), tuple(ends), tuple(words), lows, tuple(tags)))
    return Document(article, tuple(quoted), paragraphs, tuple(sentences))


def sentence_spans(text: str, quoted: Sequence[QuotedSpan]) -> list[tuple[int, int]]:
    """Returns all sentences of *text* as ``(start, end)``, in order and without tokens; a quotation is never cut."""
    paragraphs = find_paragraphs(text)
    held = _by_paragraph(paragraphs, outermost(quoted))
    masked = mask(text, [span for spans in held for span in spans])
    return [span for each in paragraphs for span in find_sentences(masked, text, each.start, each.end)]


def _by_paragraph(paragraphs: Sequence[Span], spans: Sequence[QuotedSpan]) -> list[list[QuotedSpan]]:
    """Returns the spans that lie inside each paragraph; one that reaches across a line break is left out and stays
    unmasked.
    """
    held: list[list[QuotedSpan]] = [[] for _ in paragraphs]
    starts = [paragraph.start for paragraph in paragraphs]
    for span in spans:
        number = bisect_left(starts, span.outer_start + 1) - 1
        if number >= 0 and span.outer_end <= paragraphs[number].end:
            held[number].append(span)
    return held
