"""Whole sentences against fragments: what kind of quotation a span is, by the surface alone.

No tagger: finite verbs are recognised by auxiliaries, by contractions and by a pronoun at the start, which is
enough for quoted speech.
"""

import re

from quotes.model import Ending, Kind, QuotedSpan
from quotes.resources import lexicon

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
_ENDS_INSIDE = re.compile(r"[,.?!…—-]['’”\"»)\]]*\Z")
_SPLIT = re.compile(r"[,—–-]\s?[\"”’»“']+\s+[^.?!\"“”«»]{2,120},\s*\Z")
_NEW_SENTENCE = re.compile(r"(?:\A|[\n\r\u2028\u2029]|[.?!…][\"”’'»)\]]*\s|[\"”»]\s)\s*[(\[—–-]?\s*\Z")
_LAST_WORD = re.compile(r"(\w+)[,:]?\s*\Z")
_SENTENCES = re.compile(r"\w{2,}[.?!…]\s+[A-Z]")
"""A sentence ends and another begins: words of one letter are initials (J. Grant)."""
MANY_WORDS = 8
"""Whoever quotes as many words at the start of a sentence quotes a sentence, whatever its verb."""


def kind_of(text: str, span: QuotedSpan) -> Kind:
    """``block`` for a block, ``direct`` for a clause or more, ``partial`` for a fragment inside a sentence.

    Looks at the span's words and at most ``LOOK`` characters around it; constant time.
    """
    if span.mark == "block":
        return Kind.BLOCK
    if span.continues is not None or span.ending is Ending.REOPENED:
        return Kind.DIRECT
    words = text[span.start : min(span.end, span.start + LOOK)]
    before = text[max(0, span.outer_start - LOOK) : span.outer_start]
    if span.outer_start <= LOOK:
        before = "\n" + before
    closing = text[max(span.start, span.end - 4) : span.end]
    ends_inside = bool(_ENDS_INSIDE.search(closing))
    inner = words.lstrip("\"“‘'«[(…. ")
    opens_low = inner[:1].islower()
    many = words.count(" ") >= MANY_WORDS - 1
    if before.rstrip()[-1:] == ":":
        return Kind.PARTIAL if opens_low and not _is_clause(inner) and not ends_inside else Kind.DIRECT
    if opens_low and _SPLIT.search(before):
        return Kind.DIRECT  # “The bridge,” Okafor said, “will open.”
    clause = _is_clause(inner) or bool(_SENTENCES.search(words))
    if opens_low:
        return Kind.DIRECT if clause else Kind.PARTIAL
    if _NEW_SENTENCE.search(before):
        after = text[span.outer_end : span.outer_end + 3]
        alone = not after.strip() or after[0] in "\n\r"
        return Kind.DIRECT if clause or many or ends_inside or alone or after[:1] == "," else Kind.PARTIAL
    if clause:
        return Kind.DIRECT
    last = _LAST_WORD.search(before)
    announced = last is not None and last[1].lower() in lexicon("reporting_forms")
    if announced and (before.rstrip()[-1:] == "," or ends_inside):
        return Kind.DIRECT  # Okafor said, “Never.”
    return Kind.DIRECT if many and ends_inside and before.rstrip()[-1:] == "," else Kind.PARTIAL


def _is_clause(words: str) -> bool:
    """Whether *words* begin with a subject and its finite verb, as far as the surface tells."""
    if words.count(" ") < 1 and "’" not in words and "'" not in words:
        return False
    if _PRONOUN_CLAUSE.match(words):
        return True
    found = _AUXILIARY.search(words)
    if found is None or words.count(" ") < 2:
        return False
    subject = words[: found.start()]
    if not subject.strip():
        return words[:1].isupper()  # “Will it open?”, “Don't ask”
    if _RELATIVE.search(subject):
        return False
    return bool(_NOUN_SUBJECT.match(words)) or words[:1].isupper()
