"""Speakers without a name: how to call them."""

import re

from quotes.model import Document, Mention

MAX_WORDS = 14
"""Most words of a description."""
_OPENING = re.compile(r"(?i)(?:the|a|an|this|that|these|those)\s+")
_POSSESSIVE = re.compile(r"(?i)(?:his|her|their|its|our|my)\s+")


def describe(document: Document, mention: Mention, owner: str | None) -> str:
    """The words of a common-noun mention with its attached phrases, without determiner; *owner* replaces a
    possessive pronoun in front."""
    words = document.text[mention.full_start : mention.full_end]
    words = " ".join(words.split())
    words = _OPENING.sub("", words, count=1) if _OPENING.match(words) else words
    if owner and _POSSESSIVE.match(words):
        words = _POSSESSIVE.sub(f"{owner}’s ", words, count=1)
    parts = words.split()
    return " ".join(parts[:MAX_WORDS]) or words
