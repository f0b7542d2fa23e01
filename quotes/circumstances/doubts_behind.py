"""Finds what the words behind a quotation take back: *…, which she denies*, *… but scholars doubt it*."""

import re
from collections.abc import Callable

from quotes.circumstances.acts_of_speech import DENIES, WORDS
from quotes.model import Modality

_SAID = r"(?:said|wrote|uttered|spoke|used|made)"
_SAYING_SO = (
    rf"(?:doing\s+so|(?:ever\s+)?saying\s+(?:so|it|this|that)|(?:ever\s+)?having\s+{_SAID}"
    rf"|(?:that\s+)?(?:he|she|they)\s+(?:had\s+)?(?:ever\s+)?{_SAID}\s+(?:it|so|this)|(?:making\s+)?(?:the|those|these)\s+{WORDS})"
)
"""Phrases that can only refer to the words."""
_IT = (
    r"(?:(?:it|this|that)(?=\s*(?:[.,;]|\Z)|\s+(?:and|but|on|in|when|at)\b)"
    r"|(?:the|this|that)\s+(?:allegation|accusation|claim|account))"
)
"""Phrases that may refer to the deed that the words are about."""
_WHO = r"(?:[Hh]e|[Ss]he|[Tt]hey|(?:[Hh]is|[Hh]er|[Tt]heir)\s+\w+|[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){0,2})"
_HAS = r"(?:has\s+|have\s+|had\s+)?(?:\w+ly\s+|since\s+|later\s+|always\s+){0,2}"
_NEVER = r"(?:never|did\s*(?:not|n't)|has\s*(?:not|n't)|had\s*(?:not|n't))"
_DENIER = rf"\b(?:(?:but|and|though|although|who)\s+(?:{_WHO}\s+)?|{_WHO}\s+){_HAS}{DENIES}"

_DENIED_SAYING = re.compile(rf"{_DENIER}\s+{_SAYING_SO}")
_DENIED_IT = re.compile(
    rf"{_DENIER}\s+{_IT}|\b(?:which|an?\s+(?:claim|charge|allegation|accusation|account)(?:\s+that)?)\s+{_WHO}\s+{_HAS}{DENIES}\s*(?:[.;,]|\Z)"
)
PASSED_ON = re.compile(
    r"\b(?:reportedly|allegedly|accused?s?|accusing|(?:is|was|are|were)\s+(?:said|reported|alleged|claimed)\s+to\s+have)\b"
)
"""Words that show that the quotation comes from somebody other than its speaker."""
_NOT_SAID = re.compile(
    rf"\A\W*{_WHO}\s+{_NEVER}\s+sa(?:y|id)\s+(?:this|that|it|so|these|any\s+such)\b"
    r"|\b(?:made|making)\s+(?:it|them|this)\s+up\b"
)
_MADE = re.compile(
    r"\b(?:was|were|is|are)\s+(?:made|generated|created|produced)\s+(?:by|with|using)\s+(?:software|artificial|AI|a\s+computer)\b"
    r"|\b(?:was|were|is|are)\s+(?:\w+ly\s+)?(?:fabricated|faked?|bogus|invented|a\s+hoax|doctored|fictitious|made\s+up)\b"
)
_DISPUTED = re.compile(
    rf"\bno\s+(?:evidence|proof|record|sign)\s+(?:that|of)\s+(?:\w+\s+){{1,3}}?(?:ever\s+|actually\s+|really\s+)?{_SAID}\b"
    r"|\b(?:but|though|although)\s+(?:\w+\s+){1,3}?(?:doubt|dispute|contest|question)s?\s+(?:it|this|that|whether)\b"
    r"|\A\W*(?:is|was|are|were|has\s+been)\s+(?:\w+ly\s+)?(?:contested|disputed|doubted|in\s+dispute)\b"
    rf"|\A\W*[A-Z]\w+\s+(?:\w+\s+)?(?:doubt|dispute|contest)s?\s+(?:it|this|that)\b"
    r"|\bappears?\s+in\s+no\b"
    rf"|\b(?:others?|himself|herself|themselves)\s+(?:say|says|said|insist|insists)\s+(?:that\s+)?(?:he|she|they)\s+"
    rf"(?:{_NEVER}\s+(?:sa(?:y|id)|spoke|speak)|(?:was|were|stayed|remained|kept)\s+silent|said\s+nothing)\b"
)
_SAID_INSTEAD = re.compile(
    r"\A\s*(?:;|,\s*but|but)\s+(?:instead\s+)?(?:he|she|they|it)\s+(?:instead\s+|in\s+fact\s+)?(?:said|called|told)\b"
)
_UNTIL = re.compile(r"\A\s+until\b")
_RECORD = re.compile(rf"\b(?:clip|video|recording|audio|screenshot|letter|post|{WORDS})\b")

LOOK = 90
"""Characters of the next sentence that are looked at."""


def taken_back(found: Modality, before: str, after: str, following: str, passed_on: Callable[[], bool]) -> Modality:
    """Returns the modality *found*, or the one that the words *after* the quotation in its sentence and the *following*
    ones put in its place.

    *passed_on* tells whether somebody else passes the words on, and is called only if it matters: those who deny what
    others report them to have said deny the words, others deny a deed.
    """
    if found is Modality.NOT_SAID and _UNTIL.match(after):
        return Modality.SAID
    if found in (Modality.NOT_YET_SAID, Modality.HYPOTHETICAL) and _SAID_INSTEAD.match(after):
        return Modality.NOT_SAID
    if found in (Modality.NOT_SAID, Modality.ASKED, Modality.DENIED):
        return found
    for words in (after, following) if following else (after,):
        if _DENIED_SAYING.search(words) or (
            _DENIED_IT.search(words) and (PASSED_ON.search(before) or PASSED_ON.search(after) or passed_on())
        ):
            return Modality.DENIED
        if _NOT_SAID.search(words) or (_MADE.search(words) and _RECORD.search(before)):
            return Modality.NOT_SAID
        if _DISPUTED.search(words):
            return Modality.DISPUTED
    return found
