"""Judges names that may be a person's or a body's."""

from quotes.coreference.entities import Entity
from quotes.english import names
from quotes.english.lexicons import lexicon
from quotes.english.nouns import is_role
from quotes.english.titles import TITLES


def may_be_body(entity: Entity) -> bool:
    """Tests whether an entity taken for a person may be a body: a name of one word without any sign of a person.

    Signs are a gender, a title or a role beside the name, and lists of given names and surnames.  So may *the Farley
    Herald*, which reads as a newspaper's name.
    """
    if entity.gender is not None and not (entity.listed and " " in entity.name):
        return False
    if " " in entity.name:
        return "the" in entity.roles and entity.name.split()[-1].lower() in lexicon("media_name_words")
    return not (_has_role(entity) or reads_as_person(entity.name))


def _has_role(entity: Entity) -> bool:
    """Tests whether a title or a role of people stands beside one of the entity's names."""
    return any(word in TITLES or is_role(word) for role in entity.roles for word in role.split())


def reads_as_person(name: str) -> bool:
    """Tests whether a name of unknown kind could be a person's: by a listed surname or given name."""
    parsed = names.parse(name)
    known = parsed.family.lower() in lexicon("surnames") or names.given_gender(parsed.given or name) is not None
    return known or (bool(parsed.given) and names.family_first(name.split()))
