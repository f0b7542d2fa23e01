"""Dates days that are counted from another one: *The council met on Wednesday. The day before, Okafor said …*."""

import datetime as dt
import re

from quotes.circumstances.reporting_clause import Clause, ReportingClauses
from quotes.circumstances.trigger_words import ADVERB, EVENT, ON, TIME
from quotes.english.numbers import number_at
from quotes.english.time_phrases import PHRASE, resolve
from quotes.model import Precision, SaidOn

_COUNTED = re.compile(
    r"\A\W*(?:(?:But|And|Only|Just)\s+)?(?P<phrase>(?i:the\s+(?P<beside>next|following|previous)\s+(?:day|morning|evening|night)"
    r"|(?:on\s+)?(?:the\s+same|that)\s+(?P<same>day|morning|afternoon|evening|night)"
    r"|the\s+day\s+(?P<side>before|after)|(?P<n>an?|\w+)\s+(?P<unit>day|week)s?\s+(?P<way>before|earlier|later)))"
    r"(?=\s*,|\s+[^\W\d])"
)
"""A day counted from another one, at the head of a sentence."""
_FORWARD = frozenset(("next", "following", "after", "later"))


def counted_on(clauses: ReportingClauses, clause: Clause) -> SaidOn | None:
    """Returns the day with which the sentence of *clause* opens, if it is counted from the only day that the sentence
    before in its paragraph names; None otherwise, or if it would lie after publication.
    """
    if not clauses.cues(clause.sentence) & (ADVERB | EVENT | ON | TIME) or not clause.sentence:
        return None
    found = _COUNTED.match(clauses.masked(clause.sentence))
    if found is None:
        return None
    document = clauses.layout.document
    before = document.sentences[clause.sentence - 1]
    if before.paragraph != document.sentences[clause.sentence].paragraph:
        return None
    published = document.article.published_on
    told = [resolve(each[0].strip(" ,"), published) for each in PHRASE.finditer(clauses.masked(clause.sentence - 1))]
    days = {each.start for each in told if each.precision is Precision.DAY and each.start == each.end}
    count = _days(found)
    if len(days) != 1 or count is None:
        return None
    (anchor,) = days
    try:
        day = anchor + dt.timedelta(count) if anchor is not None else None
    except OverflowError:
        return None
    if day is None or (published is not None and day > published):
        return None
    return SaidOn(" ".join(found["phrase"].split()), day, day, Precision.DAY)


def _days(found: re.Match[str]) -> int | None:
    """Returns how many days after the other one a counted day is, or None if its number is none."""
    if found["same"]:
        return 0
    way = (found["beside"] or found["side"] or found["way"]).lower()
    number = 1
    if found["n"]:
        word = found["n"].lower()
        told = number_at([word], 0) if word not in ("a", "an") else None
        if word not in ("a", "an") and (told is None or not told.key.isdigit()):
            return None
        number = (int(told.key) if told is not None else 1) * (7 if found["unit"].lower() == "week" else 1)
    return number if way in _FORWARD else -number
