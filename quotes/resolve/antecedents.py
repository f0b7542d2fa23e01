"""Whom a pronoun stands for: the most salient person, body or group before it that agrees in gender and number."""

from quotes import names
from quotes.model import SpeakerKind
from quotes.resolve.describe import head_kind, is_person, is_plural
from quotes.resolve.pronouns import GENDER_KNOWN
from quotes.resolve.state import UNNAMED_FROM, Identity, State


def person(state: State, number: int, gender: str) -> Identity:
    """Whom *he* (``m``) or *she* (``f``) at *number* stands for."""
    mention = state.mentions[number]
    points = state.salience_at(number)
    scored: list[tuple[float, int, int]] = []
    for key, value in points.items():
        if key < UNNAMED_FROM:
            entity = state.cast.entities[key]
            if entity.kind not in ("person", "other"):
                continue
            if entity.kind == "other":
                value -= 0.8
            if entity.gender is not None and entity.gender != gender:
                continue
            if entity.gender == gender:
                value += GENDER_KNOWN
        else:
            found = state.resolved[key - UNNAMED_FROM] if key - UNNAMED_FROM < len(state.resolved) else None
            if found is None or found.kind is not SpeakerKind.UNNAMED:
                continue
            words = state.mentions[key - UNNAMED_FROM]
            if is_plural(words.head) or not is_person(words.head):
                continue
            hint = names.gender_of(words.head)
            if hint is not None and hint != gender:
                continue
            value += GENDER_KNOWN if hint == gender else -0.35
        scored.append((value, -key, key))
    if not scored:
        return fallback(state, number, gender)
    scored.sort(reverse=True)
    best, _, key = scored[0]
    second = scored[1][0] if len(scored) > 1 else 0.0
    sure = best / (best + max(0.0, second)) if best > 0 else 0.5
    if key < UNNAMED_FROM:
        return state.identity_of(state.cast.entities[key], sure, "pronoun")
    found = state.resolved[key - UNNAMED_FROM]
    return found._replace(sure=sure, how="pronoun") if mention else found


def fallback(state: State, number: int, gender: str) -> Identity:
    """Nobody is near: the person named last before, or the one the article names most."""
    mention = state.mentions[number]
    people = [e for e in state.cast.entities if e.kind == "person" and e.gender in (None, gender)]
    if not people:
        return state.unnamed(number, None)
    before = [e for e in people if e.first < mention.start]
    entity = max(before or people, key=lambda e: (e.count, -e.first))
    return state.identity_of(entity, 0.4, "pronoun")


def thing(state: State, number: int, *, plural: bool) -> Identity:
    """Which body, or with *plural* which group, *it* or *they* at *number* stands for."""
    points = state.salience_at(number)
    scored: list[tuple[float, int, int]] = []
    for key, value in points.items():
        if key < UNNAMED_FROM:
            entity = state.cast.entities[key]
            if entity.kind == "person":
                continue
            value += 0.3 if entity.kind == "organisation" else -0.3
        else:
            if key - UNNAMED_FROM >= len(state.resolved):
                continue
            words = state.mentions[key - UNNAMED_FROM]
            kind = head_kind(words.head)
            if plural != (is_plural(words.head) or kind is SpeakerKind.GROUP) and (
                kind is not SpeakerKind.ORGANISATION
            ):  # fmt: skip
                continue
        scored.append((value, -key, key))
    if not scored:
        return state.unnamed(number, None)
    scored.sort(reverse=True)
    best, _, key = scored[0]
    second = scored[1][0] if len(scored) > 1 else 0.0
    sure = best / (best + max(0.0, second)) if best > 0 else 0.5
    if key < UNNAMED_FROM:
        return state.identity_of(state.cast.entities[key], sure, "pronoun")
    return state.resolved[key - UNNAMED_FROM]._replace(sure=sure, how="pronoun")
