"""Finds who said words quoted inside a quotation, as far as the words around them tell."""

import re
from typing import NamedTuple

from quotes.english.nouns import NounClass, speaker_class
from quotes.english.verbs import reporting_lemma
from quotes.model import Document, QuotedSpan

LOOK = 60
"""Characters in front of an inner quotation in which its speaker is looked for."""

_SUBJECT_VERB = re.compile(
    r"(?P<who>\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2}))\s+"
    r"(?:(?:just|then|also|always|once|never|ever|(?:did|do|does|have|has|had|would|could)(?:\s+not|n['’]t)?"
    r"|(?:want|wanted|meant|hoped|going|about|tried)\s+to|was|were)\s+){0,3}(?P<verb>[a-z]+)"
    r"(?:\s+(?:me|us|him|her|them|to\s+me|to\s+us))?\s*[,:]?\s*\Z"
)


_DESCRIBED = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Oo]ur|[Mm]y|[Hh]is|[Hh]er|[Tt]heir)\s+(?P<who>(?:[a-z-]+\s+){0,2}?(?P<head>[a-z-]+))\s+"
    r"(?:(?:that|which|who)\s+)?(?P<verb>[a-z]+)(?:\s+(?:me|us|him|her|them))?\s*[,:]?\s*\Z"
)
"""A text: *a note that said: ‘…’*."""


class Inner(NamedTuple):
    """The words that name the speaker of an inner quotation."""

    start: int
    end: int
    own: bool
    """Whether it is the outer quotation's speaker (*I said*)."""
    head: str = ""
    """The noun of a text (*a note that said*), else empty."""


def within(document: Document, span: QuotedSpan) -> Inner | None:
    """Returns the words that name who said the nested *span*, or None if the outer quotation doesn't tell."""
    if span.parent is None:
        return None
    outer = document.quoted[span.parent]
    start = max(outer.start, span.outer_start - LOOK)
    match = _SUBJECT_VERB.search(document.text, start, span.outer_start)
    if match is not None and _says(match["verb"].lower()):
        return Inner(match.start("who"), match.end("who"), match["who"] in ("I", "We", "we"))
    match = _DESCRIBED.search(document.text, start, span.outer_start)
    if match is None or not _says(match["verb"]) or speaker_class(match["head"]) is not NounClass.DOCUMENT:
        return None
    return Inner(match.start("who"), match.end("who"), False, match["head"])


def _says(verb: str) -> bool:
    return reporting_lemma(verb) is not None or verb in ("goes", "went", "was", "reads", "read")
