"""Whether the article says that the words were said: denied, or not yet spoken."""

import re

from quotes.attribution.layout import Layout
from quotes.attribution.ranking import Choice
from quotes.circumstances.reporting_clause import Clause
from quotes.circumstances.trigger_words import DENIES, SPEECH
from quotes.english.verbs import PLAINLY_SPEECH, one_of
from quotes.model import Modality

_SPEAK = f"(?:{one_of(PLAINLY_SPEECH)})"
_NOT_YET = re.compile(
    rf"\b(?:(?:is|are|was|were|be)\s+(?:\w+ly\s+)?(?:expected|due|set|scheduled|likely|going|planning|poised|about)\s+to"
    rf"|will|plans?\s+to|intends?\s+to|expects?\s+to|hopes?\s+to)\s+(?:\w+ly\s+)?{_SPEAK}\b"
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\s+(?:that\s+)?(?:\w+\s+){0,2}?(?:calling|saying|telling|describing|using|making|having|writing"
    r"|asking|claiming|accusing|the|he|she|they|any|ever|it)\b|(?:never|n['’]t|not)\s+(?:ever\s+)?(?:said?|call(?:ed)?|told|tell|"
    r"used?|describe[d]?|wrote|write)\b)"
)


def modality(layout: Layout, choice: Choice, clause: Clause | None) -> Modality:
    """``DENIED``, ``NOT_YET_SAID`` or ``SAID``, by the words of the reporting *clause* before the quotation."""
    if clause is None or not clause.cues & (DENIES | SPEECH):
        return Modality.SAID
    at = layout.span(choice.slot).outer_start - clause.start
    between = clause.words[clause.name_end : at] if at > clause.name_end else clause.words[clause.name_end :]
    if at > clause.name_end and _DENIED.search(between):
        return Modality.DENIED
    return Modality.NOT_YET_SAID if _NOT_YET.search(between) else Modality.SAID
