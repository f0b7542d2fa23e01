"""Speakers without a name: how to call them."""

from quotes.model import Document, Mention

MAX_WORDS = 14
"""Most words of a description."""
_OPENING = frozenset("the a an this that these those".split())
_POSSESSIVE = frozenset("his her their its our my".split())


def describe(document: Document, mention: Mention, owner: str | None) -> str:
    """The words of a common-noun mention with its attached phrases, without determiner; *owner* replaces a
    possessive pronoun in front."""
    words = document.text[mention.full_start : mention.full_end].split()
    if len(words) > 1 and words[0].lower() in _OPENING:
        del words[0]
    if owner and len(words) > 1 and words[0].lower() in _POSSESSIVE:
        words[:1] = f"{owner}’s".split()
    return " ".join(words[:MAX_WORDS])
