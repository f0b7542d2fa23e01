"""Bare roles (*the senator*) against the titles, roles and appositions that stood beside names."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_GROUPS = (
    "sen senator senators lawmaker",
    "gop republican",
    "dem democrat democratic",
    "rep representative congressman congresswoman congressperson lawmaker",
    "gov governor",
    "pres president",
    "sec secretary",
    "dr doctor physician",
    "prof professor academic",
    "gen general",
    "lt lieutenant",
    "sgt sergeant",
    "capt captain",
    "det detective",
    "rev reverend pastor minister",
    "atty attorney lawyer counsel barrister solicitor",
    "mp lawmaker parliamentarian legislator",
    "ceo executive boss",
    "spokesman spokeswoman spokesperson",
    "chairman chairwoman chair",
    "actor actress star",
    "singer musician star",
    "player striker midfielder defender goalkeeper quarterback",
    "coach manager",
    "nominee candidate contender hopeful frontrunner front-runner",
    "billionaire businessman mogul developer magnate tycoon",
    "prince duke royal",
    "author writer novelist",
    "scientist researcher",
    "judge justice",
    "officer policeman policewoman",
)
_SYNONYMS: dict[str, frozenset[str]] = {}
for _line in _GROUPS:
    _words = frozenset(_line.split())
    for _word in _words:
        _SYNONYMS[_word] = _SYNONYMS.get(_word, frozenset()) | _words


def alike(head: str) -> frozenset[str]:
    """The words that fit the head noun *head*: itself and what means much the same."""
    return _SYNONYMS.get(head, frozenset()) | {head}


class Fit(NamedTuple):
    """How a role fits what stands beside a name."""

    match: str
    """``exact``, ``alike``, or empty: none."""
    modifiers: str
    """``all``, ``some`` or ``none`` of the words before the head stand there too; empty where there are none."""
    bare: bool
    """Whether a title or apposition is nothing but the head (*President* Obama), as the role asked for is."""


@lru_cache(maxsize=4096)
def role_words(role: str) -> frozenset[str]:
    """The words of a role, title or apposition without the marks around them."""
    return frozenset(word.strip(".,;()'’") for word in role.split())


def role_fit(head: str, modifiers: frozenset[str], roles: Iterable[str]) -> Fit:
    """How well the head noun *head* with the words *modifiers* before it fits *roles* (all lower case)."""
    others = _SYNONYMS.get(head, frozenset())
    match = ""
    words: set[str] = set()
    bare = False
    for role in roles:
        own = role_words(role)
        words |= own
        if head in own:
            match = "exact"
            bare = bare or len(own) == 1
        elif others & own and not match:
            match = "alike"
    shared = sum(word in words or bool(_SYNONYMS.get(word, frozenset()) & words) for word in modifiers)
    told = "" if not modifiers else "all" if shared == len(modifiers) else "some" if shared else "none"
    return Fit(match, told, bare and not modifiers)
