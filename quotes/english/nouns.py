"""Classifies common nouns by who can speak through them, by lexicons and endings, for singular and plural."""

from enum import StrEnum
from functools import lru_cache

from quotes.english import names
from quotes.english.lexicons import lexicon
from quotes.model import SpeakerKind


class NounClass(StrEnum):
    """Who or what speaks through a common noun; the values stand in the names of features."""

    GROUP = "g"
    ORGANISATION = "o"
    DOCUMENT = "d"
    SPEECH = "s"
    PERSON = "r"
    PEOPLE = "rs"
    THING = "x"


_CLASSES = {
    SpeakerKind.GROUP: NounClass.GROUP,
    SpeakerKind.ORGANISATION: NounClass.ORGANISATION,
    SpeakerKind.DOCUMENT: NounClass.DOCUMENT,
}
_ROLE_ENDINGS = ("er", "or", "ist", "man", "woman", "ian", "ent", "ant", "ee", "chief", "head", "star", "crat")
AGE = "-year-old"
"""The end of a noun for somebody's age: *the 41-year-old*."""
_PEOPLE = frozenset("child teen teenager friend victim suspect parent".split())


@lru_cache(names.REMEMBERED)
def is_speech(head: str) -> bool:
    """Tests whether a common noun is an act of speech, which its owner has said (*Okafor's claim that …*)."""
    nouns = lexicon("speech_nouns")
    return head in nouns or (head.endswith("s") and head[:-1] in nouns)


@lru_cache(names.REMEMBERED)
def is_plural(head: str) -> bool:
    """Tests whether a head noun is plural by its form or by the list of group nouns."""
    if head in lexicon("group_nouns"):
        return True
    if head in ("men", "women", "children", "police", "media"):
        return True
    return head.endswith("s") and not head.endswith(("ss", "us", "is")) and len(head) > 3


@lru_cache(names.REMEMBERED)
def head_kind(head: str) -> SpeakerKind:
    """Returns the kind of speaker that a common noun names: body, document, group, or an unnamed person."""
    single = _single(head)
    if head in lexicon("group_nouns"):
        return SpeakerKind.GROUP
    if head in lexicon("organisation_nouns"):
        return SpeakerKind.ORGANISATION
    if head in lexicon("document_nouns") or single in lexicon("document_nouns"):
        return SpeakerKind.DOCUMENT
    if single in lexicon("organisation_nouns"):
        return SpeakerKind.ORGANISATION
    return SpeakerKind.UNNAMED


@lru_cache(names.REMEMBERED)
def is_person(head: str) -> bool:
    """Tests whether a common noun can be a person whom the article does not name."""
    return head in lexicon("unnamed_sources") or head in _PEOPLE or is_role(head)


@lru_cache(names.REMEMBERED)
def is_role(head: str) -> bool:
    """Tests whether a common noun names what a person is, by its ending or the lists."""
    if head in lexicon("role_nouns") or head.endswith(AGE) or names.gender_of(head) is not None:
        return True
    if head in lexicon("thing_nouns") or head.endswith(("ment", "ship")) or is_speech(head):
        return False
    return head.endswith(_ROLE_ENDINGS) and head_kind(head) is SpeakerKind.UNNAMED


@lru_cache(names.REMEMBERED)
def speaker_class(head: str) -> NounClass:
    """Returns the class of a common noun by who or what speaks through it, singular or plural."""
    kind = head_kind(head)
    if kind is not SpeakerKind.UNNAMED:
        return _CLASSES[kind]
    if is_speech(head):
        return NounClass.SPEECH
    single = _single(head)
    if is_person(single) or is_person(head):
        return NounClass.PEOPLE if is_plural(head) else NounClass.PERSON
    return NounClass.THING


def _single(head: str) -> str:
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head
