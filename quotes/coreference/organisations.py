"""Finds which body or group *it*, *they* or *the ministry* refers to: the most salient one before it that agrees."""

from collections.abc import Iterable
from functools import cache

from quotes.coreference.context import UNNAMED_FROM, ResolutionContext
from quotes.coreference.entities import Entity
from quotes.coreference.mention_history import GrammaticalFunction
from quotes.coreference.name_index import is_medium
from quotes.coreference.salience import salience
from quotes.coreference.uncertain_names import may_be_body
from quotes.english import names
from quotes.english.lexicons import lexicon, lines
from quotes.english.nouns import head_kind, is_plural
from quotes.model import Identity, MentionKind, SpeakerKind

LEAST = 0.6
"""Points from which *the company* may refer to a body whose name doesn't tell its class."""
KIND = 0.3
"""Points for or against a name by its kind."""
LEAST_OF_CLASS = 0.2
"""Points from which *the company* may refer to a body whose name tells that class."""
OWN_NAMES = frozenset(
    """
    government administration cabinet regime country nation state city court army military navy police church university
    school college parliament senate congress ministry party council
    """.split()
)
"""Nouns for bodies whose names say what they are, or that have none: no other name means them."""
UNTOLD = frozenset(
    """
    company firm business group brand chain franchise label maker manufacturer operator organisation organization
    developer producer provider publisher retailer start-up startup studio supplier charity airline carrier bookmaker
    """.split()
)
"""Nouns for bodies whose names are often one word that tells no class, and may be taken for a person's."""
SAME_CLASS = 0.8
"""Points for a name that tells the class of body that the noun asks for."""


def organisation_of_pronoun(context: ResolutionContext, number: int, *, plural: bool) -> Identity:
    """Returns the body, or with *plural* the group, that *it* or *they* at *number* refers to; an identity without a
    name if none fits.
    """
    points = salience(context, number)
    last = context.mentions[number].sentence - 1
    acting = {
        record.key
        for record in context.organisations_before(number)
        if record.sentence >= last and record.function is GrammaticalFunction.SUBJECT
    }
    scored: list[tuple[float, int, int]] = []
    for key, value in points.items():
        if key < UNNAMED_FROM:
            if key >= len(context.entities.all):
                continue
            entity = context.entities.all[key]
            if entity.kind == "person" and not may_be_body(entity):
                continue
            value += _fits_pronoun(entity, plural=plural, acts=key in acting)
        else:
            if key - UNNAMED_FROM >= number:
                continue
            words = context.mentions[key - UNNAMED_FROM]
            kind = head_kind(words.head)
            if plural != (is_plural(words.head) or kind is SpeakerKind.GROUP) and (
                kind is not SpeakerKind.ORGANISATION
            ):  # fmt: skip
                continue
        scored.append((value, -key, key))
    if not scored:
        return context.unnamed(number, None)
    scored.sort(reverse=True)
    best, _, key = scored[0]
    second = scored[1][0] if len(scored) > 1 else 0.0
    sure = best / (best + max(0.0, second)) if best > 0 else 0.5
    if key < UNNAMED_FROM:
        return context.identity_of(context.entities.all[key], sure, "pronoun")
    return context.resolve(key - UNNAMED_FROM)._replace(sure=sure, how="pronoun")


def _fits_pronoun(entity: Entity, *, plural: bool, acts: bool) -> float:
    """Returns the points that kind and number of a body's name give it; a place that *acts* loses none, and a plural
    name fits *they*.
    """
    several = is_plural(entity.name.split()[-1].lower()) and not names.is_organisation_like(entity.name)
    if several and entity.kind != "place":
        return KIND if plural else 0.0
    if entity.kind == "organisation":
        return KIND
    return 0.0 if acts and entity.kind == "place" else -KIND


def organisation_of_role(context: ResolutionContext, number: int, *, bare: bool) -> Identity | None:
    """Returns the body whose name, role or class holds the head noun, or for a *bare* phrase the most salient one; None
    if none fits.

    A body that the article names by a common noun only (*Norland's home ministry*) counts as well as one with a name.
    Only bodies that the noun may name, or that were mentioned lately, are weighed: no others can have points.
    """
    mention = context.mentions[number]
    head = mention.head
    sentence = context.document.sentences[mention.sentence]
    capitals = [word.lower() for word in sentence.words[mention.first + 1 : mention.last] if _tells_name(head, word)]
    points = salience(context, number)
    called = classes_of((head,))
    scored: list[tuple[float, int]] = []
    known_bodies = len(context.entities.all)
    near = {key for key in points if key < known_bodies}
    for place in near | context.named_bodies.called(head, capitals):
        entity = context.entities.all[place]
        if entity.kind == "person" and not may_be_body(entity):
            continue
        value = points.get(entity.number, 0.0)
        words = entity.name.lower().split()
        if not all(word in words for word in capitals):
            continue  # the French ministry is not the Russian one
        if head in words:
            value += 1.5
        elif any(head in role.split() for role in entity.roles):
            value += 1.2
        elif head in lexicon("media_nouns") and is_medium(entity.name):
            value += 0.8 + (0.5 if context.has_spoken(entity.number, number) else 0.0)
        elif not bare or value < LEAST_OF_CLASS:
            continue
        elif called & (
            (known := classes_of(words)) | classes_of(word for role in entity.roles for word in role.split())
        ):
            value += SAME_CLASS
        elif value < LEAST or (called and known) or head in OWN_NAMES:
            continue  # a committee is no government
        elif entity.kind != "organisation" and (entity.kind == "place" or head not in UNTOLD):
            continue
        if entity.first > mention.start:
            value -= 1.0
        scored.append((value, entity.number))
    if not capitals and bare:
        scored += [(value + 1.5, key) for key, value in points.items() if _called_so(context, number, key)]
    if not scored:
        return None
    scored.sort(key=lambda item: (-item[0], item[1]))
    best, key = scored[0]
    second = scored[1][0] if len(scored) > 1 else 0.0
    sure = best / (best + max(0.0, second)) if best > 0 else 0.5
    if key >= UNNAMED_FROM:
        return context.resolve(key - UNNAMED_FROM)._replace(sure=sure, how="role")
    return context.identity_of(context.entities.all[key], sure, "role")


def _tells_name(head: str, word: str) -> bool:
    """Tests whether a *word* before the noun *head* for a body is part of the body's name: not *Riga-based*."""
    if not word[:1].isupper() or word.lower().endswith(_PLACED):
        return False
    return head in OWN_NAMES or word not in lexicon("demonyms")


_PLACED = ("-based", "-listed", "-owned", "-backed")
"""How words end that say of a body where it is and whose."""


def _called_so(context: ResolutionContext, number: int, key: int) -> bool:
    """Tests whether *key* is a body without a name whose earlier, longer description has the head noun of the mention
    at *number*.
    """
    at = key - UNNAMED_FROM
    if not 0 <= at < number:
        return False
    earlier = context.mentions[at]
    return (
        earlier.kind is MentionKind.NOUN
        and earlier.head == context.mentions[number].head
        and earlier.last - earlier.first > 2
        and head_kind(earlier.head) is SpeakerKind.ORGANISATION
    )


@cache
def _classes() -> dict[str, frozenset[int]]:
    """Returns a mapping from a noun for bodies to the numbers of its classes (``lexicons/body_classes.txt``)."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines("body_classes")):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def classes_of(words: Iterable[str]) -> frozenset[int]:
    """Returns the classes of bodies that *words* (lower case) belong to; empty if there are none."""
    known = _classes()
    return frozenset(number for word in words for number in known.get(word, ()))
