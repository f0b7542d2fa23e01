"""Tells whole sentences from fragments: what kind of quotation a span is, by the surface alone.

No tagger: finite verbs are recognised by auxiliaries, by contractions and by a pronoun at the start, which is
enough for quoted speech.
"""

import re

from quotes.english.verbs import is_reporting_form
from quotes.model import Ending, Kind, QuotedSpan

LOOK = 160
"""Characters looked at on either side, and of the quoted words themselves."""

_FINITE = (
    r"(?:am|is|are|was|were|be|been|will|would|shall|should|can|could|may|might|must|ought|has|have|had|do|does|did"
    r"|cannot|gonna|gotta|won['’]t|\w+n['’]t)"
)
_SUBJECT = (
    r"(?:I|we|you|he|she|it|they|there|this|that|these|those|who|what|nobody|everybody|someone|everyone"
    r"|no one|nothing|everything|people)"
)
_PRONOUN_CLAUSE = re.compile(
    rf"(?:(?:that|and|but|because|so|if|when|as|then|well|yes|no)\W+)*"
    rf"(?:{_SUBJECT}\s+\w+|{_SUBJECT}['’](?:m|re|s|ve|ll|d)\b)",
    re.IGNORECASE,
)
_NOUN_SUBJECT = re.compile(
    r"(?:the|a|an|our|my|your|his|her|its|their|this|that|these|those|no|every|each|all|some|many|most|any|both"
    r"|few|several|one|two|three|\w+['’]s)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(rf"(?<!to\s)(?<!\w-)\b{_FINITE}\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|where|when|what|how|why|if|to)\b", re.IGNORECASE)
_CLOSERS = "\"”’'»)]"
_SPLIT = re.compile(r"[,—–-]\s?[\"”’»“']+\s+[^.?!\"“”«»]{2,120},\s*\Z")
_BREAKS = frozenset("\n\r\u2028\u2029")
_LAST_WORD = re.compile(r"(\w+)[,:]?\Z")
LONGEST_WORD = 30
"""Most characters of a word that is looked at; no reporting verb is longer."""
_SENTENCES = re.compile(r"[.?!…](?<=\w\w.)\s+[A-Z]")
"""A sentence ends and another begins: words of one letter are initials (J. Grant)."""
MANY_WORDS = 8
"""Words from which a quotation at the start of a sentence counts as a sentence, whatever its verb."""


def kind_of(text: str, span: QuotedSpan) -> Kind:
    """Returns ``block`` for a block, ``direct`` for a clause or more, ``partial`` for a fragment inside a sentence.

    It looks at the span's words and at most ``LOOK`` characters around it, in constant time.
    """
    if span.mark == "block":
        return Kind.BLOCK
    if span.continues is not None or span.ending is Ending.REOPENED:
        return Kind.DIRECT
    words = text[span.start : min(span.end, span.start + LOOK)]
    before = text[max(0, span.outer_start - LOOK) : span.outer_start]
    mark = before.rstrip()[-1:]
    closing = text[max(span.start, span.end - 4) : span.end]
    ends_inside = closing.rstrip(_CLOSERS).endswith((",", ".", "?", "!", "…", "—", "-"))
    inner = words.lstrip("\"“‘'«[(…. ")
    if inner[:1].islower():
        if mark == ":":
            return Kind.DIRECT if ends_inside or _is_clause(inner) else Kind.PARTIAL
        if mark == "," and _SPLIT.search(before):
            return Kind.DIRECT  # “The bridge,” Okafor said, “will open.”
        return Kind.DIRECT if _is_clause(inner) or _SENTENCES.search(words) else Kind.PARTIAL
    if mark == ":":
        return Kind.DIRECT
    many = words.count(" ") >= MANY_WORDS - 1
    opens = _opens_sentence(before)
    if opens and (many or ends_inside or _is_alone(text[span.outer_end : span.outer_end + 3])):
        return Kind.DIRECT
    if _is_clause(inner) or _SENTENCES.search(words):
        return Kind.DIRECT
    if opens:
        return Kind.PARTIAL
    if (mark == "," or ends_inside) and _announces(before.rstrip()):
        return Kind.DIRECT  # Okafor said, “Never.”
    return Kind.DIRECT if many and ends_inside and mark == "," else Kind.PARTIAL


def _opens_sentence(before: str) -> bool:
    """Tests whether a sentence may begin behind *before*: at a line's beginning, or behind a mark and a blank.

    A bracket or a dash may stand between.
    """
    for _ in range(2):
        said = before.rstrip()
        gap = before[len(said) :]
        if not said or not _BREAKS.isdisjoint(gap):
            return True
        if gap and (said[-1] in '"”»' or said.rstrip(_CLOSERS).endswith((".", "?", "!", "…"))):
            return True
        if said[-1] not in "([—–-":
            return False
        before = said[:-1]
    return False


def _is_alone(after: str) -> bool:
    """Tests whether nothing follows in the line, or only a comma right behind the mark."""
    return not after.strip() or after[0] in "\n\r,"


def _announces(before: str) -> bool:
    """Tests whether the last word of *before* is one that reports words."""
    last = _LAST_WORD.search(before, max(0, len(before) - LONGEST_WORD))
    return last is not None and is_reporting_form(last[1].lower())


def _is_clause(words: str) -> bool:
    """Tests whether *words* begin with a subject and its finite verb, as far as the surface tells."""
    blanks = words.count(" ")
    if not blanks and "’" not in words and "'" not in words:
        return False
    if _PRONOUN_CLAUSE.match(words):
        return True
    upper = words[:1].isupper()
    if blanks < 2 or not (upper or _NOUN_SUBJECT.match(words)):
        return False
    found = _AUXILIARY.search(words)
    if found is None:
        return False
    subject = words[: found.start()]
    if not subject.strip():
        return upper  # “Will it open?”, “Don't ask”
    return _RELATIVE.search(subject) is None
