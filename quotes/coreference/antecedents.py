"""Finds the person that *he*, *she* or *the senator* refers to: a log-linear ranking of the people mentioned before.

Candidates are the people of the article named before the mention, descriptions of people whom it doesn't name, and,
for a role, the description itself.  The features of each are in ``antecedent_features.py``.  Weights
(``weights/antecedents.json``) are fitted by ``python -m quotes.learn antecedents``.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from quotes.coreference.antecedent_features import (
    AntecedentFeatures,
    Constraints,
    new_referent,
)
from quotes.coreference.context import UNNAMED_FROM, ResolutionContext
from quotes.coreference.entities import Entity
from quotes.coreference.mention_history import GrammaticalFunction, MentionRecord
from quotes.coreference.roles import role_fit
from quotes.coreference.uncertain_names import may_be_body, reads_as_person
from quotes.english import names
from quotes.english.lexicons import lexicon
from quotes.english.nouns import AGE, is_person, is_plural, is_role
from quotes.english.titles import TITLES
from quotes.model import Identity, MentionKind
from quotes.named_tuples import new_tuple
from quotes.weights.sums import Feature

ITSELF = -1
"""Candidate key of a role that refers to nobody mentioned: the description is a new person."""
MOST = 24
"""Most candidates of one mention; those mentioned last are kept."""
NEAR = 3
"""Sentences in which a pronoun must find somebody that fits, else gender by a list of given names isn't trusted."""
SPOKE = 10
"""Number of the latest quotations whose speakers are candidates, however far back they were mentioned."""


class Candidate(NamedTuple):
    """One candidate: its key (or ``ITSELF``) and features."""

    key: int
    features: Sequence[Feature]


class CandidatePool(NamedTuple):
    """The people that a mention may refer to, and their mentions before it."""

    records: Sequence[MentionRecord]
    """The mentions of all people near, in reading order."""
    by_key: Mapping[int, Sequence[MentionRecord]]
    """The mentions by person, the last first."""
    keys: Sequence[int]
    """Keys of the people that fit, the one mentioned last first."""
    ahead: int | None


def person_of_pronoun(context: ResolutionContext, number: int, gender: str) -> Identity:
    """Returns the person that *he* (``m``) or *she* (``f``) at *number* refers to."""
    constraints = Constraints(gender)
    pool = candidate_pool(context, number, constraints)
    if len(pool.keys) == 1:
        return identity_of_candidate(context, pool.keys[0], 1.0, "pronoun")
    found = most_likely(context, _candidates(context, number, constraints, pool))
    if found is None:
        return context.unnamed(number, None)
    return identity_of_candidate(context, *found, "pronoun")


def person_of_role(context: ResolutionContext, number: int, constraints: Constraints) -> Identity | None:
    """Returns the person that the role at *number* refers to, or None if it refers to nobody mentioned."""
    found = most_likely(context, candidates(context, number, constraints))
    if found is None or found[0] == ITSELF:
        return None
    return identity_of_candidate(context, *found, "role")


def identity_of_candidate(context: ResolutionContext, key: int, probability: float, how: str) -> Identity:
    """Returns the identity of the candidate *key*, found as *how* says and with *probability*."""
    if key < UNNAMED_FROM:
        return context.identity_of(context.entities.all[key], probability, how)
    return context.resolve(key - UNNAMED_FROM)._replace(sure=probability, how=how)


def most_likely(context: ResolutionContext, found: Sequence[Candidate]) -> tuple[int, float] | None:
    """Returns the key of the likeliest candidate and its probability, or None if there are no candidates."""
    if not found:
        return None
    scores = [context.weigh.of(option.features) for option in found]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    at = powers.index(max(powers))
    return found[at].key, powers[at] / sum(powers)


def candidates(context: ResolutionContext, number: int, constraints: Constraints) -> list[Candidate]:
    """Returns the candidates for the mention at *number*, the one mentioned last first; for a role, ``ITSELF`` is the
    last.
    """
    return _candidates(context, number, constraints, candidate_pool(context, number, constraints))


def _candidates(
    context: ResolutionContext, number: int, constraints: Constraints, pool: CandidatePool
) -> list[Candidate]:
    features = AntecedentFeatures(context, number, constraints, *pool)
    found = [new_tuple(Candidate, (key, features.features(rank, key))) for rank, key in enumerate(pool.keys)]
    told = constraints.head.endswith(AGE) and any(key >= UNNAMED_FROM for key in pool.keys)
    if constraints.head and not told:  # an age that somebody without a name was told of with is no new person's
        found.append(Candidate(ITSELF, new_referent(constraints)))
    return found


def candidate_pool(context: ResolutionContext, number: int, constraints: Constraints) -> CandidatePool:
    """Returns the people that the mention at *number* may refer to, with their mentions near before it."""
    records = context.people_before(number)
    by_key: dict[int, list[MentionRecord]] = {}
    reported: set[int] = set()
    for record in reversed(records):
        key = record.key
        if key in by_key:
            by_key[key].append(record)
        else:
            by_key[key] = [record]
        if record.reports:
            reported.add(key)
    begin, before = context.section_start(number), context.credited_before(number)
    for quotation in reversed(context.credited[max(0, before - SPOKE) : before]):
        if quotation.start < begin:
            break
        if quotation.key not in by_key and quotation.key < UNNAMED_FROM + number:  # no description refers to itself
            by_key[quotation.key] = []
    fitting = [
        key
        for key in by_key
        if (key in reported and not constraints.head and _is_unknown_name(context, key))
        or (
            _may_refer(context, key, constraints)
            and (key in reported or context.has_spoken(key, number) or not _may_be_body(context, key))
        )
    ]
    if constraints.gender and not constraints.head:
        if _answers(context, number):
            fitting = [key for key in fitting if not (key >= UNNAMED_FROM and by_key[key] and by_key[key][0].asks)]
        near = context.mentions[number].sentence - NEAR
        if not any(by_key[key] and by_key[key][0].sentence >= near for key in fitting):
            fitting = [*_only_listed_otherwise(context, by_key, near, constraints.gender), *fitting]
        else:
            said = next((r for r in reversed(records) if r.reports and r.function is GrammaticalFunction.SUBJECT), None)
            if said is not None and said.sentence >= near + NEAR - 1 and said.key not in fitting:
                fitting += _only_listed_otherwise(context, {said.key: by_key[said.key]}, near, constraints.gender)
    if not fitting or min(fitting) >= UNNAMED_FROM:
        fitting += _people_farther_back(context, number, constraints, set(fitting))
    ahead = None if constraints.head else _main_subject(context, number, constraints)
    if ahead is not None and ahead not in fitting:
        fitting.insert(0, ahead)
    if constraints.head:
        start = context.mentions[number].start
        fitting = [key for key in fitting if key >= UNNAMED_FROM or _may_hold(context, key, number, constraints)]
        fitting += [key for key in _holders_of_role(context, start, constraints) if key not in fitting]
        fitting = _without_other_offices(context, fitting, constraints)
    fit = set(fitting)
    records = [record for record in records if record.key in fit]
    return CandidatePool(records, by_key, fitting[:MOST], ahead)


def _answers(context: ResolutionContext, number: int) -> bool:
    """Tests whether the pronoun at *number* stands beside a verb of answering: *she replied*."""
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    return not _ANSWERING.isdisjoint(sentence.words[max(0, mention.first - 1) : mention.last + 1])


_ANSWERING = frozenset("replied replies answered answers responded responds".split())


def _only_listed_otherwise(
    context: ResolutionContext, by_key: Mapping[int, Sequence[MentionRecord]], near: int, gender: str
) -> list[int]:
    """Returns the people mentioned from the sentence *near* on who have the other gender by nothing but a list of given
    names.
    """
    entities = context.entities.all
    return [
        key
        for key, own in by_key.items()
        if own and own[0].sentence >= near and key < len(entities)
        and entities[key].kind == "person" and entities[key].listed and entities[key].gender != gender
        and not any(record.gender == entities[key].gender for record in own)
    ]  # fmt: skip


def _may_be_body(context: ResolutionContext, key: int) -> bool:
    """Tests whether a key is a name of one word that nothing in the article makes a person's."""
    return key < len(context.entities.all) and may_be_body(context.entities.all[key])


def _is_unknown_name(context: ResolutionContext, key: int) -> bool:
    """Tests whether a key is a name of one word that neither a list nor the article tells the kind of."""
    if key >= len(context.entities.all):
        return False
    entity = context.entities.all[key]
    return (
        entity.kind == "other"
        and " " not in entity.name
        and not entity.name.isupper()
        and not (is_plural(entity.name.lower()) or entity.name.lower() in TITLES)
        and entity.name not in lexicon("demonyms")
        and not names.is_organisation_like(entity.name)
    )


def _opens_with_role(entity: Entity) -> bool:
    """Tests whether one of the roles before the entity's name is a single noun for people: *Rapper Stormlo*."""
    return any(is_role(role) for role in entity.roles)


def _may_refer(context: ResolutionContext, key: int, constraints: Constraints) -> bool:
    """Tests whether *key* can be the person meant (:func:`_agrees`), cached for pronouns, as the same few people are
    candidates again and again.
    """
    if constraints.head:
        return _agrees(context, key, constraints)
    known = context.fitting.get((key, constraints.gender))
    if known is None:
        known = context.fitting[key, constraints.gender] = _agrees(context, key, constraints)
    return known


def _agrees(context: ResolutionContext, key: int, constraints: Constraints) -> bool:
    """Tests whether *key* is a person whom the constraints allow: of their gender, as far as one is known, and named by
    a noun that a pronoun can refer to.
    """
    if key < UNNAMED_FROM:
        if key >= len(context.entities.all):
            return False
        entity = context.entities.all[key]
        if entity.kind == "other" and not (reads_as_person(entity.name) or _opens_with_role(entity)):
            return False
        return entity.kind in ("person", "other") and (
            entity.gender is None or constraints.gender is None or entity.gender == constraints.gender
        )
    at = key - UNNAMED_FROM
    if at < 0 or context.mentions[at].kind is not MentionKind.NOUN:
        return False
    head = context.mentions[at].head
    if is_plural(head) or not is_person(head):
        return False
    if constraints.head:
        mention = context.mentions[at]
        told = constraints.head.endswith(AGE) and constraints.head in context.document.text[mention.start : mention.end]
        return head == constraints.head or told  # a 19-year-old soldier, the 19-year-old
    hint = names.gender_of(head)
    return head not in _ASKERS and (hint is None or hint == constraints.gender)


_ASKERS = frozenset("questioner heckler interviewer moderator".split())
"""Nouns for people who are answered: *he* behind them is somebody else."""


def _main_subject(context: ResolutionContext, number: int, constraints: Constraints) -> int | None:
    """Returns the person who is the subject of the main clause, if the pronoun stands in a clause before it: *In what
    he called “…”, Okafor …*; else None.
    """
    mention = context.mentions[number]
    sentence = context.document.sentences[mention.sentence]
    if mention.first == 0 or sentence.tags[0] not in ("IN", "WRB", "VBG"):
        return None
    if "," in sentence.words[: mention.first]:
        return None
    for position in range(number + 1, len(context.mentions)):
        later = context.mentions[position]
        if later.sentence != mention.sentence:
            return None
        if later.first and sentence.words[later.first - 1] in (",", "") and later.kind is MentionKind.PERSON:
            entity = context.entity_of(later)
            if entity is not None and _agrees(context, entity.number, constraints):
                return entity.number
            return None
    return None


def _people_farther_back(
    context: ResolutionContext, number: int, constraints: Constraints, known: set[int]
) -> list[int]:
    """Returns at most six people named earlier than the window (else anywhere in the article), those named most
    first.
    """
    start = context.mentions[number].start
    people = context.named_people.ranked(constraints.gender)
    before = (e.number for e in people if e.first < start and e.number not in known)
    return list(islice(before, 6)) or list(islice((e.number for e in people if e.number not in known), 6))


def _may_hold(context: ResolutionContext, key: int, number: int, constraints: Constraints) -> bool:
    """Tests whether somebody named can be *the official* or *the 41-year-old* at *number*.

    A noun for sources asks for such a role, and an age must not contradict a stated one.  Who is first named behind
    must be its only holder there, or be introduced by it.
    """
    roles = context.entities.all[key].roles
    if context.entities.all[key].first > context.mentions[number].start:
        return _only_holder(context, key, constraints) or _introduced_by(context, key, number)
    if constraints.head in lexicon("source_nouns"):
        return _fits_source(constraints, roles)
    if constraints.head.endswith(AGE):
        ages = [word for role in roles for word in role.split() if word.endswith(AGE)]
        return not ages or constraints.head in ages
    return True


def _fits_source(constraints: Constraints, roles: Iterable[str]) -> bool:
    """Tests whether a noun for sources fits the *roles* of somebody named: one of the words before it, if there are
    any, must stand there too (*the premier's spokesman* is no spokesman of the Greens).
    """
    fit = role_fit(constraints.head, constraints.modifiers, roles)
    return bool(fit.match) and fit.modifiers != "none"


def _only_holder(context: ResolutionContext, key: int, constraints: Constraints) -> bool:
    """Tests whether the article gives the role to *key* and to nobody else whom its words fit as well."""
    entities = context.entities
    fits = {
        e.number: role_fit(constraints.head, constraints.modifiers, e.roles) for e in entities.holders(constraints.head)
    }
    own = fits.get(key)
    if own is None or not own.match or own.modifiers == "none":
        return False
    return not any(fit.match and fit.modifiers == own.modifiers for number, fit in fits.items() if number != key)


def _introduced_by(context: ResolutionContext, key: int, number: int) -> bool:
    """Tests whether the description at *number* tells what somebody did (*the firefighter who …*) whose name *key*
    opens the next paragraph.
    """
    mention, document = context.mentions[number], context.document
    following = document.sentences[mention.sentence].paragraph + 1
    return (
        document.text.startswith(" who ", mention.end)
        and following < len(document.paragraphs)
        and document.paragraphs[following].start == context.entities.all[key].first
    )


def _without_other_offices(context: ResolutionContext, keys: list[int], constraints: Constraints) -> list[int]:
    """Returns *keys* without the people who hold another office of the same word, if somebody holds the one asked for:
    *the transport minister* is no housing minister.
    """
    if not constraints.modifiers:
        return keys
    head, entities = constraints.head, context.entities.all
    fits = {key: role_fit(head, constraints.modifiers, entities[key].roles) for key in keys if key < UNNAMED_FROM}
    if not any(fit.match == "exact" and fit.modifiers == "all" for fit in fits.values()):
        return keys
    holders = {e.number for e in context.entities.holders(head)}
    return [key for key in keys if key not in holders or (fits[key].match and fits[key].modifiers != "none")]


def _holders_of_role(context: ResolutionContext, start: int, constraints: Constraints) -> list[int]:
    """Returns the people anywhere in the article whose titles or appositions hold the role."""
    return [
        e.number
        for e in context.entities.holders(constraints.head)
        if e.kind in ("person", "other")
        and (constraints.gender is None or e.gender in (None, constraints.gender))
        and (constraints.head not in lexicon("source_nouns") or _fits_source(constraints, e.roles))
        and (e.first < start or _only_holder(context, e.number, constraints))
    ]
