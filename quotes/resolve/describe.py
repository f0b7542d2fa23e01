"""Speakers without a name: what kind they are, and how to call them."""

import re

from quotes import names
from quotes.model import Document, Mention, SpeakerKind
from quotes.resources import lexicon

MAX_WORDS = 14
"""Most words of a description."""
_OPENING = re.compile(r"(?i)(?:the|a|an|this|that|these|those)\s+")
_POSSESSIVE = re.compile(r"(?i)(?:his|her|their|its|our|my)\s+")


SOURCES = frozenset(
    """
    official source spokesman spokeswoman spokesperson aide person insider adviser advisor diplomat witness
    caller reader viewer reporter editor judge officer soldier prosecutor neighbor neighbour resident worker
    employee staffer strategist operative analyst expert activist protester demonstrator participant one other
    """.split()
)
"""Common nouns by which news speaks of people whom it does not name."""


def is_speech(head: str) -> bool:
    """Whether a common noun is an act of speech, which its owner has said (*Okafor's claim that …*)."""
    nouns = lexicon("speech_nouns")
    return head in nouns or (head.endswith("s") and head[:-1] in nouns)


def is_plural(head: str) -> bool:
    """Whether a head noun is plural by its form or by the list of group nouns."""
    if head in lexicon("group_nouns"):
        return True
    if head in ("men", "women", "children", "police", "media"):
        return True
    return head.endswith("s") and not head.endswith(("ss", "us", "is")) and len(head) > 3


def head_kind(head: str) -> SpeakerKind:
    """What kind of speaker a common noun names: body, document, group, or an unnamed person."""
    single = head[:-1] if head.endswith("s") and not head.endswith("ss") else head
    if head in lexicon("group_nouns"):
        return SpeakerKind.GROUP
    if head in lexicon("organisation_nouns"):
        return SpeakerKind.ORGANISATION
    if head in lexicon("document_nouns") or single in lexicon("document_nouns"):
        return SpeakerKind.DOCUMENT
    if single in lexicon("organisation_nouns"):
        return SpeakerKind.ORGANISATION
    return SpeakerKind.UNNAMED


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


def is_person(head: str) -> bool:
    """Whether a common noun can be a person whom the article does not name."""
    return (
        head in SOURCES
        or is_role(head)
        or head in ("child", "teen", "teenager", "friend", "victim", "suspect", "parent")
    )


def is_role(head: str) -> bool:
    """Whether a common noun names what a person is, by its ending or the lists."""
    return (
        head.endswith(("er", "or", "ist", "man", "woman", "ian", "ent", "ant", "ee", "chief", "head", "star", "crat"))
        or head
        in (
            "mogul",
            "billionaire",
            "republican",
            "conservative",
            "liberal",
            "coach",
            "judge",
            "representative",
            "native",
        )
        or names.gender_of(head) is not None
    )
