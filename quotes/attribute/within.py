"""Words quoted inside a quotation: whose they are, as far as the words around them tell."""

import re
from typing import NamedTuple

from quotes.attribute.verbs import reporting_lemma
from quotes.model import Document, QuotedSpan

LOOK = 60
"""Characters looked at before an inner quotation."""

_SUBJECT_VERB = re.compile(
    r"(?P<who>\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2}))\s+"
    r"(?:(?:just|then|also|always|once)\s+)?(?P<verb>[a-z]+)"
    r"(?:\s+(?:me|us|him|her|them|to\s+me|to\s+us))?\s*[,:]?\s*\Z"
)


class Inner(NamedTuple):
    """Who is said to have said an inner quotation."""

    start: int
    end: int
    own: bool
    """Whether it is the outer quotation's speaker (*I said*)."""


def within(document: Document, span: QuotedSpan) -> Inner | None:
    """The words that name who said the nested *span*, None where the outer quotation doesn't tell."""
    if span.parent is None:
        return None
    outer = document.quoted[span.parent]
    start = max(outer.start, span.outer_start - LOOK)
    match = _SUBJECT_VERB.search(document.text, start, span.outer_start)
    if match is None or (
        reporting_lemma(match["verb"].lower()) is None and match["verb"] not in ("goes", "went", "was")
    ):
        return None
    return Inner(match.start("who"), match.end("who"), match["who"] in ("I", "We", "we"))
