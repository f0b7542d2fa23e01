"""Reads names of authors out of bylines as pages state them: *By Ann Lee and Bob Ray, Staff Writers | Daily Wire*.

A byline holds more than names: *By*, roles, places, the outlet's or an agency's name, days, accounts.  Only names of
people are kept, in the order given.
"""

import re
from collections.abc import Iterable, Iterator

from quotes.english.lexicons import lexicon
from quotes.english.names import given_gender, is_organisation_like
from quotes.english.nouns import is_role

LONGEST = 300
"""Letters of a byline that are read: longer ones are paragraphs about the author."""
_BY = re.compile(
    r"(?:(?:written|reported|story|words|posted|published|analysis|text|review)\s+)?by[:\s]\s*", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?:\S*|\S+@\S+|(?<!\w)@\w+|\bwww\.\S*", re.IGNORECASE)
_PARTS = re.compile(r"[;|•·/&]| [—–-] | (?:and|with) |(?<=[a-z]{2})\. ")
_BEHIND = re.compile(
    r" (?:in|for|of|from|at|is|on|reports?|reporting|updated|published|via) .*|\(.*| \d.*",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-])*")
_SMALL = frozenset("de da di du del della der den van von la le al el bin ibn ben dos das do e y ter ten".split())
_NEVER = frozenset(
    "staff team desk newsroom editor editors editorial reporter reporters correspondent correspondents "
    "contributor contributors writer writers columnist journalist bureau agency agencies news press media wire "
    "service newspaper magazine online international media group admin guest author authors special report "
    "opinion published updated share follow about contact twitter facebook email posted reviewed world sport "
    "sports business editor-in-chief monday tuesday wednesday thursday friday saturday sunday january february "
    "march april june july august september october november december".split()
)
"""Words that no author's name holds, though bylines do."""
_STAFF = frozenset("staff team desk admin guest author authors editor editors reporter reporters correspondent".split())


def authors_in(bylines: Iterable[str], *, outlet: str | None = None) -> tuple[str, ...]:
    """Returns the people named in *bylines*, each once, in order; none of them is called like *outlet*.

    Each of *bylines* is one statement (an element, an entry of a list), which may name several people.
    """
    found: dict[str, str] = {}
    avoided = _folded(outlet or "")
    for byline in bylines:
        for name in _names(byline):
            if _folded(name) != avoided:
                found.setdefault(_folded(name), name)
    return tuple(found.values())


def _names(byline: str) -> Iterator[str]:
    text = " ".join(_ADDRESS.sub(" ", byline[:LONGEST]).split())
    said = _BY.match(text)
    text = text[said.end() :] if said else text
    whole = _inverted(text)
    if whole:
        yield whole
        return
    for part in _PARTS.split(text):
        for piece in part.split(","):
            name = _BEHIND.sub("", _BY.sub("", piece.strip(), count=1)).strip(" .:,")
            if is_person_name(name):
                yield name


def bodies_in(names: Iterable[str]) -> tuple[str, ...]:
    """Returns those of *names* that can be bodies writing under their own name (*Reuters*), not *Science X staff*."""
    return tuple(dict.fromkeys(name for name in names if not _STAFF & set(_folded(name).split())))


def is_person_name(name: str) -> bool:
    """Tests whether *name* can be the whole name of an author: two to five words with capitals, none of other kinds."""
    words = name.split()
    if not 2 <= len(words) <= 5 or not all(_WORD.fullmatch(word) for word in words):
        return False
    if any(word.casefold().strip(".") in _NEVER for word in words):
        return False
    last = words[-1].casefold()
    if (is_role(last) or last in lexicon("media_name_words")) and given_gender(words[0]) is None:
        return False  # Crime Writer and Harbour Herald, but not Sophie Foster
    if words[0].casefold() == "the" or is_organisation_like(name) or name in lexicon("places"):
        return False
    capital = [word[0].isupper() or not word[0].islower() for word in words]
    return capital[0] and capital[-1] and all(each or word in _SMALL for each, word in zip(capital, words, strict=True))


def _inverted(text: str) -> str | None:
    """Returns *Lee, Ann* as *Ann Lee* if that is all of *text*, else None."""
    family, comma, given = text.partition(", ")
    if not comma or " " in family or "," in given or len(given.split()) > 2:
        return None
    name = f"{given} {family}"
    if not is_person_name(name) or is_role(given.casefold()):
        return None
    return name


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))
