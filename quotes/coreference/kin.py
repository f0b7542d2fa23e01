"""Finds a relative who is named by a given name alone and later by title and family name: *Sam Grant and his wife,
Carol … Mrs Grant*.
"""

import re

from quotes.coreference.entities import Entity
from quotes.coreference.name_context import listed_gender
from quotes.coreference.name_index import NamedFamilies
from quotes.english import names

_KIN = (
    "wife|husband|widow|widower|spouse|partner|mother|mum|mom|father|dad|daughter|son|sister|brother|grandmother"
    "|grandfather|granddaughter|grandson|aunt|uncle|niece|nephew|cousin"
)
_BEFORE = re.compile(rf"(?P<owner>[^.!?\n]{{0,160}})\b(?:his|her|their|'s|’s) (?:[\w-]+ ){{0,2}}(?P<kin>{_KIN}),? \Z")
_ENDS_WITH_KIN = re.compile(rf" (?:{_KIN}),? \Z")
"""A quick test before ``_BEFORE``, on as many characters as the longest of these words takes."""
_LONGEST_KIN = len(" granddaughter, ")
_BEHIND = re.compile(rf",? (?:his|her|their) (?:[\w-]+ ){{0,2}}(?P<kin>{_KIN})\b")
_COUPLE = ("wife", "husband", "widow", "widower")
REACH = 200
"""Characters before a given name in which its relative is named."""


def relative_of_name(text: str, people: NamedFamilies, family: str, gender: str) -> Entity | None:
    """Returns the only man (``m``) or woman (``f``) known by a given name alone whom *text* calls a relative of
    somebody of the *family* name.

    Returns None if somebody of that family name and gender has a full name, or if it finds nobody or several.
    """
    full = people.bearers(family)
    if not full or any(listed_gender(entity.name) == gender for entity in full):
        return None
    found = [
        entity
        for entity in people.single()
        if entity.name != family and _is_relative(text, entity, full, family, gender)
    ]
    return found[0] if len(found) == 1 else None


def _is_relative(text: str, entity: Entity, full: list[Entity], family: str, gender: str) -> bool:
    """Tests whether the words beside the first mention of *entity* tie it to one of *full*, and suit *gender*."""
    end = entity.first + len(entity.name)
    joined = re.match(rf" (?:and|&) (?:[^\W\d_a-z][\w.’'-]* ){{1,2}}{re.escape(family)}\b", text[end : end + 80])
    if joined is not None:
        other = any(listed_gender(each.name) for each in full)
        return entity.gender == gender or (entity.gender is None and other)
    before = text[max(0, entity.first - REACH) : entity.first]
    found = _BEFORE.search(before) if _ENDS_WITH_KIN.search(before[-_LONGEST_KIN:]) else None
    if found is None:
        found = _BEHIND.match(text, end, end + 60)
        near = text[max(0, entity.first - REACH) : end + REACH]
    else:
        near = found["owner"]
    called = [form for each in full for form in (*each.forms, names.parse(each.name).given) if form]
    if found is None or not any(name in near for name in called):
        return False
    # The title itself may have told the gender of the one with the full name: only a couple is then told apart.
    if found["kin"] not in _COUPLE and any(each.gender == gender for each in full):
        return False
    return (names.gender_of(found["kin"]) or entity.gender) == gender
