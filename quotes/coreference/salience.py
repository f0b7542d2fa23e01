"""Computes the salience of the bodies and groups that *it*, *they* or *the ministry* may refer to.

Salience after Lappin and Leass ("An algorithm for pronominal anaphora resolution", 1994): every earlier mention
gives its body points by what it does in its sentence, and each sentence that lies between leaves ``DECAY`` of them;
whoever was quoted last has a bonus.  The points were set by hand and checked on development figures.
"""

from quotes.coreference.context import UNNAMED_FROM, WINDOW, ResolutionContext
from quotes.coreference.mention_history import GrammaticalFunction, grammatical_function
from quotes.model import MentionKind

SUBJECT = 1.0
OBJECT = 0.4
POSSESSOR = 0.3
OBLIQUE = 0.4
EMBEDDED = 0.4
AGENT = 0.7
REPORTS = 0.5
"""Points added for the subject of a reporting verb."""
_POINTS = {
    GrammaticalFunction.SUBJECT: SUBJECT,
    GrammaticalFunction.OBJECT: OBJECT,
    GrammaticalFunction.POSSESSOR: POSSESSOR,
    GrammaticalFunction.OBLIQUE: OBLIQUE,
    GrammaticalFunction.EMBEDDED: EMBEDDED,
    GrammaticalFunction.AGENT: AGENT,
}
DECAY = 0.6
"""The share of a mention's points that is left a sentence later (Lappin and Leass halve them)."""
OTHERS = 0.35
"""Share of the points of a body's other mentions that is added to those of its best one."""
_FARTHEST = 39
_LEFT = tuple(DECAY**n for n in range(_FARTHEST + 1))
LAST_SPEAKER = 0.8
SPEAKER_DECAY = 0.6
"""Share of the last speaker's bonus that is left a paragraph later."""
INTERRUPTED = 0.3
"""Share of the last speaker's bonus that is left where a person was the subject of a sentence since."""
NAMED_TWICE = 0.03
"""Points for each time the article names the body at all, up to ten."""


def salience(context: ResolutionContext, number: int) -> dict[int, float]:
    """Returns the points of each body, group or text mentioned before the mention at *number*, by entity key."""
    sentences = context.document.sentences
    here = context.mentions[number].sentence
    best: dict[int, float] = {}
    total: dict[int, float] = {}
    for key, _, sentence, function, reports in context.organisations_before(number):
        left = _LEFT[min(here - sentence, _FARTHEST)] if sentence < here else 1.0
        value = (_POINTS[function] + (REPORTS if reports else 0.0)) * left
        if key in total:
            total[key] += value
            if value > best[key]:
                best[key] = value
        else:
            total[key] = best[key] = value
    points = {key: value + OTHERS * min(1.0, total[key] - value) for key, value in best.items()}
    last = context.last_credited(number)
    if last is not None:
        ago = max(0, sentences[here].paragraph - last.paragraph)
        bonus = LAST_SPEAKER * SPEAKER_DECAY**ago
        if _interrupted(context, number, last.sentence):
            bonus *= INTERRUPTED
        points[last.key] = points.get(last.key, 0.0) + bonus
        if last.key >= UNNAMED_FROM:
            for key in _spoken_for(context, last.key - UNNAMED_FROM):
                points[key] = points.get(key, 0.0) + bonus
    return {key: value + NAMED_TWICE * min(10, context.count_of(key)) for key, value in points.items()}


def _spoken_for(context: ResolutionContext, speaker: int) -> list[int]:
    """Returns bodies that the description at *speaker* speaks for: *a spokesman for Tavano*, *Tavano's spokesman*."""
    described = context.mentions[speaker]
    found: list[int] = []
    for number in (speaker - 1, speaker + 1):
        if not 0 <= number < len(context.mentions):
            continue
        mention = context.mentions[number]
        if mention.kind is MentionKind.ORGANISATION and (
            described.full_start <= mention.start and mention.end <= described.full_end
        ):
            entity = context.entity_of(mention)
            if entity is not None:
                found.append(entity.number)
    return found


def _interrupted(context: ResolutionContext, number: int, spoke: int) -> bool:
    """Tests whether a person named was the subject of a sentence between the one at *spoke* and that of the mention."""
    here = context.mentions[number].sentence
    for back in range(number - 1, max(0, number - WINDOW) - 1, -1):
        mention = context.mentions[back]
        if mention.sentence <= spoke:
            break
        named = mention.sentence < here and mention.kind is MentionKind.PERSON
        if named and grammatical_function(context.document, context.mentions, back)[0] is GrammaticalFunction.SUBJECT:
            return True
    return False
