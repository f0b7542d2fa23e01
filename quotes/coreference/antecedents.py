"""Which person *he*, *she* or *the senator* is: a log-linear ranking of the people mentioned before.

Candidates are the people of the article named before the mention, descriptions of people whom it doesn't name, and,
for a role, the description itself.  What speaks for each is in ``evidence.py``.  Weights
(``weights/antecedents.json``) are fitted by ``python -m quotes.learn antecedents``.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes.coreference.antecedent_features import Asked, Evidence, of_itself
from quotes.coreference.context import UNNAMED_FROM, State
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


def person(state: State, number: int, gender: str) -> Identity:
    """Whom *he* (``m``) or *she* (``f``) at *number* stands for."""
    asked = Asked(gender)
    field = field_of(state, number, asked)
    if len(field.keys) == 1:
        return identity(state, field.keys[0], 1.0, "pronoun")
    found = best(state, _options(state, number, asked, field))
    if found is None:
        return state.unnamed(number, None)
    return identity(state, *found, "pronoun")


def holder(state: State, number: int, asked: Asked) -> Identity | None:
    """Whom the role at *number* stands for, None for nobody but itself."""
    found = best(state, options(state, number, asked))
    if found is None or found[0] == ITSELF:
        return None
    return identity(state, *found, "role")


def identity(state: State, key: int, probability: float, how: str) -> Identity:
    """The candidate *key* as an identity."""
    if key < UNNAMED_FROM:
        return state.identity_of(state.cast.entities[key], probability, how)
    return state.resolve(key - UNNAMED_FROM)._replace(sure=probability, how=how)


def best(state: State, found: Sequence[Option]) -> tuple[int, float] | None:
    """The likeliest candidate and its probability; None where there is none."""
    if not found:
        return None
    scores = [state.weigh.of(option.features) for option in found]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    at = powers.index(max(powers))
    return found[at].key, powers[at] / sum(powers)


def options(state: State, number: int, asked: Asked) -> list[Option]:
    """The candidates for the mention at *number*, the one mentioned last first; ``ITSELF`` last."""
    return _options(state, number, asked, field_of(state, number, asked))


def _options(state: State, number: int, asked: Asked, field: Field) -> list[Option]:
    evidence = Evidence(state, number, asked, *field)
    found = [Option(key, evidence.features(rank, key)) for rank, key in enumerate(field.keys)]
    if asked.head:
        found.append(Option(ITSELF, of_itself(asked)))
    return found


def field_of(state: State, number: int, asked: Asked) -> Field:
    """Whom the mention at *number* may stand for."""
    traces = state.people_before(number)
    by_key: dict[int, list[Trace]] = {}
    for trace in reversed(traces):
        own = by_key.get(trace.key)
        if own is None:
            by_key[trace.key] = [trace]
        else:
            own.append(trace)
    begin, before = state.section_start(number), state.said_before(number)
    for said in reversed(state.said[max(0, before - SPOKE) : before]):
        if said.start < begin:
            break
        if said.key not in by_key:
            by_key[said.key] = []
    fitting = [key for key in by_key if _fits(state, key, asked)]
    if not fitting or min(fitting) >= UNNAMED_FROM:
        fitting += _far(state, number, asked, set(fitting))
    ahead = None if asked.head else _ahead(state, number, asked)
    if ahead is not None and ahead not in fitting:
        fitting.insert(0, ahead)
    if asked.head:
        fitting += [key for key in _holders(state, asked) if key not in fitting]
    return Field(traces, by_key, fitting[:MOST], ahead)


def _reads_as_person(name: str) -> bool:
    """Whether a name of unknown kind could be a person's."""
    parsed = names.parse(name)
    known = parsed.family.lower() in lexicon("surnames") or names.given_gender(parsed.given or name) is not None
    return known or (bool(parsed.given) and names.family_first(name.split()))


def _fits(state: State, key: int, asked: Asked) -> bool:
    """The same as :func:`_may_be`, for pronouns remembered: the same few people are asked about again and again."""
    if asked.head:
        return _may_be(state, key, asked)
    known = state.fitting.get((key, asked.gender))
    if known is None:
        known = state.fitting[key, asked.gender] = _may_be(state, key, asked)
    return known


def _may_be(state: State, key: int, asked: Asked) -> bool:
    """Whether a key is a person of a gender that doesn't contradict."""
    if key < UNNAMED_FROM:
        if key >= len(state.cast.entities):
            return False
        entity = state.cast.entities[key]
        if entity.kind == "other" and not _reads_as_person(entity.name):
            return False
        return entity.kind in ("person", "other") and (
            entity.gender is None or asked.gender is None or entity.gender == asked.gender
        )
    at = key - UNNAMED_FROM
    if at < 0 or state.mentions[at].kind is not MentionKind.NOUN:
        return False
    head = state.mentions[at].head
    if is_plural(head) or not is_person(head):
        return False
    if asked.head:
        return head == asked.head
    hint = names.gender_of(head)
    return hint is None or hint == asked.gender


def _ahead(state: State, number: int, asked: Asked) -> int | None:
    """The subject of the main clause, where the pronoun stands in one before it: *In what he called “…”, Okafor …*."""
    mention = state.mentions[number]
    tokens = state.document.sentences[mention.sentence].tokens
    if mention.first == 0 or tokens[0].tag not in ("IN", "WRB", "VBG"):
        return None
    if any(token.text == "," for token in tokens[: mention.first]):
        return None
    for position in range(number + 1, len(state.mentions)):
        later = state.mentions[position]
        if later.sentence != mention.sentence:
            return None
        if later.first and tokens[later.first - 1].text in (",", "") and later.kind is MentionKind.PERSON:
            entity = state.entity_of(later)
            if entity is not None and _may_be(state, entity.number, asked):
                return entity.number
            return None
    return None


def _far(state: State, number: int, asked: Asked, known: set[int]) -> list[int]:
    """People named earlier than the window, else anywhere: those named most first."""
    start = state.mentions[number].start
    people = [e for e in state.cast.entities if e.kind == "person" and e.number not in known]
    people = [e for e in people if asked.gender is None or e.gender in (None, asked.gender)]
    before = [e for e in people if e.first < start]
    ranked = sorted(before or people, key=lambda e: (-e.count, e.first))
    return [entity.number for entity in ranked[:6]]


def _holders(state: State, asked: Asked) -> list[int]:
    """People anywhere in the article whose titles or appositions hold the role."""
    return [
        e.number
        for e in state.cast.holders(asked.head)
        if e.kind in ("person", "other") and (asked.gender is None or e.gender in (None, asked.gender))
    ]
