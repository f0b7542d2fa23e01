"""Bare roles (*the senator*) against the titles, roles and appositions that stood beside names."""

from collections.abc import Iterable
from functools import lru_cache

_GROUPS = (
    "sen senator senators lawmaker",
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

EXACT = 1.5
SYNONYM = 0.9


@lru_cache(maxsize=4096)
def _role_words(role: str) -> frozenset[str]:
    return frozenset(word.strip(".,;()'’") for word in role.split())


def role_match(head: str, roles: Iterable[str]) -> float:
    """How well the head noun *head* fits one of *roles* (lower case): points, 0 where it doesn't."""
    alike = _SYNONYMS.get(head, frozenset())
    best = 0.0
    for role in roles:
        words = _role_words(role)
        if head in words:
            return EXACT
        if alike & words:
            best = SYNONYM
    return best
