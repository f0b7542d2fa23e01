"""Which person *he*, *she* or *the senator* is: a log-linear ranking of the people mentioned before.

Candidates are the people of the article named before the mention, descriptions of people whom it doesn't name, and,
for a role, the description itself.  What speaks for each is in ``evidence.py``.  Weights
(``weights/antecedents.json``) are fitted by ``python -m quotes.learn antecedents``.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes.coreference.antecedent_features import Asked, Evidence, of_itself
from quotes.coreference.context import UNNAMED_FROM, ResolutionContext
from quotes.coreference.mention_history import Trace
from quotes.english import names
from quotes.english.lexicons import lexicon
from quotes.english.nouns import is_person, is_plural
from quotes.model import Identity, MentionKind
from quotes.weights.sums import Feature

ITSELF = -1
"""Candidate of a role: nobody else, the description stays what it is."""
MOST = 24
"""Most candidates: those mentioned last."""
SPOKE = 10
"""Quotations before whose speakers are candidates, however far back they were mentioned."""


class Option(NamedTuple):
    """One candidate: its key (or ``ITSELF``) and features."""

    key: int
    features: Sequence[Feature]


class Field(NamedTuple):
    """The people that a mention may stand for, and what they left before it."""

    traces: Sequence[Trace]
    """Those of all people near, in reading order."""
    by_key: Mapping[int, Sequence[Trace]]
    """The same by person, the last first."""
    keys: Sequence[int]
    """Who fits, the one mentioned last first."""
    ahead: int | None


def person(context: ResolutionContext, number: int, gender: str) -> Identity:
    """Whom *he* (``m``) or *she* (``f``) at *number* stands for."""
    asked = Asked(gender)
    field = field_of(context, number, asked)
    if len(field.keys) == 1:
        return identity(context, field.keys[0], 1.0, "pronoun")
    found = best(context, _options(context, number, asked, field))
    if found is None:
        return context.unnamed(number, None)
    return identity(context, *found, "pronoun")


def holder(context: ResolutionContext, number: int, asked: Asked) -> Identity | None:
    """Whom the role at *number* stands for, None for nobody but itself."""
    found = best(context, options(context, number, asked))
    if found is None or found[0] == ITSELF:
        return None
    return identity(context, *found, "role")


def identity(context: ResolutionContext, key: int, probability: float, how: str) -> Identity:
    """The candidate *key* as an identity."""
    if key < UNNAMED_FROM:
        return context.identity_of(context.entities.all[key], probability, how)
    return context.resolve(key - UNNAMED_FROM)._replace(sure=probability, how=how)


def best(context: ResolutionContext, found: Sequence[Option]) -> tuple[int, float] | None:
    """The likeliest candidate and its probability; None where there is none."""
    if not found:
        return None
    scores = [context.weigh.of(option.features) for option in found]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    at = powers.index(max(powers))
    return found[at].key, powers[at] / sum(powers)


def options(context: ResolutionContext, number: int, asked: Asked) -> list[Option]:
    """The candidates for the mention at *number*, the one mentioned last first; ``ITSELF`` last."""
    return _options(context, number, asked, field_of(context, number, asked))


def _options(context: ResolutionContext, number: int, asked: Asked, field: Field) -> list[Option]:
    evidence = Evidence(context, number, asked, *field)
    found = [Option(key, evidence.features(rank, key)) for rank, key in enumerate(field.keys)]
    if asked.head:
        found.append(Option(ITSELF, of_itself(asked)))
    return found


def field_of(context: ResolutionContext, number: int, asked: Asked) -> Field:
    """Whom the mention at *number* may stand for."""
    traces = context.people_before(number)
    by_key: dict[int, list[Trace]] = {}
    for trace in reversed(traces):
        own = by_key.get(trace.key)
        if own is None:
            by_key[trace.key] = [trace]
        else:
            own.append(trace)
    begin, before = context.section_start(number), context.said_before(number)
    for said in reversed(context.said[max(0, before - SPOKE) : before]):
        if said.start < begin:
            break
        if said.key not in by_key:
            by_key[said.key] = []
    fitting = [key for key in by_key if _fits(context, key, asked)]
    if not fitting or min(fitting) >= UNNAMED_FROM:
        fitting += _far(context, number, asked, set(fitting))
    ahead = None if asked.head else _ahead(context, number, asked)
    if ahead is not None and ahead not in fitting:
        fitting.insert(0, ahead)
    if asked.head:
        fitting += [key for key in _holders(context, asked) if key not in fitting]
    return Field(traces, by_key, fitting[:MOST], ahead)


def _reads_as_person(name: str) -> bool:
    """Whether a name of unknown kind could be a person's."""
    parsed = names.parse(name)
    known = parsed.family.lower() in lexicon("surnames") or names.given_gender(parsed.given or name) is not None
    return known or (bool(parsed.given) and names.family_first(name.split()))


def _fits(context: ResolutionContext, key: int, asked: Asked) -> bool:
    """The same as :func:`_may_be`, for pronouns remembered: the same few people are asked about again and again."""
    if asked.head:
        return _may_be(context, key, asked)
    known = context.fitting.get((key, asked.gender))
    if known is None:
        known = context.fitting[key, asked.gender] = _may_be(context, key, asked)
    return known


def _may_be(context: ResolutionContext, key: int, asked: Asked) -> bool:
    """Whether a key is a person of a gender that doesn't contradict."""
    if key < UNNAMED_FROM:
        if key >= len(context.entities.all):
            return False
        entity = context.entities.all[key]
        if entity.kind == "other" and not _reads_as_person(entity.name):
            return False
        return entity.kind in ("person", "other") and (
            entity.gender is None or asked.gender is None or entity.gender == asked.gender
        )
    at = key - UNNAMED_FROM
    if at < 0 or context.mentions[at].kind is not MentionKind.NOUN:
        return False
    head = context.mentions[at].head
    if is_plural(head) or not is_person(head):
        return False
    if asked.head:
        return head == asked.head
    hint = names.gender_of(head)
    return hint is None or hint == asked.gender


def _ahead(context: ResolutionContext, number: int, asked: Asked) -> int | None:
    """The subject of the main clause, where the pronoun stands in one before it: *In what he called “…”, Okafor …*."""
    mention = context.mentions[number]
    tokens = context.document.sentences[mention.sentence].tokens
    if mention.first == 0 or tokens[0].tag not in ("IN", "WRB", "VBG"):
        return None
    if any(token.text == "," for token in tokens[: mention.first]):
        return None
    for position in range(number + 1, len(context.mentions)):
        later = context.mentions[position]
        if later.sentence != mention.sentence:
            return None
        if later.first and tokens[later.first - 1].text in (",", "") and later.kind is MentionKind.PERSON:
            entity = context.entity_of(later)
            if entity is not None and _may_be(context, entity.number, asked):
                return entity.number
            return None
    return None


def _far(context: ResolutionContext, number: int, asked: Asked, known: set[int]) -> list[int]:
    """People named earlier than the window, else anywhere: those named most first."""
    start = context.mentions[number].start
    people = [e for e in context.entities.all if e.kind == "person" and e.number not in known]
    people = [e for e in people if asked.gender is None or e.gender in (None, asked.gender)]
    before = [e for e in people if e.first < start]
    ranked = sorted(before or people, key=lambda e: (-e.count, e.first))
    return [entity.number for entity in ranked[:6]]


def _holders(context: ResolutionContext, asked: Asked) -> list[int]:
    """People anywhere in the article whose titles or appositions hold the role."""
    return [
        e.number
        for e in context.entities.holders(asked.head)
        if e.kind in ("person", "other") and (asked.gender is None or e.gender in (None, asked.gender))
    ]
