"""Finds names that stand where only a speaker can, between quoted words and their verb: *“…,” Save the Children
said*.

There even small words, numbers and words that no name begins with are parts of a name.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quotes.english import pronouns
from quotes.english.lexicons import lexicon
from quotes.english.verbs import one_of, past_and_third_person

_VERB = one_of(past_and_third_person())
_WORD = r"(?:[^\W\d_a-z][\w'’]*(?:[.&-][\w'’]+)*[!?]?|\d[\w&]*|[NnO]['’])"
_DATE = r"[ \xa0](?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[JFMASOND][a-z]{2,8}[ \xa0]\d)"
_NAME = rf"(?P<name>{_WORD}(?:[ \xa0](?:(?:of the|for the|the|a|of|for|on(?!{_DATE})|and|&)[ \xa0])?{_WORD}){{0,5}})"
_BEFORE_VERB = re.compile(rf",[”\"’'][ \xa0]{_NAME}[ \xa0](?:{_VERB})\b")
_END = r"(?=[.,;:](?:\s|\Z)|\n|\Z|[ \xa0](?:on|in|at|during|after|last|this|when|as)\b)"
_BEHIND_VERB = re.compile(rf"[”\"’][ \xa0](?:{_VERB})[ \xa0]{_NAME}{_END}")
_SMALL = re.compile(r"(?<!\w)(?:[^\W\d_a-z][\w'’-]*)[ \xa0](?:the|a|on)[ \xa0][^\W\d_a-z]")
"""An article or *on* between two capitals, where no run of capitals goes on."""
_FIRST_NEVER = (
    pronouns.MENTIONED
    | pronouns.INDEFINITE
    | frozenset("a an and any as but each every if it's so such that that's these this those when where why".split())
)
"""Words that are nobody's name in that place; a damaged text may give them a capital."""


class Slot(NamedTuple):
    """A name found between quoted words and their verb: the string, its kind if its form tells it, and whether it is a
    name only beside verbs.
    """

    form: str
    kind: str
    beside_verbs: bool


def speaker_slots(text: str) -> Iterator[Slot]:
    """Yields the names of *text* that stand between quoted words and their verb and are no plain runs of capitals."""
    for pattern in (_BEFORE_VERB, _BEHIND_VERB):
        for match in pattern.finditer(text):
            slot = _slot(match["name"])
            if slot is not None:
                yield slot


def _slot(name: str) -> Slot | None:
    words = name.split()
    lows = [word.lower().replace("’", "'") for word in words]
    if lows[0] in _FIRST_NEVER or (lows[0].rstrip(".") in lexicon("titles") and len(words) > 1):
        return None
    if words[0][0].isdigit() and len(words) == 2 and "&" not in name:
        return None  # 50 Americans; said elsewhere
    if len(words) == 1:
        if lows[0][-1] in "!?" or "&" in name:
            return Slot(name, "organisation", beside_verbs=False)
        return Slot(name, "organisation", beside_verbs=True) if lows[0] in lexicon("never_names") else None
    told = name[-1] in "!?" or any(word[0].isdigit() or word.lower() in ("n'", "n’") for word in words)
    if told or _SMALL.search(name):
        return Slot(name, "organisation", beside_verbs=False)
    odd = any(low in lexicon("never_names") and len(low) > 1 and words[i][0].isupper() for i, low in enumerate(lows))
    return (
        Slot(name, "organisation" if len(words) > 2 else "", beside_verbs=False) if odd and lows[0] != "the" else None
    )
