"""Finds where a text was published that the article has named before: *wrote in the paper*, of a paper published in a
journal.
"""

import re
from typing import NamedTuple

from quotes.circumstances.occasions import bare_words
from quotes.circumstances.reporting_clause import Clause, ReportingClauses
from quotes.circumstances.via import PUBLISHED
from quotes.english.time_phrases import PHRASE

_KNOWN = re.compile(r"\b(?:in|of)\s+(?:the|that|this|his|her|their|its)\s+(?P<noun>paper|study|article|report|essay)\b")
_SAME = {"paper": "study", "study": "paper"}
"""Nouns that can mean the same text: scientists' papers are studies."""
_REACH = 6000
"""Characters before the clause in which the text may have been introduced: some thousand words."""
_NEAR = 60
"""Characters before *published* in which its noun stands."""


class Publication(NamedTuple):
    """Where a text was published, and the time phrase beside it."""

    outlet: str
    phrase: str | None


def publication_of_known_text(clauses: ReportingClauses, clause: Clause) -> Publication | None:
    """Returns where and when the text was published that *clause* names as a known one; None if it names none or
    nothing tells.
    """
    known = _KNOWN.search(clause.words)
    if known is None:
        return None
    nouns = {known["noun"], _SAME.get(known["noun"], known["noun"])}
    text = clauses.layout.document.text[max(0, clause.start - _REACH) : clause.start]
    found: Publication | None = None
    for published in PUBLISHED.finditer(text):
        before = text[max(0, published.start() - _NEAR) : published.start()].rsplit(".", 1)[-1]
        outlet = bare_words(published["who"])
        if outlet is not None and not nouns.isdisjoint(re.findall(r"\w+", before)):
            sentence = re.split(r"[.\n]\s", text[published.start() :], maxsplit=1)[0]
            time = PHRASE.search(sentence)
            found = Publication(outlet, time.group() if time is not None else None)
    return found
