"""Salience of the bodies and groups that *it*, *they* or *the ministry* may stand for.

Salience after Lappin and Leass ("An algorithm for pronominal anaphora resolution", 1994): every earlier mention
gives its person points by what it does in its sentence, halved with each sentence that lies between; whoever was
quoted last has a bonus, and gender evidence rules out or supports.  The points were set by hand and checked on
development figures.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

SUBJECT = 1.0
OBJECT = 0.4
POSSESSOR = 0.3
PHRASE = 0.4
_POINTS = {"S": SUBJECT, "O": OBJECT, "P": POSSESSOR, "I": PHRASE}
HALF_LIFE = 0.6
"""What is left of a mention's points a sentence later."""
OTHERS = 0.35
"""Share of a person's other mentions beside the best one."""
_FARTHEST = 39
_LEFT = tuple(HALF_LIFE**n for n in range(_FARTHEST + 1))
LAST_SPEAKER = 0.8
SPEAKER_HALF_LIFE = 0.6
"""What is left of the last speaker's bonus a paragraph later."""
INTERRUPTED = 0.3
"""What is left of it where somebody else was the subject of a sentence since."""
NAMED_TWICE = 0.03
"""Points for each time the article names the person at all, up to ten."""


class Trace(NamedTuple):
    """One earlier mention of a person or body: where it stands, and what it does in its sentence."""

    key: int
    start: int
    sentence: int
    paragraph: int
    place: str
    """``S`` subject, ``O`` object, ``P`` owner, ``I`` behind a preposition."""
    verb: bool
    """Whether a reporting verb stands right behind it or before it."""
    form: str
    """``F`` full name, ``N`` name, ``P`` pronoun, ``D`` description."""
    first: bool
    """Whether it is the first time that the article names it."""
    person: bool
    acts: bool
    """Whether it is the subject of a verb that follows."""


def salience(
    traces: Sequence[Trace],
    sentence: int,
    counts: Mapping[int, int],
    last_speaker: tuple[int, int, int] | None,
) -> dict[int, float]:
    """Points of each key: its best trace, and a share of the others.

    *last_speaker* is the key of who was quoted last, how many paragraphs ago, and in which sentence.
    """
    best: dict[int, float] = {}
    total: dict[int, float] = {}
    for trace in traces:
        distance, key = sentence - trace.sentence, trace.key
        value = _POINTS[trace.place] * (_LEFT[min(distance, _FARTHEST)] if distance > 0 else 1.0)
        if key in total:
            total[key] += value
            if value > best[key]:
                best[key] = value
        else:
            total[key] = best[key] = value
    points = {key: value + OTHERS * min(1.0, total[key] - value) for key, value in best.items()}
    if last_speaker is not None:
        key, ago, spoke = last_speaker
        bonus = LAST_SPEAKER * SPEAKER_HALF_LIFE**ago
        if any(t.key != key and t.person and t.place == "S" and spoke < t.sentence < sentence for t in traces):
            bonus *= INTERRUPTED
        points[key] = points.get(key, 0.0) + bonus
    return {key: value + NAMED_TWICE * min(10, counts.get(key, 0)) for key, value in points.items()}
