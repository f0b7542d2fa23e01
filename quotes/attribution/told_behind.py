"""Credits a sentence in marks that the next sentence gives to somebody: *“…” Those were the words of Dana Okafor.*"""

import re

from quotes.attribution.layout import Layout, Slot
from quotes.attribution.unit_kinds import UnitKind
from quotes.english.lexicons import lexicon
from quotes.english.nouns import is_speech
from quotes.model import MentionKind

_OPENS = re.compile(
    r"""
    \s+ (?: So[ ](?:says|said)
      | (?:That|Those|These|This|Such)[ ](?:is|are|was|were)[ ](?:the[ ])?(?:[\w-]+[ ]){0,2}?(?P<noun>\w+)[ ](?:of|from)
      | The[ ](?:words|sentiments?)[ ](?:are|were|is|was)[ ](?:those|that)[ ]of
      | The[ ]words[ ](?:belong|belonged)[ ]to
      | This,?[ ]from )[ ] (?=[^\W\d_])
    """,
    re.VERBOSE,
)
"""The opening of such a sentence, up to the name."""
_FARTHEST = 90
"""Characters of that opening that are looked at."""
_SAID = frozenset("opinions thoughts verdict verdicts view views words".split())
"""Nouns for what somebody has said, beside acts of speech and the nouns of the list."""
_SPEAKERS = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.NAME, MentionKind.NOUN)


def told_behind(layout: Layout, slot: Slot) -> int | None:
    """Returns the position of the mention that the sentence behind the one at *slot* credits with it, else None.

    The quotation must be all of its sentence, and the next one stand in the same paragraph.
    """
    document, after = layout.document, slot.sentence + 1
    if after >= len(document.sentences) or layout.units[slot.sentence].letters.strip(".") != UnitKind.QUOTATION:
        return None
    paragraph = document.sentences[slot.sentence].paragraph
    if document.sentences[after].paragraph != paragraph:
        return None
    begin = layout.span(slot).outer_end
    found = _OPENS.match(document.text, begin, min(begin + _FARTHEST, document.paragraphs[paragraph].end))
    if found is None or (found["noun"] is not None and not _is_said(found["noun"].lower())):
        return None
    for i in range(layout.first_mention[after], layout.first_mention[after + 1]):
        mention = layout.mentions[i]
        if mention.full_start == found.end() and mention.kind in _SPEAKERS and layout.unit_of[i] >= 0:
            return i
    return None


def _is_said(noun: str) -> bool:
    """Tests whether a *noun* stands for what somebody said: *message*, *words*."""
    return noun in _SAID or is_speech(noun) or noun in lexicon("remark_nouns")
