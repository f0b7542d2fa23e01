"""Compares bare roles (*the senator*) with the titles, roles and appositions that stood beside names."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from quotes.english.lexicons import lines


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    """Returns a mapping from a word for a role to the words that can mean the same office or occupation."""
    found: dict[str, frozenset[str]] = {}
    for line in lines("role_synonyms"):
        group = frozenset(line.split())
        for word in group:
            found[word] = found.get(word, frozenset()) | group
    return found


def alike(head: str) -> frozenset[str]:
    """Returns the words that match the head noun *head*: itself and its synonyms."""
    return _synonyms().get(head, frozenset()) | {head}


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
    """Returns the words of a role, title or apposition without the marks around them."""
    return frozenset(word.strip(".,;()'’") for word in role.split())


_UNDER = frozenset("assistant associate deputy shadow vice".split())
"""Words that make of an office another one: *the minister* is no shadow minister."""


def role_fit(head: str, modifiers: frozenset[str], roles: Iterable[str]) -> Fit:
    """Returns how well the head noun *head* with the words *modifiers* before it fits *roles* (all lower case)."""
    synonyms = _synonyms()
    others = synonyms.get(head, frozenset())
    match = ""
    words: set[str] = set()
    bare = False
    for role in roles:
        own = role_words(role)
        if not modifiers.issuperset(_UNDER & own):
            continue
        words |= own
        if head in own:
            match = "exact"
            bare = bare or len(own) == 1
        elif others & own and not match:
            match = "alike"
    shared = sum(word in words or bool(synonyms.get(word, frozenset()) & words) for word in modifiers)
    told = "" if not modifiers else "all" if shared == len(modifiers) else "some" if shared else "none"
    return Fit(match, told, bare and not modifiers)
