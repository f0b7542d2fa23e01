"""Which body or group *it*, *they* or *the ministry* stands for: the most salient one before it that agrees."""

from quotes.coreference.context import UNNAMED_FROM, ResolutionContext
from quotes.coreference.salience import salience
from quotes.english.lexicons import lexicon
from quotes.english.nouns import head_kind, is_plural
from quotes.model import Identity, SpeakerKind


def is_medium(name: str) -> bool:
    """Whether a body's name reads as a newspaper's, magazine's or broadcaster's."""
    return any(word in lexicon("media_name_words") for word in name.lower().replace("-", " ").split())


def organisation_of_pronoun(context: ResolutionContext, number: int, *, plural: bool) -> Identity:
    """Which body, or with *plural* which group, *it* or *they* at *number* stands for."""
    points = salience(context, number)
    scored: list[tuple[float, int, int]] = []
    for key, value in points.items():
        if key < UNNAMED_FROM:
            if key >= len(context.entities.all):
                continue
            entity = context.entities.all[key]
            if entity.kind == "person":
                continue
            value += 0.3 if entity.kind == "organisation" else -0.3
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


def organisation_of_role(context: ResolutionContext, number: int, *, bare: bool) -> Identity | None:
    """The body whose name or role holds the head noun; else, of a *bare* phrase, the most salient one."""
    mention = context.mentions[number]
    head = mention.head
    tokens = context.document.sentences[mention.sentence].tokens
    capitals = [t.text.lower() for t in tokens[mention.first + 1 : mention.last] if t.text[:1].isupper()]
    points = salience(context, number)
    scored: list[tuple[float, int]] = []
    for entity in context.entities.all:
        if entity.kind == "person":
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
        elif entity.kind != "organisation" or not bare or value < 0.6:
            continue
        if entity.first > mention.start:
            value -= 1.0
        scored.append((value, entity.number))
    if not scored:
        return None
    scored.sort(key=lambda item: (-item[0], item[1]))
    best = scored[0][0]
    second = scored[1][0] if len(scored) > 1 else 0.0
    sure = best / (best + max(0.0, second)) if best > 0 else 0.5
    return context.identity_of(context.entities.all[scored[0][1]], sure, "role")
